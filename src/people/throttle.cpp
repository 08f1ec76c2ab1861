#include "people/throttle.h"

namespace allmende::people {

namespace {

Instant after(Instant instant, std::chrono::microseconds span) {
  return Instant::from_microseconds(instant.microseconds() + span.count());
}

}  // namespace

std::chrono::seconds Throttle::wait(std::string const& key, Instant now) const {
  auto found = entries_.find(key);
  if (found == entries_.end() || found->second.until <= now) return {};
  std::chrono::microseconds left(found->second.until.microseconds() - now.microseconds());
  return std::chrono::ceil<std::chrono::seconds>(left);
}

void Throttle::fail(std::string const& key, Rule const& rule, Instant now) {
  forget_old(now);
  int failures = 1;
  if (auto found = entries_.find(key); found != entries_.end()) {
    failures = found->second.failures + 1;
    forget(key);
  }
  std::chrono::seconds wait{0};
  if (int beyond = failures - rule.free_failures; beyond >= 0) {
    wait = rule.first_wait;
    for (int i = 0; i < beyond && wait < rule.longest_wait; ++i) wait *= 2;
    wait = std::min(wait, rule.longest_wait);
  }
  entries_.emplace(key, Entry{failures, now, after(now, wait)});
  by_time_.emplace(now, key);
}

void Throttle::forget(std::string const& key) {
  auto found = entries_.find(key);
  if (found == entries_.end()) return;
  auto [begin, end] = by_time_.equal_range(found->second.last);
  for (auto it = begin; it != end; ++it) {
    if (it->second != key) continue;
    by_time_.erase(it);
    break;
  }
  entries_.erase(found);
}

void Throttle::forget_old(Instant now) {
  while (!by_time_.empty() && (by_time_.size() >= kMost || after(by_time_.begin()->first, kMemory) <= now)) {
    entries_.erase(by_time_.begin()->second);
    by_time_.erase(by_time_.begin());
  }
}

}  // namespace allmende::people
