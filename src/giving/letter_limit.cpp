#include "giving/letter_limit.h"

namespace allmende::giving {

bool LetterLimit::take(std::string const& whom, Instant now) {
  std::lock_guard lock(mutex_);
  forget_before(Instant::from_microseconds(now.microseconds() - std::chrono::microseconds(kWithin).count()));
  if (sent_.size() >= kToAll) return false;
  auto it = to_one_.try_emplace(whom, 0).first;
  if (it->second >= kToOne) return false;
  ++it->second;
  sent_.emplace_back(now, whom);
  return true;
}

void LetterLimit::forget_before(Instant begin) {
  while (!sent_.empty() && sent_.front().first <= begin) {
    auto it = to_one_.find(sent_.front().second);
    if (--it->second == 0) to_one_.erase(it);
    sent_.pop_front();
  }
}

}  // namespace allmende::giving
