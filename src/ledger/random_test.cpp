// The books against a simple model, at random, with restarts and a disk that fails.
//
// A history is twelve steps; a hundred after one another are in the same books. `--gtest_repeat=100` makes ten thousand
// of them, each run by another seed.

#include <map>
#include <set>

#include "ledger/test_random.h"
#include "ledger/test_work.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::IsEmpty;

/// What the books must be, kept in the plainest way there is.
struct Model {
  struct Entry {
    Booking booking;
    Date booked_on;
    std::optional<TransactionId> corrects;
  };
  struct Waiting {
    Correction correction;
    int proposer;
    bool decided = false;
  };
  std::vector<Entry> entries;  // number 1 first
  std::vector<Waiting> proposals;
  std::set<AccountNumber> closed;
  std::optional<Month> closed_through;

  Entry& at(TransactionId id) { return entries[static_cast<std::size_t>(id.value() - 1)]; }

  void append(Source source, Fact fact, std::optional<TransactionId> corrects) {
    if (!fact.value_day) fact.value_day = fact.day;
    Date on = fact.day;
    if (closed_through && on <= closed_through->last_day()) on = closed_through->last_day().plus_days(1);
    entries.push_back({{std::move(source), std::move(fact)}, on, corrects});
  }

  void correct(Correction const& it) {
    Fact counter = at(it.corrects).booking.fact;
    counter.text = it.cause;
    for (Posting& posting : counter.postings) posting.amount = Money::cents(-posting.amount.cents());
    std::string id = std::to_string(it.corrects.value());
    append({"correction", id, "counter"}, counter, it.corrects);
    if (it.replacement) append({"correction", id, "replacement"}, *it.replacement, it.corrects);
  }

  bool is_corrected(TransactionId id) const {
    return std::ranges::any_of(
        entries, [&](Entry const& it) { return it.corrects == id && it.booking.source.kind == "counter"; });
  }
  bool has_waiting(TransactionId id) const {
    return std::ranges::any_of(proposals,
                               [&](Waiting const& it) { return !it.decided && it.correction.corrects == id; });
  }
  bool names_closed(Fact const& fact) const {
    return std::ranges::any_of(fact.postings, [&](Posting const& it) { return closed.contains(it.account); });
  }

  static std::int64_t moved(Fact const& fact) {
    std::map<Currency, std::int64_t> debits;
    for (Posting const& it : fact.postings) debits[it.currency] += std::max<std::int64_t>(0, it.amount.cents());
    std::int64_t most = 0;
    for (auto const& [currency, sum] : debits) most = std::max(most, sum);
    return most;
  }

  std::map<std::pair<AccountNumber, Currency>, std::pair<std::int64_t, std::int64_t>> sums(Date through) const {
    std::map<std::pair<AccountNumber, Currency>, std::pair<std::int64_t, std::int64_t>> sums;
    for (Entry const& it : entries) {
      if (it.booked_on > through) continue;
      for (auto const& [account, amount, currency] : it.booking.fact.postings) {
        auto& [debit, credit] = sums[{account, currency}];
        (amount.cents() > 0 ? debit : credit) += std::abs(amount.cents());
      }
    }
    return sums;
  }
};

class BooksAtRandom : public BooksTest {
 protected:
  /// Something that is tried: what it does, how it must end (none: well), and what it then does to the model.
  struct Attempt {
    std::function<std::optional<Code>(database::WriteTx&)> act;
    std::optional<Code> expected;
    std::function<void()> apply = [] {};
  };

  static std::optional<Code> code(auto const& result) {
    return result ? std::nullopt : std::optional(result.error().code);
  }

  void perform(Attempt const& attempt) {
    try {
      auto tx = database.write();
      EXPECT_EQ(attempt.act(tx), attempt.expected);
      tx.commit();
    } catch (database::StatementFault const& fault) {
      EXPECT_TRUE(fault.state() == "plan" || fault.in_doubt()) << fault.what();
      if (!fault.in_doubt()) return;
    }
    if (!attempt.expected) attempt.apply();
  }

  Actor const& person(int which) { return which == 0 ? ilse : kurt; }
  TransactionId some_transaction() { return TransactionId(1 + random.below(static_cast<int>(model.entries.size()))); }

  Attempt to_book(Booking const& booking, std::optional<Code> expected) {
    return {[=, this](auto& tx) { return code(ledger::book(tx, Actor::clock(), booking, now)); }, expected,
            [=, this] { model.append(booking.source, booking.fact, std::nullopt); }};
  }

  Attempt a_booking() {
    Booking booking = random.some_booking(++sources_);
    return to_book(booking, model.names_closed(booking.fact) ? std::optional(Code::conflict) : std::nullopt);
  }

  Attempt an_uneven_booking() {
    Booking booking = random.some_booking(++sources_);
    for (Posting& posting : booking.fact.postings) {
      if (posting.amount == Money::cents(-1)) continue;
      posting.amount = posting.amount + Money::cents(1);
      break;
    }
    return to_book(booking, model.names_closed(booking.fact) ? Code::conflict : Code::invalid);
  }

  /// The same again, now and then with another text.
  Attempt a_known_booking() {
    auto const& there = model.at(some_transaction());
    if (there.corrects) return a_booking();
    Booking booking = there.booking;
    Attempt attempt = to_book(booking, std::nullopt);
    attempt.apply = [] {};
    if (random.one_in(3)) {
      booking.fact.text += ", anders";
      attempt = to_book(booking, Code::conflict);
    }
    return attempt;
  }

  Attempt a_correction() {
    Correction it{some_transaction(), random.some_text()};
    if (random.one_in(2)) it.replacement = random.some_fact();
    int who = random.below(2);
    auto act = [=, this](auto& tx) { return code(propose_correction(tx, person(who), it, rules, now)); };
    bool closed = it.replacement && model.names_closed(*it.replacement);
    if (model.is_corrected(it.corrects) || closed || model.has_waiting(it.corrects)) return {act, Code::conflict};
    std::int64_t moved =
        std::max(Model::moved(model.at(it.corrects).booking.fact), it.replacement ? Model::moved(*it.replacement) : 0);
    if (moved > rules.one_person_up_to.cents()) return {act, {}, [=, this] { model.proposals.push_back({it, who}); }};
    return {act, {}, [=, this] { model.correct(it); }};
  }

  Attempt a_decision() {
    if (model.proposals.empty()) return a_booking();
    int which = random.below(static_cast<int>(model.proposals.size()));
    auto& waiting = model.proposals[static_cast<std::size_t>(which)];
    int who = random.below(2);
    if (random.one_in(4)) {
      auto decline = [=, this](auto& tx) {
        return code(decline_correction(tx, person(who), ProposalId(which + 1), now));
      };
      if (waiting.decided) return {decline, Code::conflict};
      return {decline, {}, [&] { waiting.decided = true; }};
    }
    auto approve = [=, this](auto& tx) {
      return code(approve_correction(tx, person(who), ProposalId(which + 1), now));
    };
    if (waiting.decided) return {approve, Code::conflict};
    if (who == waiting.proposer) return {approve, Code::forbidden};
    auto const& replacement = waiting.correction.replacement;
    if (replacement && model.names_closed(*replacement)) return {approve, Code::conflict};
    return {approve, {}, [&, this] {
              waiting.decided = true;
              model.correct(waiting.correction);
            }};
  }

  Attempt a_closing() {
    Month which = Month::of(random.some_day());
    if (!random.one_in(4)) which = model.closed_through ? model.closed_through->next() : month("2025-11");
    auto act = [=, this](auto& tx) { return code(close_month(tx, ilse, which, day("2027-02-01"), now)); };
    if (which > month("2027-01")) return {act, Code::invalid};
    if (model.closed_through && which <= *model.closed_through) return {act, Code::conflict};
    return {act, {}, [=, this] { model.closed_through = which; }};
  }

  Attempt a_change_of_use() {
    AccountNumber number = random.some_account();
    bool opens = model.closed.contains(number) || model.closed.size() > 3;
    auto act = [=, this](auto& tx) { return code(set_use(tx, kurt, number, opens ? Use::open : Use::closed, now)); };
    return {act, {}, [=, this] {
              if (opens) model.closed.erase(number);
              else model.closed.insert(number);
            }};
  }

  Attempt something() {
    int what = random.below(100);
    if (what < 45 || model.entries.empty()) return a_booking();
    if (what < 50) return an_uneven_booking();
    if (what < 60) return a_known_booking();
    if (what < 78) return a_correction();
    if (what < 95) return a_decision();
    if (what < 96) return a_closing();
    return a_change_of_use();
  }

  void break_something() {
    switch (random.below(3)) {
      case 0: return plan->fail_statement(1 + random.below(30));
      case 1: return plan->fail_commit();
      default: return plan->lose_commit();
    }
  }

  void step() {
    if (random.one_in(25)) database = open();
    Attempt attempt = something();
    if (random.one_in(3)) break_something();
    perform(attempt);
    plan->forget();
  }

  void expect_same_sums() {
    for (Date through : {random.some_day(), day("2199-12-31")}) {
      auto expected = model.sums(through);
      auto tx = database.read();
      auto found = trial_balance(tx, through);
      ASSERT_EQ(found.size(), expected.size());
      std::int64_t total = 0;
      for (auto const& [account, currency, sums] : found) {
        auto [debit, credit] = expected[{account, currency}];
        EXPECT_EQ(sums, (Sums{Money::cents(debit), Money::cents(credit)})) << account.value();
        EXPECT_EQ(ledger::sums(tx, account, through, currency), sums);
        total += sums.balance().cents();
      }
      EXPECT_EQ(total, 0);
    }
  }

  void expect_same_books() {
    auto tx = database.read();
    std::size_t count = 0;
    each_transaction(tx, {day("2000-01-01"), day("2199-12-31")}, [&](Transaction const& it) {
      ++count;
      ASSERT_LE(it.id.value(), std::ssize(model.entries));
      auto const& expected = model.at(it.id);
      EXPECT_EQ(it.booking, expected.booking);
      EXPECT_EQ(it.booked_on, expected.booked_on);
      EXPECT_EQ(it.corrects, expected.corrects);
    });
    EXPECT_EQ(count, model.entries.size());
    EXPECT_THAT(verify(tx), IsEmpty());
  }

  unsigned seed = std::random_device{}();
  RandomBooks random{seed};
  Model model;

 private:
  int sources_ = 0;
};
ALLMENDE_ON_BOTH_ENGINES(BooksAtRandom);

TEST_P(BooksAtRandom, are_what_the_model_says_through_faults_and_restarts) {
  int const histories = 100;
  SCOPED_TRACE("seed " + std::to_string(seed));
  for (int history = 1; history <= histories && !HasFailure(); ++history) {
    for (int i = 0; i < 12 && !HasFailure(); ++i) step();
    expect_same_sums();
    if (history % 10 == 0 || history == histories) expect_same_books();
  }
  std::cout << histories << " histories, " << model.entries.size() << " transactions\n";
}

TEST_P(BooksAtRandom, have_the_same_balances_in_whatever_order_the_facts_arrive) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::vector<Booking> bookings;
  for (int i = 0; i < 60; ++i) bookings.push_back(random.some_booking(i));
  std::vector<AccountSums> expected;
  for (int order = 0; order < 3; ++order) {
    allmende::test::ScratchDatabase fresh(GetParam());
    Beginning(GetParam(), now).lay_into(fresh);
    auto books = fresh.open(all_migrations());
    std::ranges::shuffle(bookings, std::mt19937(seed + static_cast<unsigned>(order)));
    auto tx = books.write();
    for (Booking const& booking : bookings) {
      ledger::book(tx, Actor::clock(), booking, now).value();
      if (random.one_in(3))
        ledger::book(tx, Actor::clock(), bookings[static_cast<std::size_t>(random.below(60))], now).value();
    }
    auto found = trial_balance(tx, day("2199-12-31"));
    if (order == 0) expected = found;
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace allmende::ledger
