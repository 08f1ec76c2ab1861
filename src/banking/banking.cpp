#include "banking/banking.h"

#include "embedded/banking_migrations.h"

namespace allmende::banking {

std::vector<database::Migration> migrations() { return database::migrations(embedded::banking_migrations()); }

}  // namespace allmende::banking
