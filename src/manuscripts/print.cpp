#include "manuscripts/print.h"

#include <algorithm>

#include "manuscripts/revising.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;
using newsroom::Article;
using newsroom::Placement;

namespace {

/// What becomes of the placements of one text.
struct Placing {
  Date issue;
  std::optional<Placement> to;          ///< nothing: out of the issue
  std::optional<std::string> of = {};   ///< only the placement on this page; nothing: all of the issue

  void apply(std::vector<Placement>& placements) const {
    auto is_meant = [&](Placement const& it) { return it.issue == issue && (!of || it.page == *of); };
    auto at = std::ranges::find_if(placements, is_meant) - placements.begin();  // the first issue gives "see pages" its pages
    std::erase_if(placements, is_meant);
    if (to) placements.insert(placements.begin() + at, *to);
  }
};

Result<Text> placed(ArticleNumber number, Text const& text, Placing const& placing) {
  Article article = TRY(article_of(number, text));
  placing.apply(article.placements);
  return text_of(article);
}

/// A revision that is published or scheduled, though there is a newer one: it gets a twin with the new place.
Result<Revisions> twin(WriteTx& tx, Opened& opened, Actor const& actor, Revisions held, Placing const& placing) {
  Manuscript& it = opened.it();
  Text before = TRY(text(tx, Actor::command_line(), it.article, held));
  Text after = TRY(placed(it.article, before, placing));
  held.metadata = ++it.now.metadata;
  store::add_fields(tx, it.article, held.metadata, after.fields, {"", actor.person(), actor.name()});
  return held;
}

/// In the archive, whatever its state there.
Result<void> put_into_archive(WriteTx& tx, ArticleNumber number, Placing const& placing) {
  auto article = newsroom::any_article(tx, number);
  VERIFY(article);
  placing.apply(article->placements);
  Article checked = TRY(newsroom::article_from_json(newsroom::to_json(*article)));  // the record's limits
  TRY(newsroom::put_article(tx, checked));
  return {};
}

Result<void> place(WriteTx& tx, Actor const& actor, ArticleNumber number, Placing const& placing, Happening const& happening,
                   Instant now) {
  Opened opened = TRY(open(tx, number, now));
  Manuscript& it = opened.it();
  if (it.stage == Stage::withdrawn) return refuse(Code::conflict, "it was withdrawn");
  Revisions const before = it.now;
  bool follows = it.published == before;
  bool schedule_follows = it.schedule && it.schedule->what == before;
  if (it.published && !follows) it.published = TRY(twin(tx, opened, actor, *it.published, placing));
  if (it.schedule && !schedule_follows) it.schedule->what = TRY(twin(tx, opened, actor, it.schedule->what, placing));
  Text newest = TRY(placed(number, opened.text, placing));
  TRY(revise(tx, opened, actor, newest, "", happening, now));
  if (follows) it.published = it.now;
  if (schedule_follows) it.schedule->what = it.now;
  store::put_row(tx, opened.row);
  if (it.published) TRY(put_into_archive(tx, number, placing));
  return {};
}

std::vector<newsroom::Spot> on_page(ReadTx& tx, PrintPlace const& place, ArticleNumber but) {
  auto spots = newsroom::standing_in(tx, place.issue);
  std::erase_if(spots, [&](newsroom::Spot const& it) { return it.page != place.page || it.article == but; });
  return spots;
}

/// The others of the page, from 1 without gaps, with room at `gap`.
Result<void> close_ranks(WriteTx& tx, Actor const& actor, PrintPlace const& place_there, std::vector<newsroom::Spot> const& others,
                         std::size_t gap, Instant now) {
  for (std::size_t i = 0; i < others.size(); ++i) {
    int order = static_cast<int>(i) + (i < gap ? 1 : 2);
    if (others[i].order == order) continue;
    Placing placing{place_there.issue, Placement{place_there.issue, place_there.page, order}, place_there.page};
    TRY(place(tx, actor, others[i].article, placing, {"placed"}, now));
  }
  return {};
}

constexpr std::size_t kNoGap = ~std::size_t{0};

/// On the pages of the issue where it stood, but for one.
Result<void> close_behind(WriteTx& tx, Actor const& actor, ArticleNumber article, Date issue, std::string_view but, Instant now) {
  for (newsroom::Spot const& it : newsroom::standing_in(tx, issue)) {
    if (it.article != article || it.page == but) continue;
    PrintPlace left{issue, it.page};
    TRY(close_ranks(tx, actor, left, on_page(tx, left, article), kNoGap, now));
  }
  return {};
}

void record(WriteTx& tx, Actor const& actor, std::string_view what, ArticleNumber article, std::string_view detail, Instant now) {
  people::record_deed(tx, actor, {what, "article", std::to_string(article.value()), detail}, now);
}

}  // namespace

Result<std::vector<InPrint>> in_print(ReadTx& tx, Actor const& actor, Date issue) {
  TRY(must_be_newsroom(actor));
  std::vector<InPrint> found;
  for (newsroom::Spot& it : newsroom::standing_in(tx, issue)) {
    Manuscript manuscript = TRY(find(tx, actor, it.article));
    found.push_back({std::move(manuscript), std::move(it.page), it.order});
  }
  return found;
}

Result<void> place_in_print(WriteTx& tx, Actor const& actor, ArticleNumber article, PrintPlace const& there,
                            std::optional<ArticleNumber> before, Instant now) {
  TRY(actor.must_have_any(kEditors));
  auto others = on_page(tx, there, article);
  auto next = before ? std::ranges::find(others, *before, &newsroom::Spot::article) : others.end();
  auto gap = static_cast<std::size_t>(next - others.begin());
  TRY(close_behind(tx, actor, article, there.issue, there.page, now));
  TRY(close_ranks(tx, actor, there, others, gap, now));
  std::string detail = fmt::format("{} {}", there.issue.iso8601(), there.page);
  Placement placement{there.issue, there.page, static_cast<int>(gap) + 1};
  TRY(place(tx, actor, article, {there.issue, placement}, {"placed", detail}, now));
  record(tx, actor, "placed", article, detail, now);
  return {};
}

Result<void> take_out_of_print(WriteTx& tx, Actor const& actor, ArticleNumber article, Date issue, Instant now) {
  TRY(actor.must_have_any(kEditors));
  auto spots = newsroom::standing_in(tx, issue);
  bool stands = std::ranges::find(spots, article, &newsroom::Spot::article) != spots.end();
  if (!stands) return refuse(Code::conflict, "it does not stand in this issue");
  TRY(close_behind(tx, actor, article, issue, "", now));
  TRY(place(tx, actor, article, {issue, std::nullopt}, {"out of print", issue.iso8601()}, now));
  record(tx, actor, "out of print", article, issue.iso8601(), now);
  return {};
}

}  // namespace allmende::manuscripts
