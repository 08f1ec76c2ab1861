#pragma once
// Books at random, for tests.

#include <random>

#include "ledger/test_books.h"

namespace allmende::ledger::test {

class RandomBooks {
 public:
  explicit RandomBooks(unsigned seed) : random_(seed) {}

  int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
  bool one_in(int count) { return below(count) == 0; }

  Date some_day() { return day("2026-01-01").plus_days(below(365)); }
  AccountNumber some_account() {
    auto all = chart::standard();
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))].number;
  }

  /// Two postings mostly, up to eight, of one currency or two; balanced.
  std::vector<Posting> some_postings() {
    std::vector<Posting> postings;
    balance(postings, Currency::euro(), 2 + (one_in(3) ? below(5) : 0));
    if (one_in(12)) balance(postings, Currency::parse("USD").value(), 2);
    std::ranges::shuffle(postings, random_);
    return postings;
  }

  Fact some_fact() {
    Fact fact{.day = some_day(), .text = some_text(), .postings = some_postings()};
    if (one_in(2)) fact.value_day = fact.day.plus_days(below(5) - 1);
    return fact;
  }

  Booking some_booking(int source) { return {{"test", std::to_string(source), "booked"}, some_fact()}; }

  /// As strangers write them.
  std::string some_text() {
    static char const* const words[] = {"Beitrag",
                                        "Grüße & Küsse",
                                        "\"Zitat\"",
                                        "; kein Kommentar",
                                        "back\\slash",
                                        "date:2026-01-01",
                                        "[2020-01-01]",
                                        "|",
                                        "=SUM(A1:A9)",
                                        "€ 5",
                                        "日本",
                                        "a  b",
                                        "(17)",
                                        "*",
                                        "!",
                                        "'",
                                        "tag:x, y:z",
                                        "#tag ^link"};
    std::string text = words[below(std::size(words))];
    for (int more = below(4); more > 0; --more) text += std::string(" ") + words[below(std::size(words))];
    return text;
  }

 private:
  Money some_amount() {
    std::int64_t cents = one_in(20) ? 10'000'000'000 + below(1'000'000) : 1 + below(20'000);
    return Money::cents(one_in(2) ? cents : -cents);
  }

  void balance(std::vector<Posting>& postings, Currency currency, int count) {
    Money sum = Money::cents(0);
    for (int i = 1; i < count; ++i) {
      Money amount = some_amount();
      postings.push_back({some_account(), amount, currency});
      sum = sum + amount;
    }
    if (sum == Money::cents(0)) {
      postings.push_back({some_account(), Money::cents(1), currency});
      sum = Money::cents(1);
    }
    postings.push_back({some_account(), Money::cents(0) - sum, currency});
  }

  std::mt19937 random_;
};

}  // namespace allmende::ledger::test
