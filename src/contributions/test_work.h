#pragma once
// A collection from planning to a return, which can be begun again at any point, for tests that interrupt it.

#include <fmt/format.h>

#include <map>

#include "contributions/test_till.h"

namespace allmende::contributions::test {

/// Done in transactions of its own, each of which may have been done before.
struct Work {
  static constexpr int kSteps = 6;
  Actor one;

  void do_all(database::Database& database) const {
    for (auto const& step : steps()) {
      auto tx = database.write();
      step(tx);
      tx.commit();
    }
  }

  /// Empty before it is sealed.
  std::string file(database::Database& database) const {
    auto tx = database.write();
    std::string bytes;
    auto all = runs(tx, one, {}, 1).value();
    if (all.empty() || all.front().state != RunState::sealed) return {};
    download(
        tx, one, till, all.front().id, [&](std::string_view piece) { bytes += piece; }, now)
        .value();
    return bytes;
  }

  /// What money.md, 3.3, says of any moment; empty when it is so.
  std::string disagreement(database::Database& database) const {
    auto tx = database.read();
    Money sealed = zero, done = zero;
    std::map<std::string, int> names;
    std::map<std::pair<AgreementId, std::string>, int> living;
    for (AgreementId id : agreements(tx)) {
      auto const attempts = attempts_of(tx, one, id).value();
      for (Attempt const& it : attempts) {
        if (++names[it.end_to_end_id.text()] > 1) return "a name twice";
        bool const lives = it.state != AttemptState::voided && it.state != AttemptState::returned;
        if (lives && ++living[{it.agreement, it.period}] > 1) return "two living attempts at a period";
        if (it.state == AttemptState::sealed) sealed = sealed + it.amount;
        done = done + it.settled - it.returned;
      }
    }
    if (balance(tx, ledger::chart::kDebitClearing) != sealed) return "the clearing is not what is sealed";
    Money const bank = balance(tx, ledger::chart::kBank) + balance(tx, ledger::chart::kReturnFees);
    if (bank != done) return "the bank is not what has settled";
    return ledger::verify(tx).empty() ? "" : "the books are wrong";
  }

  /// What is to come of it, however often it was interrupted.
  std::string outcome(database::Database& database) const {
    auto tx = database.read();
    std::string text;
    int i = 0;
    for (AgreementId id : agreements(tx)) {
      ++i;
      auto const attempts = attempts_of(tx, one, id).value();
      for (Attempt const& it : attempts) {
        text += fmt::format("{} {} {} {}\n", i, it.number, name_of(it.state), it.returned.decimal());
      }
    }
    for (auto const& [account, currency, sums] : ledger::trial_balance(tx, day("2199-12-31"))) {
      text += account.text() + " " + sums.balance().decimal() + "\n";
    }
    for (auto const& it : messages_to_send(tx, 100)) text += it.template_name + "\n";
    return text;
  }
  static std::string expected() {
    return "1 1 settled 0.00\n2 1 returned 5.00\n3 1 returned 0.00\n"
           "1200 7.00\n1360 0.00\n4100 -15.00\n4190 5.00\n5010 3.00\n"
           "asks-for-account\nthanks\nthanks\nasks-for-account\n";
  }

  Till till = make_till();
  Instant now = moment("2026-11-10T09:00:00Z");

 private:
  static constexpr Money zero = Money::cents(0);
  using Step = std::function<void(database::WriteTx&)>;

  /// Oldest first. (Their numbers have gaps where PostgreSQL has given one that was not taken.)
  std::vector<AgreementId> agreements(database::ReadTx& tx) const {
    std::vector<AgreementId> ids;
    auto const lines = list_agreements(tx, one, till, {}, {}, 10).value();
    for (auto const& it : lines) ids.insert(ids.begin(), it.agreement.id);
    return ids;
  }
  Attempt attempt_of(database::ReadTx& tx, std::size_t which) const {
    return attempts_of(tx, one, agreements(tx).at(which)).value().front();
  }

  static Money balance(database::ReadTx& tx, ledger::AccountNumber account) {
    return ledger::sums(tx, account, day("2199-12-31")).balance();
  }

  std::vector<Step> steps() const {
    Instant const later = moment("2026-11-26T07:00:00Z");
    return {
        [this](auto& tx) {
          if (!agreements(tx).empty()) return;
          for (int i = 1; i <= 3; ++i) {
            Begun begun = begin_gift(tx, till, debit_gift(euros(i == 1 ? 10 : i == 2 ? 5 : 2)), now).value();
            confirm(tx, till, begun.confirmation->reveal(), now).value();
          }
        },
        [this](auto& tx) {
          plan(tx, Actor::clock(), till, day("2026-12-01"), now).value();
          for (auto const& it : messages_to_send(tx, 100)) {
            if (it.template_name == "debit-notice") note_sent(tx, till, it.id, now);
          }
        },
        [this, later](auto& tx) { must(seal(tx, one, till, runs(tx, one, {}, 1).value().front().id, later)); },
        [this, later](auto& tx) {
          Attempt const third = attempt_of(tx, 2);
          must(reject(tx, Actor::clock(), till, third.id, {source("r"), "AC01", third.amount, zero, day("2026-12-01")},
                      later));
        },
        [this, later](auto& tx) { settle_what_is_left(tx, later); },
        [this, later](auto& tx) {
          auto back = take_back(tx, Actor::clock(), till, attempt_of(tx, 1).id,
                                {source("t"), "AC04", euros(5), euros(3), day("2026-12-04")}, later);
          must(back);
          must(ledger::book(tx, Actor::clock(), {source("t"), fact_of(back->postings, day("2026-12-04"))}, later));
        },
    };
  }

  /// One entry of the statement: a batch with its two payments.
  void settle_what_is_left(database::WriteTx& tx, Instant later) const {
    std::vector<ledger::Posting> postings;
    for (std::size_t i = 0; i < 2; ++i) {
      Attempt const it = attempt_of(tx, i);
      auto settled =
          settle(tx, Actor::clock(), till, it.id, {source(std::to_string(i)), it.amount, day("2026-12-01")}, later);
      must(settled);
      postings.push_back(settled->postings.front());
    }
    must(ledger::book(tx, Actor::clock(), {source("entry"), fact_of(postings, day("2026-12-01"))}, later));
  }

  static Source source(std::string id) { return {"bank-entry", std::move(id), "1"}; }

  /// What was done before is known, or a conflict.
  static void must(auto const& result) {
    if (!result && result.error().code != Code::conflict) throw std::runtime_error(result.error().message);
  }
};

/// A fresh till with its staff and accounts, as often as wanted: a file is copied, a schema is filled anew.
class Beginning {
 public:
  explicit Beginning(database::Engine engine) : model_(engine), work_(fill(model_)) {}

  Work lay_into(allmende::test::ScratchDatabase const& fresh) const {
    if (fresh.engine() == database::Engine::postgres) return fill(fresh);
    std::filesystem::copy_file(model_.file(), fresh.file());
    return work_;
  }

 private:
  /// Nothing is open when it returns.
  static Work fill(allmende::test::ScratchDatabase const& scratch) {
    auto database = scratch.open(all_migrations());
    auto tx = database.write();
    Work work{employ(tx, "Ilse", {Role::till}, moment("2026-11-10T09:00:00Z"))};
    ledger::lay_out_chart(tx, work.one, work.now).value();
    tx.commit();
    return work;
  }

  allmende::test::ScratchDatabase model_;
  Work work_;
};

}  // namespace allmende::contributions::test
