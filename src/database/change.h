#pragma once
// A change is a row.

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

  bool operator==(Change const&) const = default;
};

}  // namespace allmende::database
