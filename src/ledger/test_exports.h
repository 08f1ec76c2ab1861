#pragma once
// Books at random and their exports, for tests, and the programs that read them.

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <map>

#include "ledger/test_random.h"

namespace allmende::ledger::test {

/// "Assets:1200 EUR" → "12.50"; balances of zero are left out.
using Balances = std::map<std::string, std::string>;

inline std::vector<std::string> split(std::string const& text, std::string const& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find(separator, begin)) != text.npos; begin = end + separator.size()) {
    parts.push_back(text.substr(begin, end - begin));
  }
  parts.push_back(text.substr(begin));
  return parts;
}

/// What a command says, and whether it was content.
struct Said {
  std::string text;
  bool well;
};
inline Said run(std::string const& command) {
  std::string text;
  FILE* output = popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  while (std::size_t got = fread(buffer, 1, sizeof buffer, output)) text.append(buffer, got);
  return {text, pclose(output) == 0};
}

inline bool is_installed(std::string const& program) {
  if (run("command -v " + program).well) return true;
  std::cout << "skipped: " << program << " is not installed\n";
  return false;
}

class ExportsTest : public BooksTest {
 protected:
  /// Books with all that there can be: late facts, corrections, two currencies.
  void keep_books_at_random(unsigned seed, int bookings) {
    SCOPED_TRACE(seed);
    RandomBooks random(seed);
    for (int i = 0; i < bookings; ++i) {
      TransactionId id = booked(random.some_booking(i));
      if (random.one_in(10)) correct(random, id);
      if (i == bookings / 3) close("2026-03").value();
      if (i == bookings / 2) close("2026-07").value();
    }
  }
  void correct(RandomBooks& random, TransactionId id) {
    Correction correction{id, random.some_text()};
    if (random.one_in(2)) correction.replacement = random.some_fact();
    auto outcome = propose(correction, ilse).value();
    if (auto waiting = std::get_if<ProposalId>(&outcome)) {
      write([&](auto& tx) { return approve_correction(tx, kurt, *waiting, now); }).value();
    }
  }

  template <class Export>
  std::string text_of(Export const& write_to) {
    std::string text;
    auto tx = database.read();
    write_to(tx, [&](std::string_view part) { text += part; }).value();
    return text;
  }
  std::string file_of(std::string const& name, std::string const& text) {
    std::string path = scratch.folder() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::string hledger_journal(Date through = day("2027-12-31")) {
    return text_of([&](auto& tx, Sink const& sink) { return export_hledger(tx, ilse, through, sink); });
  }
  std::string beancount_journal(Date through = day("2027-12-31")) {
    return text_of([&](auto& tx, Sink const& sink) { return export_beancount(tx, ilse, through, sink); });
  }
  std::string csv() {
    return text_of([&](auto& tx, Sink const& sink) {
      return export_csv(tx, ilse, {day("2026-01-01"), day("2027-12-31")}, sink);
    });
  }
  std::string datev(Period period = {day("2026-01-01"), day("2026-12-31")}) {
    return text_of([&](auto& tx, Sink const& sink) { return export_datev(tx, ilse, period, batch, sink); });
  }

  Balances our_balances() {
    static constexpr std::array<char const*, 5> groups = {"Assets", "Liabilities", "Equity", "Income", "Expenses"};
    auto tx = database.read();
    Balances balances;
    for (auto const& [number, currency, sums] : trial_balance(tx, day("2199-12-31"))) {
      if (sums.balance() == Money::cents(0)) continue;
      std::string group = groups[static_cast<std::size_t>(account(tx, number)->kind)];
      balances[fmt::format("{}:{} {}", group, number.value(), currency.code())] = sums.balance().decimal();
    }
    return balances;
  }

  DatevBatch batch{.consultant = 1001, .client = 17, .year_begins = day("2026-01-01"), .made_at = now};
};

}  // namespace allmende::ledger::test
