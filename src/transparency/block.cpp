#include "transparency/block.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace allmende::transparency {

using contributions::GiverId;
using contributions::GiverKind;
using contributions::Interval;
using ledger::Month;

namespace {

/// How many givers would be hidden among each other.
std::size_t givers_among(std::vector<Waiting> const& some) {
  std::map<GiverId, Money> sums;
  for (Waiting const& it : some) {
    Money& sum = sums.try_emplace(it.giver, Money::cents(0)).first->second;
    sum = sum + it.amount;
  }
  return static_cast<std::size_t>(std::ranges::count_if(sums, [](auto const& each) { return each.second != Money::cents(0); }));
}

/// One block of all that is so, if that is enough.
template <class IsSo>
void take(std::vector<Waiting>& waiting, std::vector<Block>& blocks, Month month, Kind kind, IsSo const& is_so) {
  std::vector<Waiting> some, rest;
  std::ranges::partition_copy(waiting, std::back_inserter(some), std::back_inserter(rest), is_so);
  std::size_t const givers = givers_among(some);
  if (givers < kFewestGivers) return;
  Money sum = Money::cents(0);
  for (Waiting const& it : some) sum = sum + it.amount;
  blocks.push_back({month, kind, sum, static_cast<std::int64_t>(givers)});
  waiting = std::move(rest);
}

bool waits_since(std::vector<Waiting> const& waiting, Month month, std::chrono::hours time, Instant now) {
  return std::ranges::any_of(waiting, [&](Waiting const& it) {
    return it.month == month && now.microseconds() - it.since.microseconds() >= std::chrono::microseconds(time).count();
  });
}

/// The same giver and kind may wait there already. What has come to nothing waits no longer.
void move_rest(std::vector<Waiting>& waiting, Month current, Instant now) {
  std::map<std::tuple<Month, Kind, GiverId>, Waiting> moved;
  for (Waiting it : waiting) {
    bool const is_old = now.microseconds() - it.since.microseconds() >= std::chrono::microseconds(kInItsMonth).count();
    if (it.month < current && is_old) it.month = current;
    auto [there, is_new] = moved.try_emplace({it.month, it.kind, it.giver}, it);
    if (is_new) continue;
    there->second.amount = there->second.amount + it.amount;
    there->second.since = std::min(there->second.since, it.since);
  }
  waiting.clear();
  for (auto const& [key, it] : moved) {
    if (it.amount != Money::cents(0)) waiting.push_back(it);
  }
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::regular_readers: return "regular-readers";
    case Kind::regular_members: return "regular-members";
    case Kind::regular_organisations: return "regular-organisations";
    case Kind::once_readers: return "once-readers";
    case Kind::once_members: return "once-members";
    case Kind::once_organisations: return "once-organisations";
    case Kind::several: return "several";
  }
  report_bug("every kind of income has a name");
}

Kind kind_of(GiverKind giver, Interval interval) {
  bool const once = interval == Interval::once;
  switch (giver) {
    case GiverKind::reader: return once ? Kind::once_readers : Kind::regular_readers;
    case GiverKind::member: return once ? Kind::once_members : Kind::regular_members;
    case GiverKind::organisation: return once ? Kind::once_organisations : Kind::regular_organisations;
  }
  report_bug("every kind of giver has kinds of income");
}

std::vector<Block> take_blocks(std::vector<Waiting>& waiting, Month current, Instant now) {
  move_rest(waiting, current, now);
  std::vector<Month> months;
  for (Waiting const& it : waiting) months.push_back(it.month);
  std::ranges::sort(months);
  months.erase(std::unique(months.begin(), months.end()), months.end());

  std::vector<Block> blocks;
  for (Month month : months) {
    for (Kind kind : kKinds) {
      take(waiting, blocks, month, kind, [&](Waiting const& it) { return it.month == month && it.kind == kind; });
    }
    if (waits_since(waiting, month, kAlone, now)) {
      take(waiting, blocks, month, Kind::several, [&](Waiting const& it) { return it.month == month; });
    }
  }
  return blocks;
}

}  // namespace allmende::transparency

allmende::transparency::Kind allmende::database::Stored<allmende::transparency::Kind>::load(std::string_view name) {
  for (Kind kind : transparency::kKinds) {
    if (transparency::name_of(kind) == name) return kind;
  }
  throw Fault("a kind of income is none of them");
}
