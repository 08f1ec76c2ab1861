#include "ledger/closing_store.h"

namespace allmende::ledger {

using database::Sql;

namespace {

Sql const kLast{"ledger.closed_through", "SELECT MAX(month) FROM ledger_closing"};
Sql const kAll{"ledger.closings", "SELECT month, last, digest, at, person, name FROM ledger_closing ORDER BY month"};
Sql const kInsert{"ledger.insert_closing", R"(
    INSERT INTO ledger_closing (month, last, digest, at, person, name)
    VALUES (:month, :last, :digest, :at, :person, :name))"};

}  // namespace

std::optional<Month> closed_through(database::ReadTx& tx) { return tx.one<std::optional<Month>>(kLast); }

std::vector<Closing> closings(database::ReadTx& tx) {
  std::vector<Closing> found;
  tx.each<Month, TransactionId, std::string, Instant, std::optional<std::int64_t>, std::string>(
      kAll, [&](Month month, TransactionId last, std::string digest, Instant at, std::optional<std::int64_t> person,
                std::string name) {
        found.push_back({month, last, std::move(digest), at,
                         person ? std::optional(people::PersonId(*person)) : std::nullopt, std::move(name)});
      });
  return found;
}

void store::insert(database::WriteTx& tx, Closing const& it) {
  tx.run(kInsert, it.month, it.last, it.digest, it.at, it.person, it.name);
}

}  // namespace allmende::ledger
