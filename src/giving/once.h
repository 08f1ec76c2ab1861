#pragma once
// What a form did when its button was pressed two times. In memory. Private to this room.

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace allmende::giving {

/// Remembers what the newest forms led to, by what tells them apart: above all the number at random that each of them bears. Whoever presses again is
/// answered the same, and nothing is done again.
class Once {
 public:
  static constexpr std::size_t kMost = 10'000;

  struct Outcome {
    std::mutex mutex;    ///< held while it is being done
    std::string result;  ///< empty: not done yet
  };
  std::shared_ptr<Outcome> of(std::string const& form);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Outcome>> outcomes_;
  std::deque<std::string> order_;
};

}  // namespace allmende::giving
