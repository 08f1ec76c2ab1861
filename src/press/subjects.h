#pragma once
// Which pages depend on what. Private to this room; the writer's.

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "database/database.h"

namespace allmende::press {

class Subjects {
 public:
  /// `page` is a number that is never used again.
  void add(std::uint64_t page, std::vector<database::Dependency> const& dependencies);
  void remove(std::uint64_t page) { live_.erase(page); }
  /// The pages that this change alters, each once.
  std::vector<std::uint64_t> altered_by(database::Change const& change);

 private:
  struct Link {
    std::uint64_t page;
    std::optional<database::PositionRange> positions;
  };
  void find(std::string const& subject, database::Change const& change,
            std::unordered_set<std::uint64_t>& found);
  void tidy();

  std::unordered_map<std::string, std::vector<Link>> links_;
  std::unordered_set<std::uint64_t> live_;
  std::size_t links_in_all_ = 0;
  std::size_t links_when_tidied_ = 0;
};

}  // namespace allmende::press
