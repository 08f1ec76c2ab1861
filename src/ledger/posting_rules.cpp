#include "ledger/posting_rules.h"

#include <algorithm>
#include <map>

#include "ledger/closing.h"
#include "ledger/verify.h"
#include "ledger/words.h"

namespace allmende::ledger {

namespace {

constexpr Money kLargest = Money::cents(99'999'999'999);
constexpr Money kNothing = Money::cents(0);

Result<void> check_day(Date day, std::string_view where) {
  if (day.year() >= 2000 && day.year() <= 2199) return {};
  return refuse(Code::invalid, "is not between the years 2000 and 2199", std::string(where));
}

Result<void> check_amount(Posting const& posting, std::string const& where) {
  if (posting.amount == kNothing) return refuse(Code::invalid, "an amount of nothing is not booked", where);
  if (posting.amount > kLargest || kNothing - kLargest > posting.amount) {
    return refuse(Code::limit, "an amount is at most 999 999 999,99", where);
  }
  return {};
}

Result<void> check_account(KnownAccounts& accounts, AccountNumber number, std::string const& where) {
  Account const* it = accounts.find(number);
  if (!it) return refuse(Code::not_found, "there is no account " + number.text(), where);
  if (it->closed) return refuse(Code::conflict, "account " + number.text() + " is closed", where);
  return {};
}

Result<void> check_balance(std::vector<Posting> const& postings) {
  std::map<Currency, Money> sums;
  for (Posting const& posting : postings) {
    auto [sum, is_new] = sums.try_emplace(posting.currency, posting.amount);
    if (!is_new) sum->second = sum->second + posting.amount;
  }
  for (auto const& [currency, sum] : sums) {
    if (sum == kNothing) continue;
    return refuse(Code::invalid, "debit and credit differ by " + sum.decimal() + " " + std::string(currency.code()),
                  "postings");
  }
  return {};
}

}  // namespace

Account const* KnownAccounts::find(AccountNumber number) {
  auto [found, is_new] = known_.try_emplace(number, std::nullopt);
  if (is_new) found->second = account(tx_, number);
  return found->second ? &*found->second : nullptr;
}

Result<void> check_fact(KnownAccounts& accounts, Fact const& fact) {
  TRY(check_day(fact.day, "day"));
  if (fact.value_day) TRY(check_day(*fact.value_day, "value_day"));
  TRY(check_words(fact.text, Fact::kLongestText, "text"));
  auto const& postings = fact.postings;
  if (postings.size() < 2) return refuse(Code::invalid, "a booking has at least two postings", "postings");
  if (postings.size() > Fact::kMostPostings) {
    return refuse(Code::limit, "a booking has at most " + std::to_string(Fact::kMostPostings) + " postings",
                  "postings");
  }
  for (std::size_t i = 0; i < postings.size(); ++i) {
    std::string where = "postings " + std::to_string(i + 1);
    TRY(check_amount(postings[i], where));
    TRY(check_account(accounts, postings[i].account, where));
  }
  return check_balance(postings);
}

Fact completed(Fact fact) {
  if (!fact.value_day) fact.value_day = fact.day;
  return fact;
}

Money moved_by(Fact const& fact) {
  std::map<Currency, Money> debits;
  Money most = kNothing;
  for (Posting const& posting : fact.postings) {
    if (posting.amount < kNothing) continue;
    Money& sum = debits.try_emplace(posting.currency, kNothing).first->second;
    sum = sum + posting.amount;
    most = std::max(most, sum);
  }
  return most;
}

Appending::Appending(database::WriteTx& tx, people::Actor const& actor, Instant now)
    : actor_(actor), now_(now), closed_(closed_through(tx)), writing_(tx) {}

Booked Appending::append(Booking booking, std::optional<TransactionId> corrects) {
  booking.fact = completed(std::move(booking.fact));
  Date day = booking.fact.day;
  bool late = closed_ && Month::of(day) <= *closed_;
  Transaction made{.id = writing_.next(),
                   .booking = std::move(booking),
                   .booked_on = late ? closed_->next().first_day() : day,
                   .corrects = corrects,
                   .at = now_,
                   .person = actor_.person(),
                   .name = actor_.name()};
  writing_.write(made);
  return {made.id, Booked::Outcome::booked, made.booked_on};
}

Booked append(database::WriteTx& tx, people::Actor const& actor, Booking booking, std::optional<TransactionId> corrects,
              Instant now) {
  Appending appending(tx, actor, now);
  Booked done = appending.append(std::move(booking), corrects);
  appending.finish();
  return done;
}

Result<void> must_go_on(database::ReadTx& tx) {
  auto why = stopped(tx);
  if (!why) return {};
  return refuse(Code::conflict, "the books are stopped until they are checked: " + *why);
}

}  // namespace allmende::ledger
