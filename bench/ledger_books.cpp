// What the books cost: asked by bench/ledger, which says what the figures are.
//
//   ledger_books FOLDER BOOKINGS ENTRIES

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>

#include "ledger/ledger.h"

namespace {

using namespace allmende;
using namespace allmende::ledger;
using people::Actor;

constexpr int kBatch = 1'000, kReads = 200;

Date day(int number) { return Date::from(2017, 1, 1).value().plus_days(number); }

/// A contribution: bank, fee, income; over ten years, on accounts in turn.
Booking gift(std::int64_t number, std::int64_t of) {
  static constexpr std::array income = {chart::kOnceByReaders, chart::kRegularByReaders, chart::kRegularByMembers};
  Money all = Money::cents(500 + number % 4'500), fee = Money::cents(35);
  Fact fact{.day = day(static_cast<int>(number * 3'650 / of)),
            .text = "Beitrag " + std::to_string(number),
            .postings = {debit(chart::kBank, all - fee), debit(chart::kProviderFees, fee),
                         credit(income[static_cast<std::size_t>(number % 3)], all)}};
  return {{"bench", std::to_string(number), "gift"}, std::move(fact)};
}

double seconds(std::function<void()> const& act) {
  auto begin = std::chrono::steady_clock::now();
  act();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void book_all(database::Database& books, std::int64_t from, std::int64_t to, std::int64_t of, int batch) {
  for (std::int64_t number = from; number < to;) {
    auto tx = books.write();
    for (int i = 0; i < batch && number < to; ++i) {
      if (!book(tx, Actor::clock(), gift(number++, of), now())) throw Fault("refused");
    }
    tx.commit();
  }
}

database::Database open(std::filesystem::path const& file) {
  auto all = people::migrations();
  for (auto&& some : ledger::migrations()) all.push_back(some);
  auto books = database::Database::open({.where = file}, std::move(all)).value();
  auto tx = books.write();
  lay_out_chart(tx, Actor::command_line(), now()).value();
  tx.commit();
  return books;
}

/// Microseconds for one balance of a busy account, by the sums that are kept; and by its entries, as an account's card
/// would have to.
struct Reads {
  double kept;
  double trial;
  double months;
};
Reads read_balances(database::Database& books) {
  auto tx = books.read();
  auto each = [](double all, int count) { return all / count * 1e6; };
  double kept = seconds([&] {
    for (int i = 0; i < kReads; ++i) sums(tx, chart::kBank, day(i * 18));
  });
  double trial = seconds([&] {
    for (int i = 0; i < 20; ++i) trial_balance(tx, day(3'650 - i));
  });
  double months = seconds([&] {
    for (int i = 0; i < 20; ++i) monthly_totals(tx, Month::of(day(3'600)), Month::of(day(3'600)));
  });
  return {each(kept, kReads), each(trial, 20), each(months, 20)};
}

/// The same balances from every entry.
double add_up_everything(database::Database& books) {
  auto tx = books.read();
  return seconds([&] {
    std::map<AccountNumber, Money> balances;
    each_transaction(tx, {day(0), day(3'650)}, [&](Transaction const& it) {
      for (auto const& posting : it.booking.fact.postings) {
        Money& sum = balances.try_emplace(posting.account, Money::cents(0)).first->second;
        sum = sum + posting.amount;
      }
    });
  });
}

void say(char const* what, double figure, char const* unit) { std::printf("%s\t%.4g\t%s\n", what, figure, unit); }

void measure_booking(std::filesystem::path const& folder, std::int64_t bookings) {
  auto books = open(folder / "booking.sqlite");
  std::int64_t alone = std::min<std::int64_t>(bookings / 20, 2'000);
  double one_by_one = seconds([&] { book_all(books, 0, alone, bookings, 1); });
  double in_batches = seconds([&] { book_all(books, alone, bookings, bookings, kBatch); });
  double again = seconds([&] { book_all(books, alone, bookings, bookings, kBatch); });
  say("bookings a second, each committed by itself", static_cast<double>(alone) / one_by_one, "1/s");
  say("bookings a second, a thousand a commit", static_cast<double>(bookings - alone) / in_batches, "1/s");
  say("known ones a second, a thousand a commit", static_cast<double>(bookings - alone) / again, "1/s");
}

void measure_reading(std::filesystem::path const& folder, std::int64_t entries) {
  auto books = open(folder / "reading.sqlite");
  std::int64_t count = entries / 3;
  book_all(books, 0, count / 100, count / 100, kBatch);
  Reads small = read_balances(books);
  book_all(books, count / 100, count, count, kBatch);
  Reads large = read_balances(books);
  say("a balance, at a hundredth of the entries", small.kept, "µs");
  say("a balance, at all entries", large.kept, "µs");
  say("a trial balance, at all entries", large.trial, "µs");
  say("a month's totals, at all entries", large.months, "µs");
  say("all balances from the entries", add_up_everything(books), "s");
  say("verify", seconds([&] {
        auto tx = books.read();
        if (!verify(tx).empty()) throw Fault("the books are wrong");
      }),
      "s");
  std::size_t bytes = 0;
  say("the whole books as CSV", seconds([&] {
        auto tx = books.read();
        export_csv(tx, Actor::command_line(), {day(0), day(3'660)}, [&](std::string_view part) {
          bytes += part.size();
        }).value();
      }),
      "s");
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  say("resident memory at most", static_cast<double>(usage.ru_maxrss) / 1024, "MB");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  try {
    measure_booking(arguments[1], std::stoll(arguments[2]));
    measure_reading(arguments[1], std::stoll(arguments[3]));
  } catch (std::exception const& fault) {
    std::cerr << fault.what() << "\n";
    return 1;
  }
}
