#include "banking/entry_booking.h"

#include <fmt/format.h>

#include <map>

#include "banking/particulars.h"

namespace allmende::banking {

using ledger::Posting;

namespace {

constexpr Money kNothing = Money::cents(0);

bool sums_to(std::vector<Posting> const& postings, Money expected) {
  Money sum = kNothing;
  for (Posting const& it : postings) sum = sum + it.amount;
  return sum == expected;
}

}  // namespace

contributions::Source source_of(LineId id, std::int64_t turn) {
  return {"bank-line", std::to_string(id.value()), "turn-" + std::to_string(turn)};
}

LineId LineMaker::next() {
  LineId const id = next_;
  next_ = LineId(id.value() + 1);
  return id;
}

LineId LineMaker::make(Draft const& draft, store::EntryRow const& entry, ImportId import, int number,
                       std::vector<Posting>& postings) {
  LineId const id = next();
  Match const match = banking::match(to_, draft, entry.value_day, source_of(id, 1));
  if (is_in_suspense(match.state)) {
    postings.push_back(in_suspense(draft.amount, entry.currency));
  } else {
    VERIFY(sums_to(match.postings, kNothing - draft.amount));
    postings.insert(postings.end(), match.postings.begin(), match.postings.end());
  }
  Line line{.id = id, .entry = entry.id, .number = number, .kind = draft.kind, .state = match.state, .cause = match.cause,
            .day = entry.day, .amount = draft.amount, .currency = entry.currency};
  return store(draft, match, {.line = std::move(line), .import = import, .sealed = {}});
}

LineId LineMaker::make_rejection(Draft const& draft, Date day, ImportId import, std::string identity) {
  LineId const id = next();
  Match const match = banking::match(to_, draft, day, source_of(id, 1));
  Line line{.id = id, .entry = std::nullopt, .kind = draft.kind, .state = match.state, .cause = match.cause, .day = day,
            .amount = draft.amount};
  return store(draft, match, {.line = std::move(line), .import = import, .identity = std::move(identity), .sealed = {}});
}

LineId LineMaker::store(Draft const& draft, Match const& match, store::LineRow row) {
  store::put(row, match);
  row.line.fee = draft.fee;
  row.line.code = draft.code;
  row.turn = is_in_suspense(match.state) ? 0 : 1;
  row.sealed = sealed(to_.till.vault, draft.particulars, place_of(row.line.id));
  store::insert(to_.tx, row);
  return row.line.id;
}

std::vector<Posting> merged(std::vector<Posting> const& postings) {
  std::map<std::pair<ledger::AccountNumber, ledger::Currency>, Money> sums;
  for (Posting const& it : postings) {
    Money& sum = sums.try_emplace({it.account, it.currency}, kNothing).first->second;
    sum = sum + it.amount;
  }
  std::vector<Posting> made;
  for (auto const& [where, sum] : sums) {
    if (sum != kNothing) made.push_back({where.first, sum, where.second});
  }
  return made;
}

ledger::Booking booking_of(store::EntryRow const& entry, ledger::AccountNumber bank, std::vector<Posting> postings) {
  postings.push_back({bank, entry.amount, entry.currency});
  ledger::Fact fact{.day = entry.day, .value_day = entry.value_day, .text = "Kontoauszug " + entry.statement,
                    .postings = merged(postings)};
  return {{"bank-entry", std::to_string(entry.id.value()), "booked"}, std::move(fact)};
}

Result<void> book_line(Telling const& telling, store::EntryRow const& entry, contributions::Source const& source,
                       std::vector<Posting> postings, std::string_view what) {
  postings = merged(postings);
  if (postings.empty()) return {};  // from one giver to another, of the same kind
  ledger::Fact fact{.day = entry.day,
                    .value_day = entry.value_day,
                    .text = fmt::format("Kontoauszug {}, {}", entry.statement, what),
                    .postings = std::move(postings)};
  TRY(ledger::book(telling.tx, telling.actor, {source, std::move(fact)}, telling.now));
  return {};
}

}  // namespace allmende::banking
