#include "banking/verify_store.h"

namespace allmende::banking::store {

using database::ReadTx;
using database::Sql;

namespace {

Sql const kToldBalance{"banking.told_balance", R"(
    SELECT a.opening + COALESCE((SELECT SUM(e.cents) FROM bank_entry e WHERE e.account = a.id AND e.currency = 'EUR'), 0)
    FROM bank_account a WHERE a.id = :account)"};
// What was divided stands in the lines behind it.
Sql const kUneven{"banking.uneven_entries", R"(
    SELECT e.id FROM bank_entry e
    WHERE e.cents <> (SELECT COALESCE(SUM(l.cents), 0) FROM bank_line l WHERE l.entry = e.id AND l.state <> 'divided')
    ORDER BY e.id LIMIT 10)"};
Sql const kEntries{"banking.entries", "SELECT id FROM bank_entry ORDER BY id"};

}  // namespace

Money told_balance(ReadTx& tx, AccountId account) { return tx.one<Money>(kToldBalance, account); }
std::vector<EntryId> uneven_entries(ReadTx& tx) { return tx.all<EntryId>(kUneven); }
void each_entry(ReadTx& tx, std::function<void(EntryId)> const& callback) { tx.each<EntryId>(kEntries, callback); }

}  // namespace allmende::banking::store
