#include "manuscripts/revising.h"

#include "manuscripts/history.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;
using newsroom::Article;
using newsroom::State;

namespace {

constexpr Revisions kFirst{1, 1};

Stage stage_of(State state) {
  switch (state) {
    case State::draft: return Stage::draft;
    case State::published: return Stage::published;
    case State::withdrawn: return Stage::withdrawn;
  }
  report_bug("every state has a stage");
}

Opened opened_from_archive(Article const& article, Instant now) {
  Manuscript it{.article = article.number, .stage = stage_of(article.state), .now = kFirst, .headline = article.headline,
                .section = article.section, .changed_at = article.updated.value_or(article.published.value_or(now)),
                .changed_by = ""};
  if (article.state != State::draft) it.published = kFirst;
  return {{std::move(it)}, text_of(article)};
}

Text stored_text(ReadTx& tx, ArticleNumber article, Revisions revisions) {
  auto body = store::body(tx, article, revisions.body);
  auto fields = store::fields(tx, article, revisions.metadata);
  VERIFY(body && fields);
  return {*std::move(body), *std::move(fields)};
}

/// What the archive should hold of it.
Revisions archived(Manuscript const& it) { return it.published.value_or(it.now); }

void adopt(WriteTx& tx, Opened& opened, Article const& article, Instant now) {
  Text found = text_of(article);
  Manuscript& it = opened.it();
  if (found != stored_text(tx, it.article, archived(it))) {
    auto revised = revise(tx, opened, Actor::command_line(), found, "", {"imported"}, now);
    VERIFY(revised.has_value());
    if (article.state != State::draft) it.published = it.now;
  }
  bool published = it.stage == Stage::published || it.stage == Stage::withdrawn;
  bool differs = published ? it.stage != stage_of(article.state) : article.state != State::draft && !it.published;
  if (differs) {
    it.stage = stage_of(article.state);
    it.published = article.state == State::draft ? std::nullopt : std::optional(it.now);
  }
  store::put_row(tx, opened.row);
}

}  // namespace

Result<Opened> look_into(ReadTx& tx, ArticleNumber number) {
  if (auto row = store::row(tx, number)) {
    Text text = stored_text(tx, number, row->manuscript.now);
    return Opened{*std::move(row), std::move(text)};
  }
  auto article = newsroom::any_article(tx, number);
  if (!article) return refuse(Code::not_found, "no article has this number");
  return opened_from_archive(*article, Instant::from_microseconds(0));
}

Result<Opened> open(WriteTx& tx, ArticleNumber number, Instant now) {
  auto article = newsroom::any_article(tx, number);
  if (!article) return refuse(Code::not_found, "no article has this number");
  if (auto row = store::row(tx, number)) {
    Opened opened{*std::move(row), {}};
    opened.text = stored_text(tx, number, opened.it().now);
    adopt(tx, opened, *article, now);
    return opened;
  }
  Opened opened = opened_from_archive(*article, now);
  store::Origin origin{"", std::nullopt, ""};
  store::add_body(tx, number, kFirst.body, opened.text.body, origin);
  store::add_fields(tx, number, kFirst.metadata, opened.text.fields, origin);
  store::put_row(tx, opened.row);
  return opened;
}

void tell(WriteTx& tx, Opened const& opened, Actor const& actor, Happening const& happening, Instant now) {
  store::add_event(tx, opened.it().article, actor,
                   {.at = now, .name = actor.name(), .what = std::string(happening.what),
                    .detail = std::string(happening.detail), .revisions = opened.it().now});
}

Result<bool> revise(WriteTx& tx, Opened& opened, Actor const& actor, Text const& text, std::string_view tab,
                    Happening const& happening, Instant now) {
  Manuscript& it = opened.it();
  Article article = TRY(article_of(it.article, text));
  Text canonical = text_of(article);
  store::Origin origin{std::string(tab), actor.person(), actor.name()};
  bool new_body = canonical.body != opened.text.body;
  bool new_fields = canonical.fields != opened.text.fields;
  if (!new_body && !new_fields && happening.detail.empty()) return false;
  if (new_body) store::add_body(tx, it.article, ++it.now.body, canonical.body, origin);
  if (new_fields) store::add_fields(tx, it.article, ++it.now.metadata, canonical.fields, origin);
  opened.text = std::move(canonical);
  it.headline = article.headline;
  it.section = article.section;
  it.changed_at = now;
  it.changed_by = actor.name();
  store::put_row(tx, opened.row);
  tell(tx, opened, actor, happening, now);
  tx.record_change(kManuscript, it.article);
  if (!it.published) TRY(newsroom::put_article(tx, article));
  return new_body || new_fields;
}

Result<void> must_be_newsroom(Actor const& actor) { return actor.must_have_any(kNewsroom); }

bool may_write(Actor const& actor, Manuscript const& manuscript) {
  if (actor.roles().has_any(kEditors)) return true;
  if (!actor.has(people::Role::author)) return false;
  if (manuscript.published) return false;
  bool early = manuscript.stage == Stage::idea || manuscript.stage == Stage::draft;
  bool own = manuscript.responsible && actor.is(*manuscript.responsible);
  return early || (own && (manuscript.stage == Stage::edited || manuscript.stage == Stage::proofread));
}

}  // namespace allmende::manuscripts
