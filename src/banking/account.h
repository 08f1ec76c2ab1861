#pragma once
// The paper's own accounts. Part of the door.

#include <optional>
#include <vector>

#include "base/base.h"
#include "contributions/contributions.h"
#include "database/database.h"
#include "ledger/ledger.h"
#include "people/people.h"
#include "sepa/sepa.h"

namespace allmende::banking {

using contributions::Till;
using AccountId = Id<struct BankAccountTag>;

/// With what the first statement must begin: what the account had, and after which statement.
struct Opening {
  Money balance = Money::cents(0);
  Date day;  ///< on which it had that
  /// Of the last statement that is not taken in; none: the first one is known by its balance alone.
  std::optional<std::int64_t> number = std::nullopt;
  /// The account of the books that stands against it. None: the books have it already.
  std::optional<ledger::AccountNumber> against = ledger::chart::kSuspense;
};

struct BankAccount {
  AccountId id;
  sepa::Iban iban;
  ledger::AccountNumber number;  ///< of the books, this one's alone
  Money balance = Money::cents(0);  ///< of its last statement
  std::optional<std::int64_t> last_number = std::nullopt;
  std::optional<Date> last_day = std::nullopt;  ///< on which the last statement closed
};

/// From now on its statements are taken in; the opening balance is booked. A deed.
/// Refuses: forbidden; conflict when the account is known, or another one has that account of the books; whatever the
/// ledger refuses.
Result<AccountId> add_account(database::WriteTx& tx, people::Actor const& actor, sepa::Iban const& iban,
                              ledger::AccountNumber number, Opening const& opening, Instant now);

/// In the order in which they were added. Refuses: forbidden.
Result<std::vector<BankAccount>> accounts(database::ReadTx& tx, people::Actor const& actor);

/// The day until which all accounts' statements are taken in; none: there is no account, or one without a statement.
/// Anybody may know that.
std::optional<Date> taken_in_until(database::ReadTx& tx);

}  // namespace allmende::banking
