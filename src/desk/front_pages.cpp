// The front page as it stands, and what stands where by hand. Everything by buttons: with a keyboard, without script.
// The script (theme/scripts/places.js) drags; it sends the same forms.

#include <algorithm>

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/front_places.h"
#include "desk/pages.h"
#include "edition/edition.h"

namespace allmende::desk {

using html::Html;
using html::html;
using newsroom::Arrangement;
using newsroom::ArticleNumber;
using newsroom::Teaser;

namespace {

constexpr int kCandidates = 40;

Result<ArticleNumber> article_in_form(http::Request const& request) {
  auto number = whole_number(form_text(request, "artikel"));
  if (!number) return refuse(Code::not_found, "no article has this number");
  return ArticleNumber(*number);
}

/// `before` when it stands there; else at the end.
Result<void> put_into(Arrangement& it, std::string_view key, ArticleNumber article, std::optional<ArticleNumber> before = {}) {
  it.take_out(article);
  if (key == "eil") {
    it.breaking = article;
  } else if (key == "aufmacher") {
    it.lead = article;
  } else if (auto* list = list_of(it, key)) {
    list->insert(before ? std::ranges::find(*list, *before) : list->end(), article);
  } else if (key != kNoPlace) {
    return refuse(Code::invalid, "there is no such place");
  }
  return {};
}

/// From the form beside the list: what is placed so comes first.
Result<void> put_first(Arrangement& it, std::string_view key, ArticleNumber article) {
  it.take_out(article);
  auto* list = list_of(it, key);
  bool is_empty = list == nullptr || list->empty();
  return put_into(it, key, article, is_empty ? std::nullopt : std::optional(list->front()));
}

Html candidates_view(Work const& work, std::vector<Teaser> const& candidates, std::vector<Place> const& places) {
  words::Words const& words = work.words();
  Html articles = html::each(candidates, [&](Teaser const& it) {
    return html::html<R"(<option value="{}">{}</option>
)">(std::to_string(it.number.value()), it.headline);
  });
  Html choices = html::each(places, [&](Place const& it) {
    return html::html<R"(<option value="{}" selected="{}">{}</option>)">(it.key, it.key == "aufmacher", it.name);
  });
  return html::html<R"(<section aria-labelledby="platzieren"><h2 id="platzieren">{}</h2>
<form class="form in-a-row" method="post" action="/redaktion/titelseite/platz">{}<div class="field"><label for="artikel">{}</label><select id="artikel" name="artikel">
{}</select></div><div class="field"><label for="platz">{}</label><select id="platz" name="platz">{}</select></div>
<button class="button" type="submit">{}</button></form></section>
)">(words.say("Place an article"), form_token_field(work), words.say("Article"), articles, words.say("Place"), choices, words.say("Place it"));
}

Html last_view(Work const& work, std::optional<newsroom::Arranged> const& last) {
  words::Words const& words = work.words();
  if (!last) return html::html<"<p>{}</p>\n">(words.say("Nobody has placed anything: the page fills itself, the newest first."));
  return html::html<R"(<p>{}</p><form method="post" action="/redaktion/titelseite/zurueck">{}<button type="submit">{}</button></form>
)">(words.say("Last arranged: {moment}, {name}.", {{"moment", words.date_time(last->at)}, {"name", actor_name(words, last->name)}}),
    form_token_field(work), words.say("Undo the last step"));
}

/// The newest, and what was placed though it is older: it may be wanted in another place.
std::vector<Teaser> candidates_of(database::ReadTx& tx, Arrangement const& arranged, Instant now) {
  auto candidates = newsroom::list(tx, {}, {}, kCandidates, now).teasers;
  std::vector<ArticleNumber> placed = arranged.second;
  if (arranged.breaking) placed.push_back(*arranged.breaking);
  if (arranged.lead) placed.push_back(*arranged.lead);
  for (auto const& [section, articles] : arranged.sections) placed.insert(placed.end(), articles.begin(), articles.end());
  std::erase_if(placed, [&](ArticleNumber it) { return std::ranges::find(candidates, it, &Teaser::number) != candidates.end(); });
  for (Teaser& it : newsroom::teasers_of(tx, placed, now)) candidates.push_back(std::move(it));
  return candidates;
}

http::Response front_desk(Work const& work, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  FrontAsItIs it{.front = newsroom::compose_front(edition::front_input(tx, words.day_of(work.now), work.now)),
                 .arranged = newsroom::arrangement(tx), .sections = newsroom::sections(tx), .candidates = {}};
  it.candidates = candidates_of(tx, it.arranged, work.now);
  Html main = above;
  main += html::html<R"(<p class="ways"><a class="link" href="/">{}</a> <a class="link" href="/redaktion/titelseite/vorschau">{}</a></p>
)">(words.say("See the front page"), words.say("See it at a later moment"));
  main += last_view(work, newsroom::last_arranged(tx)) + candidates_view(work, it.candidates, all_places(words, it.sections));
  main += drag_form(work, html::Url::path("/redaktion/titelseite/zug")) + places_view(work, it);
  return page(work, words.say("Front page"), main, status, {.script = "places.js"});
}

template <class Do>
Result<http::Response> change(Work const& work, Do const& act) {
  auto done = [&]() -> Result<void> {
    auto tx = work.house.database.write();
    TRY(act(tx));
    tx.commit();
    return {};
  }();
  if (!done) return front_desk(work, complaint(article_refusal_words(work.words(), done.error())), http::Status::conflict);
  return go_to("/redaktion/titelseite");
}

/// Alters the arrangement in force for the article of the form.
template <class Do>
Result<http::Response> rearrange(Work const& work, Do const& act) {
  return change(work, [&](auto& tx) -> Result<void> {
    ArticleNumber article = TRY(article_in_form(work.request));
    Arrangement it = newsroom::arrangement(tx);
    TRY(act(it, article));
    return newsroom::put_arrangement(tx, work.actor(), it, work.now);
  });
}

/// What a row's buttons do.
Result<void> step(Arrangement& it, std::string_view place, std::string_view what, ArticleNumber article) {
  if (what == "fest") return put_into(it, place, article);
  if (what == "weg") return put_into(it, kNoPlace, article);
  auto* list = list_of(it, place);
  auto at = list == nullptr ? std::vector<ArticleNumber>::iterator() : std::ranges::find(*list, article);
  if (list == nullptr || at == list->end()) return refuse(Code::conflict, "somebody has moved it meanwhile");
  bool up = what == "hoch";
  if (up && at != list->begin()) std::iter_swap(at, at - 1);
  if (!up && at + 1 != list->end()) std::iter_swap(at, at + 1);
  return {};
}

}  // namespace

Result<http::Response> arranging_page(Work const& work) { return front_desk(work, {}, http::Status::ok); }

Result<http::Response> place_article(Work const& work) {
  return rearrange(work, [&](Arrangement& it, ArticleNumber article) {
    return put_first(it, form_text(work.request, "platz"), article);
  });
}

Result<http::Response> move_placed(Work const& work) {
  return rearrange(work, [&](Arrangement& it, ArticleNumber article) {
    return step(it, form_text(work.request, "platz"), form_text(work.request, "schritt"), article);
  });
}

Result<http::Response> drag_placed(Work const& work) {
  return rearrange(work, [&](Arrangement& it, ArticleNumber article) {
    auto before = whole_number(form_text(work.request, "vor")).transform([](std::int64_t number) { return ArticleNumber(number); });
    return put_into(it, form_text(work.request, "platz"), article, before);
  });
}

Result<http::Response> undo_arranging(Work const& work) {
  return change(work, [&](auto& tx) { return newsroom::undo_arrangement(tx, work.actor(), work.now); });
}

}  // namespace allmende::desk
