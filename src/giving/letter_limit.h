#pragma once
// How many letters strangers may cause. In memory. Private to this room.

#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/base.h"

namespace allmende::giving {

/// Whoever types an address into a form causes a letter to it: nobody is to get more than a few of them, and the paper's
/// mail server no flood.
class LetterLimit {
 public:
  static constexpr int kToOne = 5, kToAll = 300;
  static constexpr std::chrono::hours kWithin{1};

  /// `whom`: a blind index. Whether one more may be sent now; it counts then.
  bool take(std::string const& whom, Instant now);

 private:
  void forget_before(Instant begin);

  std::mutex mutex_;
  std::deque<std::pair<Instant, std::string>> sent_;
  std::unordered_map<std::string, int> to_one_;
};

}  // namespace allmende::giving
