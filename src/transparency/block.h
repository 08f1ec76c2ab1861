#pragma once
// What is told at once, and what waits for that. Part of the door; knows no database.

#include <vector>

#include "contributions/contributions.h"
#include "ledger/ledger.h"

namespace allmende::transparency {

inline constexpr std::size_t kFewestGivers = 10;
/// A kind waits so long for givers of its own before it is told with others of its month.
inline constexpr std::chrono::hours kAlone{24 * 7};
/// A month waits so long before what is left of it is told with a later one.
inline constexpr std::chrono::hours kInItsMonth{24 * 31};

enum class Kind {
  regular_readers,
  regular_members,
  regular_organisations,
  once_readers,
  once_members,
  once_organisations,
  several,  ///< of these, together
};
inline constexpr Kind kKinds[] = {Kind::regular_readers, Kind::regular_members, Kind::regular_organisations, Kind::once_readers,
                                  Kind::once_members,    Kind::once_organisations, Kind::several};
/// "regular-readers", as it is written in the JSON.
std::string_view name_of(Kind kind);
Kind kind_of(contributions::GiverKind giver, contributions::Interval interval);

/// What one giver gave in one kind, less what came back, and is not told yet.
struct Waiting {
  ledger::Month month;
  Kind kind;
  contributions::GiverId giver;
  Money amount;
  Instant since;
  bool operator==(Waiting const&) const = default;
};

struct Block {
  ledger::Month month;
  Kind kind;
  Money amount;
  std::int64_t givers;
  bool operator==(Block const&) const = default;
};

/// Takes the blocks that can be told out of what waits; what stays, stays as it was, but for old months' rest, which
/// moves into `current`, and for what has come to nothing. No giver is in `waiting` twice for a month and kind, before and after.
std::vector<Block> take_blocks(std::vector<Waiting>& waiting, ledger::Month current, Instant now);

}  // namespace allmende::transparency

template <>
struct allmende::database::Stored<allmende::transparency::Kind> {
  using Kind = allmende::transparency::Kind;
  static std::string_view store(Kind kind) { return allmende::transparency::name_of(kind); }
  static Kind load(std::string_view name);
};
