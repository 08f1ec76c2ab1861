#include "press/subjects.h"

namespace allmende::press {

namespace {

/// Words and a separator that no word has.
std::string subject_of(std::string_view what, std::string_view which) {
  return std::string(what) + '\x1f' + std::string(which);
}

}  // namespace

void Subjects::add(std::uint64_t page, std::vector<database::Dependency> const& dependencies) {
  live_.insert(page);
  for (database::Dependency const& dependency : dependencies) {
    auto& links = links_[subject_of(dependency.what, dependency.which)];
    links.push_back({page, dependency.positions});
  }
  links_in_all_ += dependencies.size();
  tidy();
}

std::vector<std::uint64_t> Subjects::altered_by(database::Change const& change) {
  std::unordered_set<std::uint64_t> found;
  find(subject_of(change.what, change.which), change, found);
  find(subject_of(change.what, ""), change, found);
  return {found.begin(), found.end()};
}

void Subjects::find(std::string const& subject, database::Change const& change,
                    std::unordered_set<std::uint64_t>& found) {
  auto links = links_.find(subject);
  if (links == links_.end()) return;
  for (Link const& link : links->second) {
    bool elsewhere = change.position && link.positions && !link.positions->contains(*change.position);
    if (!elsewhere && live_.contains(link.page)) found.insert(link.page);
  }
}

/// Links of pages that are gone are left where they are until they are a fifth of all.
void Subjects::tidy() {
  constexpr std::size_t kFew = 10'000;
  if (links_in_all_ < kFew || 4 * links_in_all_ < 5 * links_when_tidied_) return;
  links_in_all_ = 0;
  for (auto subject = links_.begin(); subject != links_.end();) {
    auto& links = subject->second;
    std::erase_if(links, [&](Link const& link) { return !live_.contains(link.page); });
    links_in_all_ += links.size();
    subject = links.empty() ? links_.erase(subject) : std::next(subject);
  }
  links_when_tidied_ = std::max(links_in_all_, kFew);
}

}  // namespace allmende::press
