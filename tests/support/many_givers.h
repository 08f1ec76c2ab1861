#pragma once
// Many givers at once, for tests of what is told of them.

#include "contributions/contributions.h"

namespace allmende::test {

using contributions::GiverKind;
using contributions::Interval;

inline contributions::Till make_till() {
  static auto const calendar = std::make_shared<words::Words const>(words::Words::make(Language::german(), "Europe/Berlin").value());
  return {.vault = vault::Vault(Secret(std::string(32, 'g'))), .rules = {}, .calendar = calendar};
}

/// Gives by transfer, and never did before. Their money is there on that day.
inline contributions::AgreementId give(database::WriteTx& tx, contributions::Till const& till, GiverKind kind, Interval interval, Money amount,
                                       Date day, Instant now) {
  contributions::Gift gift{.amount = amount, .interval = interval, .way = contributions::Way::transfer, .first = till.day_of(now)};
  gift.giver.kind = kind;
  auto const id = contributions::begin_gift(tx, till, gift, now).value().agreement;
  contributions::Source const source{"test", std::to_string(id.value()), day.iso8601()};
  contributions::credit(tx, people::Actor::clock(), till, id, {source, amount, day}, now).value();
  return id;
}

/// So many of them, each a euro more than the one before.
inline Money give_all(database::WriteTx& tx, contributions::Till const& till, int count, GiverKind kind, Interval interval, Money least, Date day,
                      Instant now) {
  Money sum = Money::cents(0);
  for (int i = 0; i < count; ++i) {
    Money const amount = least + Money::cents(100 * i);
    give(tx, till, kind, interval, amount, day, now);
    sum = sum + amount;
  }
  return sum;
}

}  // namespace allmende::test
