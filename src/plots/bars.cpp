// Progress and shares: bars that lie.

#include <algorithm>

#include "plots/frame.h"

namespace allmende::plots {

namespace {

using html::Html;

Html share_view(Share const& share, std::int64_t greatest, Format const& format) {
  return html::html<R"(<li><span class="plot-name">{}</span> <span class="plot-value">{}</span>
<svg class="plot-bar" viewBox="0 0 10000 10" preserveAspectRatio="none" aria-hidden="true"><path class="plot-track" d="M0 0H10000V10H0Z"/><path class="plot-reached" d="M0 0H{}V10H0Z"/></svg></li>
)">(share.name, format(share.value), part_of(share.value, greatest));
}

}  // namespace

Html progress(Progress const& progress) {
  VERIFY(progress.goal >= 1 && progress.goal <= kGreatest);
  VERIFY(progress.reached >= -kGreatest && progress.reached <= kGreatest);
  std::int64_t whole = std::max(progress.goal, progress.reached);
  int goal = part_of(progress.goal, whole);
  return html::html<R"(<figure class="plot plot-progress"><figcaption><strong class="plot-title">{}</strong></figcaption>
<p class="plot-standing"><strong>{}</strong> {}</p>
<svg class="plot-bar" viewBox="0 0 10000 10" preserveAspectRatio="none" aria-hidden="true"><path class="plot-track" d="M0 0H10000V10H0Z"/><path class="plot-reached" d="M0 0H{}V10H0Z"/><path class="plot-halo" d="M{} 0V10"/><path class="plot-goal" d="M{} -3V13"/></svg>
{}</figure>
)">(progress.title, progress.reached_words, progress.goal_words, part_of(progress.reached, whole), goal, goal,
    html::when(!progress.description.empty(), [&] { return html::html<R"(<p class="plot-description">{}</p>)">(progress.description); }));
}

Html shares(Shares const& shares) {
  VERIFY(shares.shares.size() <= kMostPoints);
  if (shares.shares.empty()) {
    return html::html<R"(<figure class="plot">{}<p class="plot-nothing">{}</p></figure>
)">(caption(shares.title, shares.description), shares.nothing);
  }
  std::int64_t greatest = std::ranges::max(shares.shares, {}, &Share::value).value;
  return html::html<R"(<figure class="plot plot-shares">{}
<ul>{}</ul></figure>
)">(caption(shares.title, shares.description),
    html::each(shares.shares, [&](Share const& share) { return share_view(share, greatest, shares.format); }));
}

}  // namespace allmende::plots
