#pragma once
// A change is a row, and what was read is a dependency: the two sides of one question, which of the
// things made from the database a change alters.

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "base/base.h"

namespace allmende::database {

/// Where a change stands in the order of all changes: 1, 2, 3 … Sequence(0) is before the first.
using Sequence = Id<struct SequenceTag>;

/// One line of the change log. What the words mean is the affair of the rooms that write and follow
/// them.
struct Change {
  Sequence sequence;
  std::string what;
  std::string which;
  Instant at;
  /// Where in `which` it happened, if that is something with an order, in the unit of its kind.
  std::optional<std::int64_t> position = std::nullopt;

  bool operator==(Change const&) const = default;
};

/// A part of something with an order; open at an end by the least or the greatest number.
struct PositionRange {
  static constexpr std::int64_t kBegin = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();

  std::int64_t from = kBegin;
  std::int64_t to = kEnd;  ///< exclusive, but for kEnd, which leaves nothing out

  bool contains(std::int64_t position) const {
    return position >= from && (position < to || to == kEnd);
  }
  auto operator<=>(PositionRange const&) const = default;
};

/// What somebody has read, in the words of the change log.
struct Dependency {
  std::string what;
  std::string which = {};  ///< empty: anything of this kind
  /// Only this part of it; nothing: all of it.
  std::optional<PositionRange> positions = std::nullopt;

  auto operator<=>(Dependency const&) const = default;
};

/// What was made from `read` may look different since `change`. A change that does not say where it
/// happened alters every part.
bool alters(Change const& change, Dependency const& read);

}  // namespace allmende::database
