// What became of a text: who did what, what it said, what differs, and the way back.

#include "desk/articles.h"
#include "desk/differences_view.h"
#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

using html::Html;
using html::html;
using manuscripts::ArticleNumber;
using manuscripts::Event;
using manuscripts::Piece;

namespace {

constexpr int kOnAPage = 50;
/// Of a long stretch that stayed the same, so much is shown at both ends.
constexpr std::size_t kAround = 160;

/// The beginning and the end of a long text, cut at blanks.
std::string shortened(std::string const& text) {
  if (text.size() < 3 * kAround) return text;
  std::size_t head = text.find(' ', kAround), tail = text.find(' ', text.size() - kAround);
  if (head == text.npos || tail == text.npos || head >= tail) return text;
  return text.substr(0, head) + " […]" + text.substr(tail);
}

Html piece_view(words::Words const& words, Piece const& piece) {
  switch (piece.kind) {
    case Piece::Kind::same: return html::html<"{}">(shortened(piece.text));
    case Piece::Kind::added:
      return html::html<R"(<ins><span class="visually-hidden">{} </span>{}</ins>)">(words.say("added:"), piece.text);
    case Piece::Kind::removed:
      return html::html<R"(<del><span class="visually-hidden">{} </span>{}</del>)">(words.say("removed:"), piece.text);
  }
  report_bug("every piece has a kind");
}

/// Which way a revision was changed: kinds of events that a filter shows.
bool is_checkpoint(Event const& event) { return event.what == "checkpoint"; }

Html event_row(Work const& work, Event const& event, std::optional<Event> const& before) {
  words::Words const& words = work.words();
  ArticleNumber article(database::must_be(article_asked_for(work)));
  std::string id = std::to_string(event.id);
  bool differs = before && before->revisions != event.revisions;
  Html more = html::when(differs, [&] {
    return html::html<R"(<a href="{}">{}</a>)">(
        html::Url::path_of({"redaktion", "artikel", std::to_string(article.value()), "verlauf", id}), words.say("What changed"));
  });
  return html::html<R"(<tr class="{}"><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(is_checkpoint(event) ? "checkpoint" : "", words.date_time(event.at), actor_name(words, event.name), event_words(words, event), more);
}

Html history_table(Work const& work, std::vector<Event> const& events) {
  words::Words const& words = work.words();
  Html rows;
  for (std::size_t i = 0; i < events.size(); ++i) {
    std::optional<Event> before;
    if (i + 1 < events.size()) before = events[i + 1];
    rows += event_row(work, events[i], before);
  }
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table>
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="visually-hidden">{}</span></th></tr></thead>
<tbody>{}</tbody></table></div>
)">(words.say("History"), words.say("When"), words.say("Who"), words.say("What"), words.say("What changed"), rows);
}

Html restore_form(Work const& work, manuscripts::Manuscript const& it, Event const& event) {
  words::Words const& words = work.words();
  if (event.revisions == it.now || !manuscripts::may_write(work.actor(), it)) return {};
  return html::html<R"(<form method="post" action="{}">{}{}<p><button type="submit">{}</button></p></form>
)">(html::Url::path_of({"redaktion", "artikel", std::to_string(it.article.value()), "verlauf", std::to_string(event.id)}),
    form_token_field(work), revision_fields(it.now), words.say("Bring this revision back"));
}

Result<http::Response> event_page_with(Work const& work, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  ArticleNumber article = TRY(article_asked_for(work));
  std::int64_t id = TRY(number_parameter(work, "eintrag"));
  auto tx = work.house.database.read();
  auto it = TRY(manuscripts::find(tx, work.actor(), article));
  Event event = TRY(manuscripts::event(tx, work.actor(), article, id));
  auto earlier = TRY(manuscripts::history(tx, work.actor(), article, id, 1));
  manuscripts::Text after = TRY(manuscripts::text(tx, work.actor(), article, event.revisions));
  manuscripts::Text before = earlier.empty() ? after : TRY(manuscripts::text(tx, work.actor(), article, earlier.front().revisions));
  manuscripts::Text newest = TRY(manuscripts::text(tx, work.actor(), article));
  Html main = article_links(work, it, "verlauf") + above;
  main += html::html<"<p>{}</p>\n">(words.say("{moment}: {name} {what}.", {{"moment", words.date_time(event.at)},
                                                                         {"name", actor_name(words, event.name)},
                                                                         {"what", event_words(words, event)}}));
  main += html::html<R"(<section aria-labelledby="damals"><h2 id="damals">{}</h2>
{}</section>
)">(words.say("What changed then"), differences_view(words, manuscripts::differences(before, after)));
  if (event.revisions != it.now) {
    main += html::html<R"(<section aria-labelledby="seither"><h2 id="seither">{}</h2>
{}{}</section>
)">(words.say("What has changed since"), differences_view(words, manuscripts::differences(after, newest)), restore_form(work, it, event));
  }
  return page(work, it.headline, main, status);
}

}  // namespace

Html differences_view(words::Words const& words, std::vector<manuscripts::Difference> const& differences) {
  if (differences.empty()) return html::html<"<p>{}</p>\n">(words.say("Nothing."));
  return html::each(differences, [&](manuscripts::Difference const& it) {
    Html pieces = html::each(it.pieces, [&](Piece const& piece) { return piece_view(words, piece); });
    return html::html<R"(<div class="difference"><h3>{}</h3><div class="difference-text">{}</div></div>
)">(field_name(words, it.place), pieces);
  });
}

Result<http::Response> history_page(Work const& work) {
  words::Words const& words = work.words();
  ArticleNumber article = TRY(article_asked_for(work));
  auto tx = work.house.database.read();
  auto it = TRY(manuscripts::find(tx, work.actor(), article));
  std::string_view before_text = work.request.query("vor").value_or("0");
  std::int64_t before = 0;
  for (char c : before_text.substr(0, 15)) before = c >= '0' && c <= '9' ? before * 10 + (c - '0') : 0;
  auto events = TRY(manuscripts::history(tx, work.actor(), article, before, kOnAPage + 1));
  bool more = events.size() > kOnAPage;
  Html main = article_links(work, it, "verlauf") + history_table(work, events);
  if (more) {
    main += html::html<R"(<p><a class="link" href="{}">{}</a></p>
)">(html::Url::path_of({"redaktion", "artikel", std::to_string(article.value()), "verlauf"},
                       {{"vor", std::to_string(events[kOnAPage].id + 1)}}), words.say("Older ones"));
  }
  return page(work, it.headline, main);
}

Result<http::Response> event_page(Work const& work) { return event_page_with(work, {}, http::Status::ok); }

Result<http::Response> restore(Work const& work) {
  ArticleNumber article = TRY(article_asked_for(work));
  std::int64_t id = TRY(number_parameter(work, "eintrag"));
  auto seen = TRY(revisions_seen(work.request));
  auto done = [&]() -> Result<void> {
    auto tx = work.house.database.write();
    TRY(manuscripts::restore(tx, work.actor(), article, id, seen, work.now));
    tx.commit();
    return {};
  }();
  if (!done) return event_page_with(work, complaint(article_refusal_words(work.words(), done.error())), http::Status::conflict);
  return go_to(article_address(article, "verlauf").text());
}

}  // namespace allmende::desk
