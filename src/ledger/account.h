#pragma once
// The chart of accounts. Part of the door.

#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "database/database.h"
#include "people/people.h"

namespace allmende::ledger {

/// What an account counts, and so where it stands in the yearly accounts.
enum class Kind { asset, liability, equity, income, expense };
std::string_view name_of(Kind kind);

/// Of four to eight digits, the first of which is none of 0: 1200, 29000017.
class AccountNumber {
 public:
  static constexpr std::int64_t kLeast = 1'000, kGreatest = 99'999'999;
  /// Refuses: invalid for a number outside of these.
  static Result<AccountNumber> from(std::int64_t number);
  /// One that stands in the program's text.
  static consteval AccountNumber fixed(std::int64_t number) {
    if (number < kLeast || number > kGreatest) throw "no account number";
    return AccountNumber(number);
  }
  constexpr std::int64_t value() const { return value_; }
  std::string text() const { return std::to_string(value_); }
  auto operator<=>(AccountNumber const&) const = default;

 private:
  explicit constexpr AccountNumber(std::int64_t value) : value_(value) {}
  std::int64_t value_;
};

struct Account {
  static constexpr std::size_t kLongestName = 100;  ///< bytes

  AccountNumber number;
  Kind kind;
  std::string name;     ///< the paper's word for it
  bool closed = false;  ///< nothing more is booked on it
  bool operator==(Account const&) const = default;
};

/// By number.
std::vector<Account> accounts(database::ReadTx& tx);
std::optional<Account> account(database::ReadTx& tx, AccountNumber number);

// ---- For the till. Each is a deed.

/// Adds those of the standard chart (chart.h) that are missing; what is there keeps its name. How many.
/// Refuses: forbidden; conflict when one of them is there with another kind.
Result<int> lay_out_chart(database::WriteTx& tx, people::Actor const& actor, Instant now);

/// Refuses: forbidden; invalid for a name that is empty, too long or has control characters; conflict for a number
/// that is taken.
Result<void> open_account(database::WriteTx& tx, people::Actor const& actor, Account const& account, Instant now);
/// Refuses: forbidden; invalid as above; not_found.
Result<void> rename_account(database::WriteTx& tx, people::Actor const& actor, AccountNumber number,
                            std::string const& name, Instant now);
/// Refuses: forbidden; not_found.
enum class Use { open, closed };
Result<void> set_use(database::WriteTx& tx, people::Actor const& actor, AccountNumber number, Use use, Instant now);
/// Refuses: forbidden; not_found; conflict for one that has ever been booked on or is part of a proposal.
Result<void> remove_account(database::WriteTx& tx, people::Actor const& actor, AccountNumber number, Instant now);

}  // namespace allmende::ledger

template <>
struct allmende::database::Stored<allmende::ledger::AccountNumber> {
  using AccountNumber = allmende::ledger::AccountNumber;
  static std::int64_t store(AccountNumber number) { return number.value(); }
  static AccountNumber load(std::int64_t value) { return must_be(AccountNumber::from(value)); }
};

template <>
struct allmende::database::Stored<allmende::ledger::Kind> {
  using Kind = allmende::ledger::Kind;
  static std::string_view store(Kind kind) { return allmende::ledger::name_of(kind); }
  static Kind load(std::string_view name);
};
