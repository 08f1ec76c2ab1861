#include "newsroom/front.h"

#include <algorithm>
#include <set>

namespace allmende::newsroom {

namespace {

constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;

/// Hands out articles, each at most once.
class Once {
 public:
  bool is_free(Teaser const& teaser) const { return !used_.contains(teaser.number); }

  void take(Teaser const& teaser, std::vector<Teaser>& into) {
    if (used_.insert(teaser.number).second) into.push_back(teaser);
  }

  template <class Wanted>
  void fill(std::vector<Teaser>& into, std::vector<Teaser> const& from, std::size_t size,
            Wanted wanted) {
    for (Teaser const& teaser : from) {
      if (into.size() >= size) return;
      if (wanted(teaser)) take(teaser, into);
    }
  }

 private:
  std::set<ArticleNumber> used_;
};

bool any(Teaser const&) { return true; }
bool no_opinion(Teaser const& teaser) { return teaser.genre != Genre::opinion; }
bool with_picture(Teaser const& teaser) { return !teaser.picture.empty() && no_opinion(teaser); }

bool is_stale(Teaser const& candidate, std::vector<Teaser> const& newest) {
  return !newest.empty() &&
         newest.front().published.microseconds() - candidate.published.microseconds() > kDay;
}

std::vector<Teaser> find_lead(FrontInput const& input, Once& once) {
  std::vector<Teaser> lead;
  if (!input.title_page.empty() && !is_stale(input.title_page.front(), input.newest)) {
    once.take(input.title_page.front(), lead);
  }
  once.fill(lead, input.newest, 1, with_picture);
  once.fill(lead, input.newest, 1, no_opinion);
  once.fill(lead, input.newest, 1, any);
  return lead;
}

}  // namespace

Front compose_front(FrontInput input, FrontSizes const& sizes) {
  Once once;
  Front front;
  std::vector<Teaser> lead = find_lead(input, once);
  if (!lead.empty()) front.lead = lead.front();

  auto fresh = [&](Teaser const& teaser) {
    return no_opinion(teaser) && !is_stale(teaser, input.newest);
  };
  once.fill(front.second, input.title_page, sizes.second, fresh);
  once.fill(front.second, input.newest, sizes.second, no_opinion);
  once.fill(front.brief, input.newest, sizes.brief, no_opinion);
  for (FrontSection& section : input.sections) {
    FrontSection shown{section.section, {}};
    once.fill(shown.teasers, section.teasers, sizes.in_section, any);
    if (!shown.teasers.empty()) front.sections.push_back(std::move(shown));
  }
  return front;
}

}  // namespace allmende::newsroom
