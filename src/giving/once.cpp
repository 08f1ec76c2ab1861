#include "giving/once.h"

namespace allmende::giving {

std::shared_ptr<Once::Outcome> Once::of(std::string const& form) {
  std::lock_guard lock(mutex_);
  auto [it, is_new] = outcomes_.try_emplace(form);
  if (!is_new) return it->second;
  it->second = std::make_shared<Outcome>();
  order_.push_back(form);
  if (order_.size() > kMost) {
    outcomes_.erase(order_.front());
    order_.pop_front();
  }
  return it->second;
}

}  // namespace allmende::giving
