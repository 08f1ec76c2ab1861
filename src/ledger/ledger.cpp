#include "ledger/ledger.h"

#include "embedded/ledger_migrations.h"

namespace allmende::ledger {

std::vector<database::Migration> migrations() { return database::migrations(embedded::ledger_migrations()); }

}  // namespace allmende::ledger
