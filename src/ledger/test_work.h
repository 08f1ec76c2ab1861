#pragma once
// A piece of the till's work that can be begun again at any point, for tests that interrupt it.

#include "ledger/test_books.h"

namespace allmende::ledger::test {

/// Done in transactions of its own, each of which may have been done before.
struct Work {
  Actor one;
  Actor other;
  Instant now;

  void do_all(database::Database& database) const {
    for (auto const& step : steps()) {
      auto tx = database.write();
      step(tx);
      tx.commit();
    }
  }

 private:
  using Step = std::function<void(database::WriteTx&)>;

  std::vector<Step> steps() const {
    return {
        [this](auto& tx) { must(book(tx, Actor::clock(), gift("1", euros(10), day("2026-09-03")), now)); },
        [this](auto& tx) {
          must(book(tx, Actor::clock(), gift("2", euros(500), day("2026-09-04")), now));
          must(book(tx, Actor::clock(), gift("3", euros(20), day("2026-10-04")), now));
        },
        [this](auto& tx) { must(close_month(tx, one, month("2026-09"), day("2026-10-09"), now)); },
        [this](auto& tx) { must(book(tx, one, gift("4", euros(30), day("2026-09-30")), now)); },
        [this](auto& tx) { must(propose_correction(tx, one, {TransactionId(1), "Irrtum", gift("", euros(11)).fact}, {}, now)); },
        [this](auto& tx) { must(propose_correction(tx, one, {TransactionId(2), "doppelt"}, {}, now)); },
        [this](auto& tx) { must(approve_correction(tx, other, ProposalId(1), now)); },
        [this](auto& tx) { must(close_month(tx, other, month("2026-10"), day("2026-11-09"), now)); },
    };
  }

  /// What was done before is a conflict, or known.
  static void must(auto const& result) {
    if (!result && result.error().code != Code::conflict) throw std::runtime_error(result.error().message);
  }
};

/// All that stands in the books, as text.
inline std::string whole_books(database::Database& database, Actor const& till) {
  std::string text;
  auto tx = database.read();
  auto add = [&](std::string_view part) { text += part; };
  export_csv(tx, till, {day("2000-01-01"), day("2199-12-31")}, add).value();
  for (Closing const& closing : closings(tx)) text += closing.month.text() + " " + closing.digest + "\n";
  for (auto const& [account, currency, sums] : trial_balance(tx, day("2199-12-31"))) {
    text += account.text() + " " + sums.debit.decimal() + " " + sums.credit.decimal() + "\n";
  }
  return text;
}

}  // namespace allmende::ledger::test
