// What a run costs whose agreements are all due on one day: asked by bench/collection, which says what the figures are.
//
//   collection_run FOLDER AGREEMENTS

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>

#include "contributions/contributions.h"
#include "jobs/jobs.h"

namespace {

using namespace allmende;
using namespace allmende::contributions;
using people::Actor;

constexpr std::int64_t kBatch = 2'000;

Date const kDue = Date::from(2026, 12, 1).value();
Instant const kBegun = Instant::parse("2026-11-10T09:00:00Z").value();
Instant const kSealed = Instant::parse("2026-11-26T09:00:00Z").value();

double seconds(std::function<void()> const& act) {
  auto begin = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}
void say(char const* what, double figure, char const* unit) { std::printf("%s\t%.4g\t%s\n", what, figure, unit); }
double resident() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

Till make_till() {
  Rules rules{.creditor = sepa::Creditor{.name = "Hafenblatt eG",
                                         .account = sepa::Iban::parse("DE89370400440532013000").value(),
                                         .identifier = sepa::CreditorIdentifier::parse("DE98ZZZ09999999999").value()},
              .statement_text = "Beitrag Hafenblatt"};
  auto calendar = std::make_shared<words::Words const>(words::Words::make(Language::german(), "Europe/Berlin").value());
  return {
      .vault = vault::Vault(Secret(std::string(32, 'b'))), .rules = std::move(rules), .calendar = std::move(calendar)};
}

database::Database open(std::filesystem::path const& file) {
  auto all = people::migrations();
  for (auto&& some : {jobs::migrations(), ledger::migrations(), contributions::migrations()})
    all.insert(all.end(), some.begin(), some.end());
  auto database =
      database::Database::open({.where = file, .patience = std::chrono::minutes(1)}, std::move(all)).value();
  auto tx = database.write();
  ledger::lay_out_chart(tx, Actor::command_line(), now()).value();
  tx.commit();
  return database;
}

/// DE, check digits, 18 digits.
sepa::Iban account(std::int64_t number) {
  for (int check = 2; check <= 98; ++check) {
    if (auto iban = sepa::Iban::parse(fmt::format("DE{:02}37040044{:010}", check, number))) return *iban;
  }
  throw Fault("no such account");
}

void promise(database::Database& database, Till const& till, std::int64_t count) {
  for (std::int64_t number = 0; number < count;) {
    auto tx = database.write();
    for (std::int64_t i = 0; i < kBatch && number < count; ++i, ++number) {
      std::string const name = fmt::format("Geberin {} Hafenstraße", number);
      Gift const gift{.amount = Money::cents(500 + number % 4'500),
                      .interval = Interval::monthly,
                      .way = Way::direct_debit,
                      .first = kDue,
                      .giver = {.name = name, .email = fmt::format("g{}@kai.example", number)},
                      .account = Account{.holder = name, .iban = account(number)},
                      .evidence = MandateEvidence{"Ich ermächtige …", "1"}};
      Begun const begun = begin_gift(tx, till, gift, kBegun).value();
      confirm(tx, till, begun.confirmation->reveal(), kBegun).value();
    }
    tx.commit();
  }
}

/// As whoever writes the mails does: some thousand in a transaction.
void announce(database::Database& database, Till const& till) {
  for (std::size_t some = 1; some > 0;) {
    auto tx = database.write();
    auto messages = messages_to_send(tx, kBatch);
    some = messages.size();
    for (auto const& it : messages) note_sent(tx, till, it.id, kBegun);
    tx.commit();
  }
}

void measure(std::filesystem::path const& folder, std::int64_t count) {
  Till const till = make_till();
  auto database = open(folder / "till.sqlite");
  say("begun and confirmed", seconds([&] { promise(database, till, count); }), "s");
  say("resident memory before", resident(), "MB");
  RunId id{0};
  say("planned", seconds([&] {
        auto tx = database.write();
        id = plan(tx, Actor::clock(), till, kDue, kBegun).value().front();
        tx.commit();
      }),
      "s");
  say("announced", seconds([&] { announce(database, till); }), "s");
  Sealed sealed{.run = id, .sha256 = {}, .left_out = {}};
  say("sealed", seconds([&] {
        auto tx = database.write();
        sealed = seal(tx, Actor::command_line(), till, id, kSealed).value();
        tx.commit();
      }),
      "s");
  if (sealed.count != count) throw Fault("not all were sealed");
  say("the file", static_cast<double>(sealed.bytes) / 1e6, "MB");
  say("downloaded", seconds([&] {
        auto tx = database.write();
        std::size_t bytes = 0;
        download(
            tx, Actor::command_line(), till, id, [&](std::string_view piece) { bytes += piece.size(); }, kSealed)
            .value();
        if (bytes != static_cast<std::size_t>(sealed.bytes)) throw Fault("another file");
        tx.commit();
      }),
      "s");
  say("settled as one", seconds([&] {
        auto tx = database.write();
        settle_run(tx, Actor::clock(), till, id, {{"bench", "1", "entry"}, sealed.sum, kDue}, kSealed).value();
        tx.commit();
      }),
      "s");
  say("resident memory at most", resident(), "MB");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  try {
    measure(arguments[1], std::stoll(arguments[2]));
  } catch (std::exception const& fault) {
    std::cerr << fault.what() << "\n";
    return 1;
  }
}
