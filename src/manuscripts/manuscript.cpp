#include "manuscripts/manuscript.h"

#include <algorithm>
#include <limits>

#include "manuscripts/revising.h"
#include "text/text.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;

namespace {

/// So many rows are looked at to fill one page of a list that is narrowed by more than one thing.
constexpr int kLookedAt = 2000;

/// Each of the words begins one of the headline's, in whatever case, ä as ae.
bool has_words(std::string_view headline, std::string_view words) {
  if (words.empty()) return true;
  std::string in = "-" + text::slug_of(headline, Language::german()).text();
  std::string wanted = text::slug_of(words, Language::german(), "x").text() + "-";
  for (std::size_t at = 0; at < wanted.size();) {
    std::size_t end = wanted.find('-', at);
    if (end > at && in.find("-" + wanted.substr(at, end - at)) == in.npos) return false;
    at = end + 1;
  }
  return true;
}

Behind newest_end() {
  return {Instant::parse("9999-12-31T00:00:00Z").value(), ArticleNumber(std::numeric_limits<std::int64_t>::max())};
}

}  // namespace

bool is_wanted(Manuscript const& it, Wanted const& wanted) {
  if (wanted.stage && it.stage != *wanted.stage) return false;
  if (wanted.section && it.section != *wanted.section) return false;
  if (wanted.responsible && it.responsible != wanted.responsible) return false;
  if (wanted.unfinished && it.published && !it.has_news()) return false;
  return has_words(it.headline, wanted.words);
}

Result<ArticleNumber> begin(WriteTx& tx, Actor const& actor, NewManuscript const& given, Instant now) {
  TRY(actor.must_have_any(kWriters));
  if (given.headline.empty()) return refuse(Code::invalid, "give it a title to work under", "headline");
  if (given.stage > Stage::ready) return refuse(Code::invalid, "a text begins before it is published", "stage");
  newsroom::Article article{.number = newsroom::next_number(tx), .slug = text::slug_of(given.headline, given.language),
                            .language = given.language, .headline = given.headline, .section = given.section,
                            .authors = given.authors};
  Text text = text_of(article);
  article = TRY(article_of(article.number, text));  // the record's limits
  TRY(newsroom::put_article(tx, article));
  Opened opened = TRY(open(tx, article.number, now));
  Manuscript& it = opened.it();
  it.stage = given.stage;
  it.responsible = actor.person();
  it.changed_at = now;
  it.changed_by = actor.name();
  store::put_row(tx, opened.row);
  tell(tx, opened, actor, {"begun"}, now);
  return article.number;
}

Result<Manuscript> find(ReadTx& tx, Actor const& actor, ArticleNumber article) {
  TRY(must_be_newsroom(actor));
  return TRY(look_into(tx, article)).row.manuscript;
}

Result<Text> text(ReadTx& tx, Actor const& actor, ArticleNumber article) {
  TRY(must_be_newsroom(actor));
  return TRY(look_into(tx, article)).text;
}

Result<Text> text(ReadTx& tx, Actor const& actor, ArticleNumber article, Revisions revisions) {
  TRY(must_be_newsroom(actor));
  Opened opened = TRY(look_into(tx, article));
  if (opened.it().now == revisions) return opened.text;
  auto body = store::body(tx, article, revisions.body);
  auto fields = store::fields(tx, article, revisions.metadata);
  if (!body || !fields) return refuse(Code::not_found, "there is no such revision");
  return Text{*std::move(body), *std::move(fields)};
}

Result<void> make_responsible(WriteTx& tx, Actor const& actor, ArticleNumber article, std::optional<PersonId> person,
                              Instant now) {
  TRY(actor.must_have_any(kWriters));
  Opened opened = TRY(open(tx, article, now));
  std::string name;
  if (person) {
    auto found = people::find_person(tx, *person);
    if (!found || !found->roles.has_any(kWriters)) return refuse(Code::not_found, "there is nobody like that who writes");
    name = found->name;
  }
  if (opened.it().responsible == person) return {};
  opened.it().responsible = person;
  store::put_row(tx, opened.row);
  tell(tx, opened, actor, {"responsible", name}, now);
  return {};
}

Result<Listed> list(ReadTx& tx, Actor const& actor, Wanted const& wanted, std::optional<Behind> behind, int limit) {
  TRY(must_be_newsroom(actor));
  Behind from = behind.value_or(newest_end());
  Listed found;
  for (int looked_at = 0; looked_at < kLookedAt;) {
    auto rows = store::rows(tx, wanted, from, limit + 1);
    for (Manuscript& it : rows) {
      from = {it.changed_at, it.article};
      if (!is_wanted(it, wanted)) continue;
      if (static_cast<int>(found.manuscripts.size()) == limit) {
        found.more = true;
        return found;
      }
      found.manuscripts.push_back(std::move(it));
    }
    if (static_cast<int>(rows.size()) <= limit) return found;
    looked_at += limit + 1;
  }
  found.more = true;
  return found;
}

}  // namespace allmende::manuscripts
