#pragma once
// A paper with an account at a bank, for tests on either engine: Ilse is the till, Ada administers the program.

#include <gmock/gmock.h>

#include "banking/banking.h"
#include "banking/test_bank_files.h"
#include "jobs/jobs.h"
#include "tests/support/scratch_database.h"

namespace allmende::banking::test {

namespace c = contributions;
namespace chart = ledger::chart;
using people::Actor;
using people::Role;
using people::Roles;

inline Date day(std::string_view text) { return Date::parse(text).value(); }
inline Instant moment(std::string_view text) { return Instant::parse(text).value(); }
inline Money euros(std::int64_t whole, std::int64_t cents = 0) { return Money::cents(whole * 100 + cents); }
inline Money minus(Money amount) { return Money::cents(0) - amount; }
inline sepa::Iban iban(std::string_view text) { return sepa::Iban::parse(text).value(); }

inline std::string const kOurs = "DE89370400440532013000", kOurOther = "DE02120300000000202051";
inline std::string const kAnnas = "AT611904300234573201", kBens = "BE68539007547034", kCems = "NL91ABNA0417164300";

inline std::vector<database::Migration> all_migrations() {
  auto all = people::migrations();
  for (auto&& some : {jobs::migrations(), ledger::migrations(), c::migrations(), banking::migrations()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

inline Till make_till() {
  static auto const calendar =
      std::make_shared<words::Words const>(words::Words::make(Language::german(), "Europe/Berlin").value());
  c::Rules rules{.creditor = sepa::Creditor{.name = "Hafenblatt eG", .account = iban(kOurs),
                                            .identifier = sepa::CreditorIdentifier::parse("DE98ZZZ09999999999").value()}};
  return {.vault = vault::Vault(Secret(std::string(32, 'b'))), .rules = std::move(rules), .calendar = calendar};
}

/// A person who has signed in.
inline Actor employ(database::WriteTx& tx, std::string const& name, Roles roles, Instant now) {
  auto id = people::add_person(tx, Actor::command_line(), {.name = name, .email = name + "@blatt.example", .roles = roles}, now);
  Secret token = people::begin_session(tx, id.value(), "Firefox, Linux", now);
  return people::at_work(tx, token.reveal(), now)->actor;
}

inline c::Gift debit_of(std::string const& name, std::string const& account, Money amount) {
  return {.amount = amount,
          .interval = c::Interval::monthly,
          .way = c::Way::direct_debit,
          .first = day("2026-12-01"),
          .giver = {.name = name, .email = name.substr(0, 3) + "@kai.example"},
          .account = c::Account{.holder = name, .iban = iban(account)},
          .evidence = c::MandateEvidence{"Ich ermächtige …", "2026-11"}};
}

/// The people, the books, and the bank's account with 1000.00 before statement 335 of 2026.
struct Paper {
  Actor ilse;
  Till till = make_till();
  Instant now;

  static Paper found(database::Database& database, Instant now) {
    auto tx = database.write();
    Paper paper{.ilse = employ(tx, "Ilse", {Role::till}, now), .now = now};
    ledger::lay_out_chart(tx, paper.ilse, now).value();
    add_account(tx, paper.ilse, iban(kOurs), chart::kBank, {.balance = euros(1000), .day = day("2026-11-30"), .number = 334},
                now)
        .value();
    tx.commit();
    return paper;
  }

  Result<Imported> import(database::Database& database, std::string_view bytes, ImportRules const& rules = {}) const {
    auto tx = database.write();
    auto done = import_bytes(tx, ilse, till, bytes, "bank.xml", rules, now);
    tx.commit();
    return done;
  }

  /// Begun and confirmed.
  c::AgreementId give(database::WriteTx& tx, c::Gift const& gift) const {
    auto begun = c::begin_gift(tx, till, gift, now).value();
    if (begun.confirmation) c::confirm(tx, till, begun.confirmation->reveal(), now).value();
    return begun.agreement;
  }

  /// Planned, announced and sealed.
  c::RunId collect(database::WriteTx& tx, std::string_view on) {
    c::RunId const run = c::plan(tx, Actor::clock(), till, day(on), now).value().front();
    for (auto const& it : c::messages_to_send(tx, 1'000)) c::note_sent(tx, till, it.id, now);
    now = moment(day(on).plus_days(-5).iso8601() + "T07:00:00Z");
    c::seal(tx, ilse, till, run, now).value();
    return run;
  }
};

class BankTest : public testing::TestWithParam<database::Engine> {
 protected:
  database::Database open() {
    database::Options where = scratch.options();
    where.faults = plan;
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
    return write([&](auto& tx) { return test::employ(tx, name, roles, beginning); });
  }

  Result<Imported> import(std::string_view bytes, ImportRules const& rules = {}) { return paper.import(database, bytes, rules); }
  /// Has to succeed.
  Import imported(std::string_view bytes) {
    auto done = import(bytes);
    if (!done) throw std::runtime_error(done.error().where + ": " + done.error().message);
    return done->file;
  }
  Import imported(ToldStatement const& statement) { return imported(file_of(statement)); }

  /// The next statement of our account, with these entries.
  ToldStatement next(std::vector<ToldEntry> entries, std::string const& on = "2026-12-03") {
    auto const account = read([&](auto& tx) { return accounts(tx, ilse).value().front(); });
    return {.number = static_cast<int>(account.last_number.value_or(0)) + 1, .day = on, .opening = account.balance,
            .entries = std::move(entries)};
  }

  c::AgreementId give(c::Gift const& gift) {
    return write([&](auto& tx) { return paper.give(tx, gift); });
  }
  /// Anna 10.00, Ben 12.50, Cem 15.00, by debit of 1 December 2026.
  c::RunId collected() {
    anna = give(debit_of("Anna Abend", kAnnas, euros(10)));
    ben = give(debit_of("Ben Bergmann", kBens, euros(12, 50)));
    cem = give(debit_of("Cem Celik", kCems, euros(15)));
    return write([&](auto& tx) { return paper.collect(tx, "2026-12-01"); });
  }
  c::Attempt attempt_of(c::AgreementId id) {
    return read([&](auto& tx) { return c::attempts_of(tx, ilse, id).value().front(); });
  }
  std::string name_of_attempt(c::AgreementId id) { return attempt_of(id).end_to_end_id.text(); }
  std::string mandate_of(c::AgreementId id) {
    return read([&](auto& tx) { return c::agreement(tx, till, id)->mandate->reference.text(); });
  }
  std::string batch_of(c::RunId id) {
    return read([&](auto& tx) { return c::run(tx, id)->batch_id().text(); });
  }
  std::string reference_of(c::AgreementId id) {
    return read([&](auto& tx) { return c::agreement(tx, till, id)->reference.compact(); });
  }

  /// The bank books the run as one, with all its payments.
  ToldEntry all_three(c::RunId run, std::string const& on = "2026-12-01") {
    ToldEntry entry{.amount = euros(37, 50), .day = on, .code = "PMNT/IDDT/ESDD", .batch = batch_of(run), .count = 3};
    for (c::AgreementId id : {anna, ben, cem}) {
      entry.payments.push_back({.amount = attempt_of(id).amount, .end_to_end_id = name_of_attempt(id), .mandate = mandate_of(id)});
    }
    return entry;
  }
  ToldEntry came_back(c::AgreementId id, std::string const& reason, std::string const& on = "2026-12-03",
                      Money fee = Money::cents(0)) {
    Money const amount = attempt_of(id).amount;
    Told payment{.amount = amount + fee, .end_to_end_id = name_of_attempt(id), .mandate = mandate_of(id), .reason = reason,
                 .instructed = amount};
    if (fee > Money::cents(0)) payment.charges = fee;
    return {.amount = minus(amount + fee), .day = on, .code = "PMNT/IDDT/UPDD", .payments = {payment}};
  }
  static ToldEntry transfer(Money amount, Told payment, std::string const& on = "2026-12-03") {
    payment.amount = amount;
    return {.amount = amount, .day = on, .payments = {std::move(payment)}};
  }

  std::vector<ReportEntry> report_of(Import const& file) {
    return read([&](auto& tx) { return report(tx, ilse, file.id, 0, 1'000).value(); });
  }
  /// Of the entry that is the how-manieth in the file.
  std::vector<Line> lines(Import const& file, std::size_t number = 1) {
    EntryId const entry = report_of(file).at(number - 1).entry.value();
    return read([&](auto& tx) { return lines_of(tx, ilse, till, entry, 0, 1'000).value(); });
  }
  Line only_line(Import const& file, std::size_t number = 1) {
    auto found = lines(file, number);
    EXPECT_EQ(found.size(), 1U);
    return found.at(0);
  }
  Line line_again(LineId id) {
    return read([&](auto& tx) { return line(tx, ilse, till, id).value(); });
  }
  std::vector<Line> work() {
    return read([&](auto& tx) { return unexplained(tx, ilse, till, std::nullopt, 1'000).value(); });
  }
  Result<Line> assign_it(LineId id, Target const& target, AssignRules const& rules = {}) {
    return write([&](auto& tx) { return assign(tx, ilse, till, id, target, "", rules, paper.now); });
  }

  Money balance(ledger::AccountNumber account, std::string_view through = "2199-12-31", std::string_view currency = "EUR") {
    return read(
        [&](auto& tx) { return ledger::sums(tx, account, day(through), ledger::Currency::parse(currency).value()).balance(); });
  }
  /// Everything that must hold after whatever was done.
  void expect_all_well() {
    auto tx = database.read();
    EXPECT_THAT(ledger::verify(tx), testing::IsEmpty());
    EXPECT_THAT(verify(tx), testing::IsEmpty());
  }
  void TearDown() override { expect_all_well(); }

  Instant const beginning = moment("2026-11-10T09:00:00Z");
  std::shared_ptr<database::FaultPlan> plan = std::make_shared<database::FaultPlan>();
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = open();
  Paper paper = Paper::found(database, beginning);
  Actor const& ilse = paper.ilse;
  Till const& till = paper.till;
  Actor ada = employ("Ada", {Role::administrator, Role::editor, Role::cooperative_office});
  c::AgreementId anna{0}, ben{0}, cem{0};
};

inline Code code_of(auto const& result) {
  EXPECT_FALSE(result.has_value()) << "not refused";
  return result ? Code::gone : result.error().code;
}

}  // namespace allmende::banking::test
