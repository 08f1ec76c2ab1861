#pragma once
// What is booked, and booking it. Part of the door.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/base.h"
#include "database/database.h"
#include "ledger/account.h"
#include "ledger/currency.h"
#include "people/people.h"

namespace allmende::ledger {

/// 1, 2, 3 … in the order in which they were booked; no number is missing.
using TransactionId = Id<struct TransactionTag>;

/// An amount on one side of an account: what is positive is debit, what is negative credit.
struct Posting {
  AccountNumber account;
  Money amount;
  Currency currency = Currency::euro();
  bool operator==(Posting const&) const = default;
};

inline Posting debit(AccountNumber account, Money amount, Currency currency = Currency::euro()) {
  return {account, amount, currency};
}
inline Posting credit(AccountNumber account, Money amount, Currency currency = Currency::euro()) {
  return {account, Money::cents(0) - amount, currency};
}

/// Where a booking comes from: the one thing outside that it stands for. What arrives twice has the same source twice,
/// and is booked once. No person's data: "statement-line", its digest, "credit"; "collection", its number, "sealed".
struct Source {
  static constexpr std::size_t kLongestWord = 40, kLongestId = 200;  ///< bytes
  std::string type;
  std::string id;
  std::string kind;
  bool operator==(Source const&) const = default;
};

/// What happened, as it is to stand in the books.
struct Fact {
  static constexpr std::size_t kLongestText = 500;  ///< bytes
  static constexpr std::size_t kMostPostings = 1'000;

  Date day;                                      ///< to which it belongs; 2000 to 2199
  std::optional<Date> value_day = std::nullopt;  ///< from when the bank counts it; none: the same
  std::string text;  ///< no name and no account number of a person: what is booked is never erased
  std::vector<Posting> postings;
  bool operator==(Fact const&) const = default;
};

struct Booking {
  Source source;
  Fact fact;
  bool operator==(Booking const&) const = default;
};

/// What stands in the books.
struct Transaction {
  TransactionId id;
  Booking booking;  ///< its value day is always there
  /// The day on which it counts: the fact's, or the first of the first open month when the fact's was closed.
  Date booked_on;
  std::optional<TransactionId> corrects;
  Instant at;
  std::optional<people::PersonId> person;
  std::string name;  ///< of who booked it, as it was then

  bool is_late() const { return booked_on != booking.fact.day; }
  bool operator==(Transaction const&) const = default;
};

struct Booked {
  enum class Outcome {
    booked,
    known,  ///< it was booked before, exactly so; nothing was done
  };
  TransactionId id;
  Outcome outcome;
  Date booked_on;
  bool operator==(Booked const&) const = default;
};

/// Source::type of what correct_booking() makes; nobody else may use it.
inline constexpr std::string_view kCorrection = "correction";

/// Books it, in the first open month if its own is closed. Who may: the till; and what happens by itself (the clock),
/// because its facts come from outside.
/// Refuses, and has then done nothing: forbidden; conflict when the source was booked with other content, when an
/// account is closed, and while the books are stopped (verify.h); not_found for an account that there is not; invalid
/// unless there are at least two postings, none of them zero, that sum to zero in each currency; for a source, text or
/// day as above; limit for more postings or an amount above 999 999 999,99.
Result<Booked> book(database::WriteTx& tx, people::Actor const& actor, Booking const& booking, Instant now);

/// All of them or none, as book() would one after the other, with far fewer looks: for statements of many lines.
/// Refuses as book().
Result<std::vector<Booked>> book_all(database::WriteTx& tx, people::Actor const& actor, std::span<Booking const> bookings,
                                     Instant now);

/// For the rooms that book: no right is asked.
std::optional<Transaction> find(database::ReadTx& tx, Source const& source);
std::optional<Transaction> transaction(database::ReadTx& tx, TransactionId id);

}  // namespace allmende::ledger
