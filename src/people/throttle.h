#pragma once
// How often something has failed, and how long it must wait now. In memory. Private to this room.

#include <chrono>
#include <map>
#include <string>
#include <unordered_map>

#include "base/base.h"

namespace allmende::people {

class Throttle {
 public:
  struct Rule {
    int free_failures;                                    ///< so many cost nothing
    std::chrono::seconds first_wait = std::chrono::seconds(15);
    std::chrono::seconds longest_wait = std::chrono::minutes(15);
  };
  /// Without a failure for so long, all is forgotten.
  static constexpr std::chrono::hours kMemory{1};
  /// Beyond so many the ones that failed longest ago are forgotten.
  static constexpr std::size_t kMost = 100'000;

  /// How long this one must still wait; zero when it may try.
  std::chrono::seconds wait(std::string const& key, Instant now) const;
  void fail(std::string const& key, Rule const& rule, Instant now);
  void forget(std::string const& key);
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    int failures = 0;
    Instant last;
    Instant until;
  };
  void forget_old(Instant now);

  std::unordered_map<std::string, Entry> entries_;
  std::multimap<Instant, std::string> by_time_;  // of the last failure
};

}  // namespace allmende::people
