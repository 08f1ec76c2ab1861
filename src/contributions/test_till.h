#pragma once
// A till for tests, on either engine: Ilse works at it, Ada administers the program, Emil writes.

#include <gmock/gmock.h>

#include "contributions/contributions.h"
#include "jobs/jobs.h"
#include "ledger/ledger.h"
#include "tests/support/scratch_database.h"

namespace allmende::contributions::test {

using people::Actor;
using people::Role;
using people::Roles;

inline Date day(std::string_view text) { return Date::parse(text).value(); }
inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }
inline Money euros(std::int64_t whole, std::int64_t cents = 0) { return Money::cents(whole * 100 + cents); }
inline sepa::Iban iban(std::string_view text) { return sepa::Iban::parse(text).value(); }

inline std::vector<database::Migration> all_migrations() {
  auto all = people::migrations();
  for (auto&& some : {jobs::migrations(), ledger::migrations(), contributions::migrations()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

inline Actor employ(database::WriteTx& tx, std::string const& name, Roles roles, Instant now) {
  auto id = people::add_person(tx, Actor::command_line(),
                               {.name = name, .email = name + "@blatt.example", .roles = roles}, now);
  Secret token = people::begin_session(tx, id.value(), "Firefox, Linux", now);
  return people::at_work(tx, token.reveal(), now)->actor;
}

inline Till make_till() {
  static auto const calendar =
      std::make_shared<words::Words const>(words::Words::make(Language::german(), "Europe/Berlin").value());
  Rules rules{.creditor = sepa::Creditor{.name = "Hafenblatt eG",
                                         .account = iban("DE89370400440532013000"),
                                         .identifier = sepa::CreditorIdentifier::parse("DE98ZZZ09999999999").value()},
              .statement_text = "Beitrag Hafenblatt"};
  return {.vault = vault::Vault(Secret(std::string(32, 'g'))), .rules = std::move(rules), .calendar = calendar};
}

/// 10 euro a month by debit from 1 December 2026, of Jürgen Groß.
inline Gift debit_gift(Money amount = euros(10), Date first = day("2026-12-01"),
                       Interval interval = Interval::monthly) {
  return {.amount = amount,
          .interval = interval,
          .way = Way::direct_debit,
          .first = first,
          .giver = {.name = "Jürgen Groß", .email = "Juergen@Kai.example"},
          .account = Account{.holder = "Jürgen Groß", .iban = iban("DE02120300000000202051")},
          .evidence = MandateEvidence{"Ich ermächtige …", "2026-11"},
          .appeal = "das-blatt-bleibt"};
}
inline Gift transfer_gift(Money amount = euros(5), Date first = day("2026-12-01"),
                          Interval interval = Interval::monthly) {
  return {.amount = amount,
          .interval = interval,
          .way = Way::transfer,
          .first = first,
          .giver = {.name = "Aimée Łoś", .email = "aimee@kai.example"}};
}

/// Money's own account on the other side.
inline ledger::Fact fact_of(std::vector<ledger::Posting> postings, Date on) {
  Money sum = Money::cents(0);
  for (auto const& it : postings) sum = sum + it.amount;
  postings.push_back({ledger::chart::kBank, Money::cents(0) - sum});
  return {.day = on, .text = "Bank", .postings = std::move(postings)};
}

class TillTest : public testing::TestWithParam<database::Engine> {
 protected:
  void SetUp() override {
    auto tx = database.write();
    ledger::lay_out_chart(tx, ilse, now).value();
    tx.commit();
  }

  database::Database open() {
    database::Options where = scratch.options();
    where.faults = plan_of_faults;
    return scratch.open(all_migrations(), std::move(where));
  }

  /// In a transaction of its own, which is committed whatever comes of it.
  template <class Do>
  auto write(Do const& act) {
    auto tx = database.write();
    auto done = act(tx);
    tx.commit();
    return done;
  }
  template <class Do>
  auto read(Do const& act) {
    auto tx = database.read();
    return act(tx);
  }
  Actor employ(std::string const& name, Roles roles) {
    return write([&](auto& tx) { return test::employ(tx, name, roles, now); });
  }

  Result<Begun> begin(Gift const& gift) {
    return write([&](auto& tx) { return begin_gift(tx, till, gift, now); });
  }
  /// Begun and confirmed.
  AgreementId give(Gift const& gift = debit_gift()) {
    Begun begun = begin(gift).value();
    if (begun.confirmation)
      write([&](auto& tx) { return confirm(tx, till, begun.confirmation->reveal(), now).value(); });
    return begun.agreement;
  }
  ProvenGiver proof_of(AgreementId id) {
    return write([&](auto& tx) {
      Link link = make_link(tx, agreement(tx, till, id)->giver, now);
      return open_link(tx, link.token.reveal(), now).value();
    });
  }

  Result<std::vector<RunId>> plan_for(std::string_view collection) {
    return write([&](auto& tx) { return plan(tx, Actor::clock(), till, day(collection), now); });
  }
  /// Whatever waits is posted now.
  int post_all() {
    return write([&](auto& tx) {
      int count = 0;
      for (auto const& it : messages_to_send(tx, 1'000)) count += note_sent(tx, till, it.id, now) ? 1 : 0;
      return count;
    });
  }
  Result<Sealed> seal_run(RunId id) {
    return write([&](auto& tx) { return seal(tx, ilse, till, id, now); });
  }
  std::string file_of(RunId id) {
    return write([&](auto& tx) {
      std::string bytes;
      download(
          tx, ilse, till, id, [&](std::string_view piece) { bytes += piece; }, now)
          .value();
      return bytes;
    });
  }
  /// Planned, announced, and sealed five days before.
  RunId collected(std::string_view collection) {
    RunId id = plan_for(collection).value().front();
    post_all();
    now = moment(day(collection).plus_days(-5).iso8601() + "T07:00:00Z");
    EXPECT_TRUE(seal_run(id));
    return id;
  }
  std::vector<Attempt> attempts(AgreementId id) {
    return read([&](auto& tx) { return attempts_of(tx, ilse, id).value(); });
  }
  Attempt newest(AgreementId id) { return attempts(id).front(); }
  Agreement stored(AgreementId id) {
    return read([&](auto& tx) { return *agreement(tx, till, id); });
  }
  std::optional<Next> next_of(AgreementId id) {
    return read([&](auto& tx) { return next_collection(tx, till, id, now); });
  }

  contributions::Run stored_run(RunId id) {
    return read([&](auto& tx) { return *run(tx, id); });
  }
  /// Announced and on a day on which it may be sealed.
  RunId announced(std::string_view collection = "2026-12-01") {
    RunId id = plan_for(collection).value().front();
    post_all();
    now = moment(day(collection).plus_days(-5).iso8601() + "T07:00:00Z");
    return id;
  }
  std::vector<std::string> fields(Result<Sealed> const& sealed) {
    std::vector<std::string> found;
    for (auto const& it : sealed.value().left_out) found.push_back(it.field);
    return found;
  }

  Source source(std::string id) { return {"bank-entry", std::move(id), "1"}; }
  /// Settles, and books what is told.
  Result<Settled> settle_it(AttemptId id, Money amount, std::string from, std::string_view on = "2026-12-01") {
    return write([&](auto& tx) -> Result<Settled> {
      auto settled = settle(tx, Actor::clock(), till, id, {source(from), amount, day(on)}, now);
      if (settled) ledger::book(tx, Actor::clock(), {source(from), fact_of(settled->postings, day(on))}, now).value();
      return settled;
    });
  }
  Result<TakenBack> return_it(AttemptId id, std::string code, Money amount, std::string from,
                              Money fee = Money::cents(0), std::string_view on = "2026-12-04") {
    return write([&](auto& tx) -> Result<TakenBack> {
      auto back = take_back(tx, Actor::clock(), till, id, {source(from), code, amount, fee, day(on)}, now);
      if (back) ledger::book(tx, Actor::clock(), {source(from), fact_of(back->postings, day(on))}, now).value();
      return back;
    });
  }
  Money balance(ledger::AccountNumber account) {
    return read([&](auto& tx) { return ledger::sums(tx, account, day("2199-12-31")).balance(); });
  }
  std::vector<Task> tasks_now() {
    return read([&](auto& tx) { return tasks(tx, ilse, till, now, 100).value(); });
  }
  std::vector<std::string> waiting() {
    return read([&](auto& tx) {
      std::vector<std::string> names;
      for (auto const& it : messages_to_send(tx, 1'000)) names.push_back(it.template_name);
      return names;
    });
  }

  Instant now = moment("2026-11-10T09:00:00Z");
  Till till = make_till();
  std::shared_ptr<database::FaultPlan> plan_of_faults = std::make_shared<database::FaultPlan>();
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = open();
  Actor ilse = employ("Ilse", {Role::till});
  Actor ada = employ("Ada", {Role::administrator, Role::editor, Role::cooperative_office});
};

inline Code code_of(auto const& result) {
  EXPECT_FALSE(result.has_value()) << "not refused";
  return result ? Code::gone : result.error().code;
}

}  // namespace allmende::contributions::test
