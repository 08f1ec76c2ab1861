#include "manuscripts/publication.h"

#include <algorithm>

#include "manuscripts/history.h"
#include "manuscripts/revising.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;
using newsroom::Article;
using newsroom::State;

namespace {

constexpr std::size_t kLongestReason = 2000;  // bytes

bool is_by_hand(Stage stage) { return stage <= Stage::ready; }

void record(WriteTx& tx, Actor const& actor, std::string_view what, ArticleNumber article, std::string_view detail, Instant now) {
  people::record_deed(tx, actor, {what, "article", std::to_string(article.value()), detail}, now);
}

void touch(Opened& opened, Actor const& actor, Instant now) {
  opened.it().changed_at = now;
  opened.it().changed_by = actor.name();
}

/// Invariant of the workflow: somebody other than who wrote this body has seen it.
bool second_pair(ReadTx& tx, Opened const& opened, Actor const& actor) {
  Manuscript const& it = opened.it();
  auto origin = store::origin_of_body(tx, it.article, it.now.body);
  VERIFY(origin);
  if (origin->person && !actor.is(*origin->person)) return true;
  return store::moved_by_other(tx, it.article, it.now.body, origin->person);
}

Result<void> check_workflow(ReadTx& tx, Opened const& opened, Actor const& actor, Workflow const& workflow) {
  Manuscript const& it = opened.it();
  bool first_time = !it.published;
  bool from_last = !workflow.stages.empty() && it.stage == workflow.stages.back();
  if (workflow.only_ready && first_time && !from_last && it.stage != Stage::scheduled) {
    return refuse(Code::conflict, "this paper publishes only what is ready");
  }
  if (workflow.two_pairs && !second_pair(tx, opened, actor)) {
    return refuse(Code::conflict, "somebody else must see it first: two pairs of eyes");
  }
  return {};
}

/// What is to be published, when all is well with it.
struct Candidate {
  Opened opened;
  Article article;
};

/// `at`: when readers are to see it.
Result<Candidate> candidate(WriteTx& tx, Actor const& actor, Workflow const& workflow, Publication const& publication,
                            Instant now, Instant at) {
  TRY(actor.must_have_any(workflow.publishers));
  Opened opened = TRY(open(tx, publication.article, now));
  Manuscript const& it = opened.it();
  if (it.now != publication.seen) {
    return refuse(Code::conflict, "there is a newer revision than the one you saw, by " + it.changed_by);
  }
  if (it.stage == Stage::withdrawn) return refuse(Code::conflict, "it was withdrawn");
  TRY(check_workflow(tx, opened, actor, workflow));
  Article article = TRY(article_of(it.article, opened.text));
  if (auto gaps = missing(tx, article, at); !gaps.empty()) return std::unexpected(gaps.front());
  return Candidate{std::move(opened), std::move(article)};
}

/// The archive's article from a text, with what publishing has made of it so far.
Article published_article(Article article, std::optional<Article> const& before, Instant now) {
  article.state = State::published;
  article.published = now;
  if (!before || !before->published || before->state == State::draft) return article;
  article.published = before->published;
  article.updated = before->updated;
  article.corrections = before->corrections;
  bool others_words = before->body != article.body || before->headline != article.headline || before->deck != article.deck;
  if (others_words) article.updated = now;
  return article;
}

Result<void> put(WriteTx& tx, Opened& opened, Article const& text, std::string_view correction, Instant now) {
  auto before = newsroom::any_article(tx, opened.it().article);
  Article article = published_article(text, before, now);
  if (!correction.empty()) article.corrections.push_back({now, std::string(correction)});
  article = TRY(newsroom::article_from_json(newsroom::to_json(article)));  // the record's limits
  TRY(newsroom::put_article(tx, article));
  return {};
}

Result<void> check_embargo(Article const& article, Instant at) {
  if (!article.embargo || *article.embargo <= at) return {};
  return refuse(Code::conflict, "its embargo ends at " + article.embargo->rfc3339(), "embargo");
}

}  // namespace

Result<void> move(WriteTx& tx, Actor const& actor, Workflow const& workflow, ArticleNumber article, Stage from, Stage to,
                  Instant now) {
  TRY(must_be_newsroom(actor));
  if (!is_by_hand(to) || !workflow.uses(to)) return refuse(Code::invalid, "a text is not moved there by hand");
  TRY(actor.must_have_any(workflow.movers_to(to)));
  Opened opened = TRY(open(tx, article, now));
  Manuscript& it = opened.it();
  if (it.stage != from) return refuse(Code::conflict, "somebody has moved it meanwhile");
  if (!is_by_hand(it.stage)) return refuse(Code::conflict, "it is scheduled or published");
  if (from == to) return {};
  it.stage = to;
  touch(opened, actor, now);
  store::put_row(tx, opened.row);
  tell(tx, opened, actor, {"stage", word_of(to)}, now);
  return {};
}

Result<void> publish(WriteTx& tx, Actor const& actor, Workflow const& workflow, Publication const& publication, Instant now) {
  Candidate it = TRY(candidate(tx, actor, workflow, publication, now, now));
  TRY(check_embargo(it.article, now));
  Manuscript& manuscript = it.opened.it();
  bool is_correction = !publication.correction.empty();
  if (is_correction && !manuscript.published) return refuse(Code::invalid, "only what is published is corrected", "correction");
  TRY(put(tx, it.opened, it.article, publication.correction, now));
  manuscript.stage = Stage::published;
  manuscript.published = manuscript.now;
  manuscript.schedule.reset();
  touch(it.opened, actor, now);
  store::put_row(tx, it.opened.row);
  std::string_view what = is_correction ? "corrected" : "published";
  tell(tx, it.opened, actor, {what, publication.correction}, now);
  record(tx, actor, what, manuscript.article, publication.correction, now);
  return {};
}

Result<void> schedule(WriteTx& tx, Actor const& actor, Workflow const& workflow, Publication const& publication, Instant at,
                      Instant now) {
  if (at <= now) return refuse(Code::invalid, "this moment has passed", "at");
  Candidate it = TRY(candidate(tx, actor, workflow, publication, now, at));
  TRY(check_embargo(it.article, at));
  Manuscript& manuscript = it.opened.it();
  manuscript.schedule = Schedule{at, manuscript.now};
  if (!manuscript.published) manuscript.stage = Stage::scheduled;
  touch(it.opened, actor, now);
  store::put_row(tx, it.opened.row);
  tell(tx, it.opened, actor, {"scheduled", at.rfc3339()}, now);
  record(tx, actor, "scheduled", manuscript.article, at.rfc3339(), now);
  return {};
}

Result<void> unschedule(WriteTx& tx, Actor const& actor, ArticleNumber article, Instant now) {
  TRY(actor.must_have_any(kEditors));
  Opened opened = TRY(open(tx, article, now));
  Manuscript& it = opened.it();
  if (!it.schedule) return refuse(Code::conflict, "it is not scheduled");
  it.schedule.reset();
  if (it.stage == Stage::scheduled) it.stage = Stage::ready;
  touch(opened, actor, now);
  store::put_row(tx, opened.row);
  tell(tx, opened, actor, {"unscheduled"}, now);
  record(tx, actor, "unscheduled", article, "", now);
  return {};
}

std::optional<Instant> next_due(ReadTx& tx) { return store::next_due(tx); }
std::vector<Due> due(ReadTx& tx, Instant now, int limit) { return store::due(tx, now, limit); }

bool publish_due(WriteTx& tx, ArticleNumber number, Instant now) {
  Actor const clock = Actor::clock();
  Opened opened = database::must_be(open(tx, number, now));
  Manuscript& it = opened.it();
  if (!it.schedule || it.schedule->at > now) return false;
  Schedule const schedule = *it.schedule;
  Article const newest = database::must_be(article_of(number, opened.text));
  if (!check_embargo(newest, now)) {  // it was put under embargo after it had been scheduled
    it.schedule.reset();
    if (it.stage == Stage::scheduled) it.stage = Stage::ready;
    store::put_row(tx, opened.row);
    tell(tx, opened, clock, {"unscheduled", "embargo"}, now);
    return false;
  }
  Text scheduled = database::must_be(text(tx, Actor::command_line(), number, schedule.what));
  Article article = database::must_be(article_of(number, scheduled));
  VERIFY(put(tx, opened, article, "", now).has_value());
  it.schedule.reset();
  it.stage = Stage::published;
  it.published = schedule.what;
  it.changed_at = now;
  store::put_row(tx, opened.row);
  std::string detail = schedule.at == now ? "" : schedule.at.rfc3339();
  store::add_event(tx, number, clock,
                   {.at = now, .name = clock.name(), .what = "published", .detail = detail, .revisions = schedule.what});
  record(tx, clock, "published", number, detail, now);
  return true;
}

Result<std::vector<Due>> look_ahead(WriteTx& tx, Actor const& actor, Instant until) {
  TRY(must_be_newsroom(actor));
  std::vector<Due> coming = store::due(tx, until, kMostAhead + 1);
  if (coming.size() > static_cast<std::size_t>(kMostAhead)) {
    return refuse(Code::limit, "more than 500 texts are scheduled until then");
  }
  std::erase_if(coming, [&](Due const& it) { return !publish_due(tx, it.article, it.at); });
  return coming;
}

Result<void> withdraw(WriteTx& tx, Actor const& actor, Workflow const& workflow, ArticleNumber number, std::string_view reason,
                      Instant now) {
  TRY(actor.must_have_any(workflow.publishers));
  if (reason.empty()) return refuse(Code::invalid, "readers are told why", "reason");
  if (reason.size() > kLongestReason) return refuse(Code::limit, "a reason has at most 2,000 bytes", "reason");
  Opened opened = TRY(open(tx, number, now));
  auto article = newsroom::any_article(tx, number);
  VERIFY(article);
  if (article->state != State::published) return refuse(Code::conflict, "it is not published");
  article->state = State::withdrawn;
  article->withdrawal = newsroom::Withdrawal{now, std::string(reason)};
  TRY(newsroom::put_article(tx, *article));
  opened.it().stage = Stage::withdrawn;
  opened.it().schedule.reset();
  touch(opened, actor, now);
  store::put_row(tx, opened.row);
  tell(tx, opened, actor, {"withdrawn", reason}, now);
  record(tx, actor, "withdrawn", number, reason, now);
  return {};
}

}  // namespace allmende::manuscripts
