#include "edition/front.h"

#include "edition/edition.h"

namespace allmende::edition {

using newsroom::Teaser;

namespace {

constexpr int kNewest = 40;
constexpr int kOfSection = 12;  // enough to fill five places behind lead, second and brief

/// As far as it is to be seen.
newsroom::FrontByHand placed_by_hand(database::ReadTx& tx, Instant now) {
  auto one = [&](std::optional<newsroom::ArticleNumber> const& article) -> std::optional<Teaser> {
    if (!article) return std::nullopt;
    auto teasers = newsroom::teasers_of(tx, {*article}, now);
    if (teasers.empty()) return std::nullopt;
    return std::move(teasers.front());
  };
  newsroom::Arrangement arranged = newsroom::arrangement(tx);
  newsroom::FrontByHand by_hand{.breaking = one(arranged.breaking), .lead = one(arranged.lead),
                                .second = newsroom::teasers_of(tx, arranged.second, now)};
  for (auto const& [section, articles] : arranged.sections) {
    by_hand.sections.push_back({section, newsroom::teasers_of(tx, articles, now)});
  }
  return by_hand;
}

}  // namespace

newsroom::FrontInput front_input(database::ReadTx& tx, Date today, Instant now) {
  newsroom::FrontInput input;
  if (auto issue = newest_issue(tx, today); issue && !issue->pages.empty()) {
    for (auto& placed : newsroom::placed_on(tx, issue->date, issue->pages.front().label, now)) {
      input.title_page.push_back(std::move(placed.teaser));
    }
  }
  input.newest = newsroom::list(tx, {}, {}, kNewest, now).teasers;
  for (auto const& section : newsroom::sections(tx)) {
    newsroom::Shelf shelf{newsroom::Shelf::Kind::section, section.slug.text()};
    input.sections.push_back({section.slug, newsroom::list(tx, shelf, {}, kOfSection, now).teasers});
  }
  input.by_hand = placed_by_hand(tx, now);
  return input;
}

}  // namespace allmende::edition
