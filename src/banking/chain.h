#pragma once
// That statements of an account follow each other. Private to this room.

#include "banking/account_store.h"
#include "banking/import.h"

namespace allmende::banking {

/// What a statement's entries came to; in the account's currency.
struct StatementSums {
  std::int64_t known = 0;  ///< entries that were booked before
  std::int64_t fresh = 0;
  Money all = Money::cents(0);
  Money of_fresh = Money::cents(0);
};

class Chain {
 public:
  Chain(store::AccountRow row, ImportRules::Numbers numbers) : row_(std::move(row)), numbers_(numbers) {}

  store::AccountRow const& row() const { return row_; }

  /// Whether it is certain by number and balance that nothing of it can be known: then what is like an entry of before is
  /// another one (F21). Without numbers it is not: two that sum to nothing look alike.
  bool is_next(sepa::StatementMark const& mark) const;

  /// What the statement says fits what is known: it is the next one, was taken in before, or laps over what was and
  /// leads from there to its closing balance. Refuses: conflict (F23).
  Result<void> take(sepa::StatementMark const& mark, std::optional<Date> closed_on, StatementSums const& sums);

 private:
  sepa::StatementMark last() const;
  bool proves(sepa::StatementMark const& mark, StatementSums const& sums) const;
  bool is_behind(sepa::StatementMark const& mark) const;
  bool has_next_number(sepa::StatementMark const& mark) const;
  bool may_repeat(sepa::StatementMark const& mark) const;
  Result<void> repeats(sepa::StatementMark const& mark);
  std::unexpected<Refusal> does_not_follow(sepa::StatementMark const& mark) const;
  void move_on(sepa::StatementMark const& mark, std::optional<Date> closed_on, StatementSums const& sums);

  store::AccountRow row_;
  ImportRules::Numbers numbers_;
};

/// "335/2026", or "of 2026-12-03", for people.
std::string label_of(sepa::StatementMark const& mark, std::optional<Date> closed_on);

/// On which it closed; else on which it was made.
std::optional<Date> day_of(sepa::Statement const& statement);

}  // namespace allmende::banking
