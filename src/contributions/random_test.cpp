// A till against a simple model, at random, with restarts and a disk that fails.
//
// A history is twelve steps; some hundred after one another are at the same till. `--gtest_repeat=100` makes ten
// thousand of them, each run by another seed.

#include <fmt/format.h>

#include <map>
#include <random>
#include <set>
#include <utility>

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;

/// What must be true of a till, kept in the plainest way there is.
struct Model {
  struct Promise {
    Money amount;
    AgreementState state;
    std::string account;
  };
  struct Notice {
    Money amount;
    Date due;
    Date on;
    std::string account;
  };
  struct Debit {
    AgreementId agreement;
    std::string period;
    Money amount;
    bool is_settled = false;
    Money back = Money::cents(0);
    bool is_over = false;  ///< came back as a whole, or was rejected
  };
  std::map<AgreementId, Promise> promises;
  std::map<AttemptId, Notice> notices;
  std::map<AttemptId, Debit> debits;
  std::map<RunId, std::string> files;
  std::set<std::string> names;  ///< EndToEndIds that were in a file
  Money bank = Money::cents(0), fees = Money::cents(0), free = Money::cents(0);

  Money clearing() const {
    Money sum = Money::cents(0);
    for (auto const& [id, it] : debits) {
      if (!it.is_settled && !it.is_over) sum = sum + it.amount;
    }
    return sum;
  }
  bool is_collected(AgreementId id, std::string const& period) const {
    return std::ranges::any_of(debits, [&](auto const& entry) {
      return entry.second.agreement == id && entry.second.period == period && !entry.second.is_over;
    });
  }
};

class TillAtRandom : public TillTest {
 protected:
  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool one_in(int count) { return below(count) == 0; }
  template <class Map>
  auto some_of(Map const& map) {
    return std::next(map.begin(), below(static_cast<int>(map.size())))->first;
  }

  /// Whether what `act` did stands: it was not refused, and was committed.
  template <class Act>
  bool stands(Act const& act) {
    if (std::exchange(breaks_, false)) break_something();
    bool const did = try_it(act);
    plan_of_faults->forget();  // what follows only looks
    return did;
  }
  template <class Act>
  bool try_it(Act const& act) {
    try {
      auto tx = database.write();
      bool const is_done = act(tx);
      if (!is_done) return false;
      tx.commit();
      return true;
    } catch (database::StatementFault const& fault) {
      EXPECT_TRUE(fault.state() == "plan" || fault.in_doubt()) << fault.what();
      return fault.in_doubt();
    }
  }

  // ---- What happens

  void a_gift() {
    Money const amount = euros(1 + below(50));
    Interval const interval = one_in(6) ? Interval::once : one_in(4) ? Interval::quarterly : Interval::monthly;
    Gift const gift = debit_gift(amount, till.day_of(now).plus_days(below(40)), interval);
    std::optional<AgreementId> made;
    bool const is_there = stands([&](auto& tx) {
      Begun begun = begin_gift(tx, till, gift, now).value();
      made = begun.agreement;
      confirm(tx, till, begun.confirmation->reveal(), now).value();
      return true;
    });
    if (is_there) model.promises.emplace(*made, Model::Promise{amount, AgreementState::active, "2051"});
  }

  void a_change() {
    AgreementId const id = some_of(model.promises);
    Model::Promise& it = model.promises.at(id);
    bool const is_over = it.state == AgreementState::ended;
    switch (below(6)) {
      case 0: {
        Money const amount = euros(1 + below(50));
        bool const is_done =
            stands([&](auto& tx) { return change_amount(tx, ilse, till, id, amount, now).has_value(); });
        EXPECT_FALSE(is_done && is_over);
        if (is_done) it.amount = amount;
        return;
      }
      case 1:
        if (stands([&](auto& tx) { return pause(tx, ilse, till, id, now).has_value(); }))
          it.state = AgreementState::paused;
        return;
      case 2:
        if (stands([&](auto& tx) { return resume(tx, ilse, till, id, now).has_value(); }))
          it.state = AgreementState::active;
        return;
      case 3:
        if (!one_in(4)) return;
        if (stands([&](auto& tx) { return end(tx, ilse, till, id, now).has_value(); }))
          it.state = AgreementState::ended;
        return;
      case 4: {
        Date const next = till.day_of(now).plus_days(below(60));
        Interval const interval = one_in(2) ? Interval::monthly : Interval::quarterly;
        stands([&](auto& tx) { return change_schedule(tx, ilse, till, id, interval, next, now).has_value(); });
        return;
      }
      default: {
        std::string const number = one_in(2) ? "DE02500105170137075030" : "DE02120300000000202051";
        bool const is_done = stands([&](auto& tx) {
          return change_account(tx, ilse, till, id, {.holder = "J. Groß", .iban = iban(number)}, {"Text", "2"}, now)
              .has_value();
        });
        if (is_done) it.account = number.substr(number.size() - 4);
      }
    }
  }

  void a_plan() {
    Date const collection = sepa::target_day_from(earliest_collection(till, now).plus_days(below(20)));
    stands([&](auto& tx) { return plan(tx, Actor::clock(), till, collection, now).has_value(); });
  }

  void some_messages() {
    auto waiting = read([&](auto& tx) { return messages_to_send(tx, static_cast<std::size_t>(1 + below(20))); });
    for (auto const& it : waiting) {
      bool const is_sent = stands([&](auto& tx) { return note_sent(tx, till, it.id, now); });
      if (!is_sent || it.template_name != "debit-notice") continue;
      Attempt const told = read([&](auto& tx) { return *attempt(tx, *it.attempt); });
      EXPECT_EQ(told.amount, model.promises.at(told.agreement).amount) << "an old amount was announced";
      model.notices.emplace(
          told.id, Model::Notice{told.amount, told.due, till.day_of(now), model.promises.at(told.agreement).account});
    }
  }

  void a_seal() {
    for (auto const& it : read([&](auto& tx) { return runs(tx, ilse, {}, 50).value(); })) {
      if (it.state != RunState::open) continue;
      bool const is_sealed = stands([&](auto& tx) { return seal(tx, ilse, till, it.id, now).has_value(); });
      if (is_sealed) take_file(it);
    }
  }

  /// What a file may have in it.
  void take_file(contributions::Run const& it) {
    model.files[it.id] = file_of(it.id);
    for (Attempt const& debit : read([&](auto& tx) { return attempts_of(tx, ilse, it.id, {}, 1'000).value(); })) {
      std::string const element = "<EndToEndId>" + debit.end_to_end_id.text() + "</EndToEndId>";
      bool const is_in = model.files[it.id].find(element) != std::string::npos;
      EXPECT_EQ(is_in, debit.state == AttemptState::sealed) << debit.reason;
      if (!is_in) continue;
      auto const& promise = model.promises.at(debit.agreement);
      EXPECT_EQ(promise.state, AgreementState::active) << "collected from who has not agreed";
      EXPECT_EQ(promise.amount, debit.amount);
      auto notice = model.notices.find(debit.id);
      ASSERT_NE(notice, model.notices.end()) << "debited without a notice";
      EXPECT_EQ(notice->second.amount, debit.amount);
      EXPECT_EQ(notice->second.due, debit.due);
      EXPECT_EQ(notice->second.account, promise.account);
      EXPECT_LE(notice->second.on.plus_days(14), debit.due);
      EXPECT_FALSE(model.is_collected(debit.agreement, debit.period)) << "a period twice: " << debit.period;
      EXPECT_TRUE(model.names.insert(debit.end_to_end_id.text()).second) << "a name twice";
      model.debits.emplace(debit.id, Model::Debit{debit.agreement, debit.period, debit.amount});
    }
  }

  void a_settlement() {
    if (model.debits.empty()) return;
    AttemptId const id = some_of(model.debits);
    auto& debit = model.debits.at(id);
    bool const is_expected = !debit.is_settled && !debit.is_over;
    std::string const from = fmt::format("credit {}", one_in(3) && is_expected ? ++sources_ : id.value() + 1'000'000);
    bool is_known = false;
    Date const on = day("2026-12-01");
    bool const is_done = stands([&](auto& tx) {
      auto settled = settle(tx, Actor::clock(), till, id, {source(from), debit.amount, on}, now);
      if (!settled) return false;
      is_known = settled->told == Told::known;
      return ledger::book(tx, Actor::clock(), {source(from), fact_of(settled->postings, on)}, now).has_value();
    });
    if (!is_done || is_known) return;
    EXPECT_TRUE(is_expected) << "paid twice";
    debit.is_settled = true;
    model.bank = model.bank + debit.amount;
  }

  void a_return() {
    if (model.debits.empty()) return;
    AttemptId const id = some_of(model.debits);
    auto& debit = model.debits.at(id);
    bool const is_rejection = !debit.is_settled && one_in(2);
    Money const rest = debit.is_settled ? debit.amount - debit.back : debit.amount;
    Money const amount =
        is_rejection || !one_in(4) ? debit.amount : Money::cents(1 + below(static_cast<int>(debit.amount.cents())));
    Money const fee = is_rejection || one_in(2) ? Money::cents(0) : euros(3);
    static char const* const codes[] = {"AC01", "AM04", "MD06", "MS03", "AC04", "FF01", "XX00", "AM05", ""};
    std::string const from = fmt::format("debit {}", ++sources_);
    Return const told{source(from), codes[below(9)], amount, fee, day("2026-12-04")};
    bool const is_done = stands([&](auto& tx) {
      if (is_rejection) return reject(tx, Actor::clock(), till, id, told, now).has_value();
      auto back = take_back(tx, Actor::clock(), till, id, told, now);
      return back && ledger::book(tx, Actor::clock(), {source(from), fact_of(back->postings, day("2026-12-04"))}, now)
                         .has_value();
    });
    if (!is_done) return;
    EXPECT_FALSE(debit.is_over) << "returned twice";
    if (!is_rejection) {
      EXPECT_TRUE(debit.is_settled && amount <= rest) << "more came back than there was";
      debit.back = debit.back + amount;
      model.bank = model.bank - amount - fee;
      model.fees = model.fees + fee;
    }
    debit.is_over = is_rejection || debit.back == debit.amount;
    auto const state = stored(debit.agreement).state;
    auto& promise = model.promises.at(debit.agreement);
    EXPECT_TRUE(state == promise.state || state == AgreementState::paused);
    promise.state = state;
  }

  void a_hand() {
    stands([&](auto& tx) { return release_runs(tx, ilse, "seen", now).has_value(); });
    if (model.promises.empty()) return;
    AgreementId const id = some_of(model.promises);
    stands([&](auto& tx) { return clear_task(tx, ilse, till, id, now).has_value(); });
  }

  void a_free_transfer() {
    if (model.promises.empty()) return;
    AgreementId const id = some_of(model.promises);
    Money const amount = Money::cents(1 + below(5'000));
    std::string const from = fmt::format("free {}", ++sources_);
    bool const is_done = stands([&](auto& tx) {
      auto settled = credit(tx, Actor::clock(), till, id, {source(from), amount, day("2026-12-02")}, now);
      return settled &&
             ledger::book(tx, Actor::clock(), {source(from), fact_of(settled->postings, day("2026-12-02"))}, now)
                 .has_value();
    });
    if (is_done) model.bank = model.bank + amount;
  }

  void break_something() {
    switch (below(3)) {
      case 0: return plan_of_faults->fail_statement(1 + below(40));
      case 1: return plan_of_faults->fail_commit();
      default: return plan_of_faults->lose_commit();
    }
  }

  void step() {
    if (one_in(25)) database = open();
    if (one_in(2)) now = Instant::from_microseconds(now.microseconds() + (1 + below(60)) * 3'600'000'000LL);
    breaks_ = one_in(4);
    int const what = below(100);
    if (what < 12 || model.promises.empty()) a_gift();
    else if (what < 30) a_change();
    else if (what < 42) a_plan();
    else if (what < 56) some_messages();
    else if (what < 72) a_seal();
    else if (what < 84) a_settlement();
    else if (what < 92) a_return();
    else if (what < 96) a_hand();
    else a_free_transfer();
  }
  void expect_what_the_model_says() {
    EXPECT_EQ(balance(ledger::chart::kDebitClearing), model.clearing());
    EXPECT_EQ(balance(ledger::chart::kBank), model.bank);
    EXPECT_EQ(balance(ledger::chart::kReturnFees), model.fees);
    for (auto const& [id, debit] : model.debits) {
      Attempt const it = read([&](auto& tx) { return *attempt(tx, id); });
      EXPECT_EQ(it.returned, debit.back);
      EXPECT_EQ(it.settled, debit.is_settled ? debit.amount : Money::cents(0));
    }
    for (auto const& [id, promise] : model.promises) {
      EXPECT_EQ(stored(id).amount, promise.amount);
      EXPECT_EQ(stored(id).state, promise.state);
    }
  }
  void expect_the_files_as_they_were() {
    for (auto const& [id, bytes] : model.files) EXPECT_EQ(file_of(id), bytes);
    read([&](auto& tx) {
      EXPECT_TRUE(ledger::verify(tx).empty());
      return true;
    });
  }

  unsigned seed = std::random_device{}();
  Model model;

 private:
  std::mt19937 random_{seed};
  std::int64_t sources_ = 0;
  bool breaks_ = false;  ///< the next step
};
ALLMENDE_ON_BOTH_ENGINES(TillAtRandom);

TEST_P(TillAtRandom, F3_F5_F6_F31_is_what_the_model_says_through_faults_and_restarts) {
  int const histories = GetParam() == database::Engine::sqlite ? 120 : 30;
  SCOPED_TRACE("seed " + std::to_string(seed));
  for (int history = 1; history <= histories && !HasFailure(); ++history) {
    for (int i = 0; i < 12 && !HasFailure(); ++i) step();
    if (history % 4 == 0) expect_what_the_model_says();
    if (history % 20 == 0 || history == histories) expect_the_files_as_they_were();
  }
  int settled = 0, over = 0;
  for (auto const& [id, it] : model.debits) {
    settled += it.is_settled ? 1 : 0;
    over += it.is_over ? 1 : 0;
  }
  std::cout << histories << " histories, " << model.promises.size() << " agreements, " << model.files.size()
            << " files, " << model.debits.size() << " debits, " << settled << " settled, " << over << " came back\n";
}

}  // namespace
}  // namespace allmende::contributions
