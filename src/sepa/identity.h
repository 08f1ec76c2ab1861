#pragma once
// Whether two entries are the same, and whether two statements follow each other. Part of the door sepa.h.

#include <array>
#include <compare>
#include <string>
#include <unordered_map>

#include "sepa/statement.h"

namespace allmende::sepa {

/// Who an entry is, in whatever file, message or version of a message it comes: two statements that tell of the same
/// money give it the same identity, and two payments that are alike to the last letter have different ones.
///
/// Made of account, day of booking (of value, where there is none), direction, amount, and of each payment the
/// identifications, accounts and remittance (without blanks and places where the bank cut it). Not of names, codes and
/// the bank's own references: these differ from one delivery to the next, are missing, or are not unique.
struct EntryIdentity {
  std::string fingerprint;  ///< "1:" (the version of this rule) and 64 hexadecimal digits
  int occurrence = 1;       ///< of entries alike in one statement the how-manieth this is

  auto operator<=>(EntryIdentity const&) const = default;
};

std::string fingerprint_of(OwnAccount const& account, Entry const& entry);

/// Counts the entries alike within one statement; for each statement a new one. Booking each identity once then books
/// of twins as many as the fullest statement tells of, however often and with however much overlap statements come.
/// Keeps some 150 bytes for each entry.
class Identities {
 public:
  EntryIdentity next(Statement const& statement, Entry const& entry);

 private:
  std::unordered_map<std::string, int> seen_;
};

enum class Continuity {
  follows,
  repeats,          ///< the same number, the same closing balance
  lies_before,      ///< a number below the last one's
  leaves_a_gap,     ///< a statement between them is missing
  balances_differ,  ///< it does not begin with what the last one ended with
};

/// What must be kept of a statement to know what follows it.
struct StatementMark {
  std::string account;
  std::optional<std::int64_t> number = {};
  int year = 0;  ///< in which it closes: numbers begin anew with it. 0 when the bank did not say
  std::optional<Money> opening = {};
  std::optional<Money> closing = {};

  bool operator==(StatementMark const&) const = default;
};

StatementMark mark_of(Statement const& statement);

/// Numbers must follow without a gap within a year; balances always. Of what the bank did not say nothing is asked.
/// Marks of different accounts are a Bug.
Continuity continuity(StatementMark const& last, StatementMark const& next);

}  // namespace allmende::sepa
