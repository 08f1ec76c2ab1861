#include "contributions/contributions.h"

#include "embedded/contributions_migrations.h"

namespace allmende::contributions {

std::vector<database::Migration> migrations() { return database::migrations(embedded::contributions_migrations()); }

}  // namespace allmende::contributions
