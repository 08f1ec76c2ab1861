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
        [this](auto& tx) {
          must(propose_correction(tx, one, {TransactionId(1), "Irrtum", gift("", euros(11)).fact}, {}, now));
        },
        [this](auto& tx) {
          must(propose_correction(tx, one, {TransactionId(2), "doppelt"}, {}, now));
        },
        [this](auto& tx) { must(approve_correction(tx, other, ProposalId(1), now)); },
        [this](auto& tx) { must(close_month(tx, other, month("2026-10"), day("2026-11-09"), now)); },
    };
  }

  /// What was done before is a conflict, or known.
  static void must(auto const& result) {
    if (!result && result.error().code != Code::conflict) throw std::runtime_error(result.error().message);
  }
};

/// Fresh books with their staff and accounts, as often as wanted: a file is copied, a schema is filled anew.
class Beginning {
 public:
  Beginning(database::Engine engine, Instant now) : now_(now), model_(engine), work_(fill(model_)) {}

  Work lay_into(allmende::test::ScratchDatabase const& fresh) const {
    if (fresh.engine() == database::Engine::postgres) return fill(fresh);
    std::filesystem::copy_file(model_.file(), fresh.file());
    return work_;
  }

 private:
  /// Nothing is open when it returns.
  Work fill(allmende::test::ScratchDatabase const& scratch) const {
    auto books = scratch.open(all_migrations());
    auto tx = books.write();
    Work work{employ(tx, "Ilse", {Role::till}, now_), employ(tx, "Kurt", {Role::till}, now_), now_};
    lay_out_chart(tx, work.one, now_).value();
    tx.commit();
    return work;
  }

  Instant now_;
  allmende::test::ScratchDatabase model_;
  Work work_;
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
