#include "newsroom/front.h"

#include <algorithm>
#include <set>

namespace allmende::newsroom {

namespace {

constexpr std::int64_t kDay = 24LL * 3600 * 1'000'000;

/// Hands out articles, each at most once.
class Once {
 public:
  bool is_kept(Teaser const& teaser) const { return kept_.contains(teaser.number); }
  /// Nobody takes these but by place().
  void keep(FrontByHand const& by_hand) {
    if (by_hand.lead) kept_.insert(by_hand.lead->number);
    for (Teaser const& teaser : by_hand.second) kept_.insert(teaser.number);
    for (FrontSection const& section : by_hand.sections) {
      for (Teaser const& teaser : section.teasers) kept_.insert(teaser.number);
    }
  }
  void place(std::vector<Teaser>& into, std::vector<Teaser> const& teasers) {
    for (Teaser const& teaser : teasers) take(teaser, into);
  }

  void take(Teaser const& teaser, std::vector<Teaser>& into) {
    if (used_.insert(teaser.number).second) into.push_back(teaser);
  }

  template <class Wanted>
  void fill(std::vector<Teaser>& into, std::vector<Teaser> const& from, std::size_t size,
            Wanted wanted) {
    for (Teaser const& teaser : from) {
      if (into.size() >= size) return;
      if (wanted(teaser) && !is_kept(teaser)) take(teaser, into);
    }
  }

 private:
  std::set<ArticleNumber> used_, kept_;
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
  if (input.by_hand.lead) once.take(*input.by_hand.lead, lead);
  bool has_title = !input.title_page.empty() && !once.is_kept(input.title_page.front());
  if (lead.empty() && has_title && !is_stale(input.title_page.front(), input.newest)) {
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
  front.breaking = input.by_hand.breaking;
  std::vector<Teaser> lead, placed;
  if (front.breaking) once.take(*front.breaking, placed);
  once.keep(input.by_hand);
  lead = find_lead(input, once);
  if (!lead.empty()) front.lead = lead.front();

  auto fresh = [&](Teaser const& teaser) {
    return no_opinion(teaser) && !is_stale(teaser, input.newest);
  };
  once.place(front.second, input.by_hand.second);
  once.fill(front.second, input.title_page, sizes.second, fresh);
  once.fill(front.second, input.newest, sizes.second, no_opinion);
  once.fill(front.brief, input.newest, sizes.brief, no_opinion);
  for (FrontSection& section : input.sections) {
    FrontSection shown{section.section, {}};
    for (FrontSection const& placed_there : input.by_hand.sections) {
      if (placed_there.section == section.section) once.place(shown.teasers, placed_there.teasers);
    }
    once.fill(shown.teasers, section.teasers, sizes.in_section, any);
    if (!shown.teasers.empty()) front.sections.push_back(std::move(shown));
  }
  return front;
}

}  // namespace allmende::newsroom
