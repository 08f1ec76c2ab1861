// From what moved to what is told.

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include "transparency/store.h"

namespace allmende::transparency {

using contributions::GiverId;
using contributions::Moved;
using ledger::Month;

namespace {

Result<void> must_be_till_or_clock(people::Actor const& actor) {
  bool const is_clock = !actor.person() && actor.roles().empty();
  if (is_clock) return {};
  return actor.must_have_any(contributions::kAtTheTill);
}

/// One of each giver, month and kind.
std::vector<Waiting> with(std::vector<Waiting> const& waiting, std::vector<Moved> const& moved, Instant now) {
  std::map<std::tuple<Month, Kind, GiverId>, Waiting> all;
  for (Waiting const& it : waiting) all.emplace(std::tuple(it.month, it.kind, it.giver), it);
  for (Moved const& it : moved) {
    Kind const kind = kind_of(it.kind, it.interval);
    Waiting const fresh{it.month, kind, it.giver, Money::cents(0), now};
    Waiting& there = all.try_emplace({it.month, kind, it.giver}, fresh).first->second;
    there.amount = there.amount + it.amount;
  }
  std::vector<Waiting> found;
  for (auto const& [key, it] : all) found.push_back(it);
  return found;
}

/// Somebody who comes or goes is not to be seen in it.
std::int64_t givers_to_tell(std::int64_t told, std::int64_t there) {
  auto const fewest = static_cast<std::int64_t>(kFewestGivers);
  if (std::abs(there - told) < fewest) return told;
  return there < fewest ? 0 : there;
}

}  // namespace

Result<void> tell(database::WriteTx& tx, people::Actor const& actor, contributions::Till const& till,
                  std::optional<Date> statements, Instant now) {
  TRY(must_be_till_or_clock(actor));
  store::State const before = store::state(tx);
  store::State const after{contributions::newest(tx), givers_to_tell(before.givers, contributions::active_givers(tx)), statements};

  auto const waited = store::waiting(tx);
  auto waiting = with(waited, contributions::moved(tx, before.seen, after.seen), now);
  auto const blocks = take_blocks(waiting, Month::of(till.day_of(now)), now);
  for (Block const& it : blocks) store::insert(tx, it);
  if (waiting != waited) store::put_waiting(tx, waiting);
  if (!blocks.empty()) tx.record_change(kSubject, "blocks");

  if (after == before) return {};
  store::put_state(tx, after);
  if (after.givers != before.givers || after.statements != before.statements) tx.record_change(kSubject, "standing");
  return {};
}

}  // namespace allmende::transparency
