// The front page as it stands, and what stands where by hand. Everything by buttons: with a keyboard, without script.

#include <algorithm>
#include <charconv>

#include "desk/articles.h"
#include "desk/frame.h"
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

/// A place as a form names it: "eil", "aufmacher", "zweite", "ressort-hafen".
struct Place {
  std::string key;
  std::string name;
};

std::vector<Place> all_places(words::Words const& words, std::vector<newsroom::Section> const& sections) {
  std::vector<Place> places = {{"aufmacher", words.say("Lead")}, {"zweite", words.say("Beside the lead")},
                               {"eil", words.say("Breaking, above all")}};
  for (auto const& it : sections) places.push_back({"ressort-" + it.slug.text(), it.name});
  return places;
}

/// The list behind a place, where it is one.
std::vector<ArticleNumber>* list_of(Arrangement& it, std::string_view key) {
  constexpr std::string_view kSection = "ressort-";
  if (key == "zweite") return &it.second;
  if (!key.starts_with(kSection)) return nullptr;
  auto slug = Slug::parse(key.substr(kSection.size()));
  return slug ? &it.sections[*slug] : nullptr;
}

Result<void> put_into(Arrangement& it, std::string_view key, ArticleNumber article) {
  it.take_out(article);
  if (key == "eil") {
    it.breaking = article;
  } else if (key == "aufmacher") {
    it.lead = article;
  } else if (auto* list = list_of(it, key)) {
    list->insert(list->begin(), article);
  } else {
    return refuse(Code::invalid, "there is no such place");
  }
  return {};
}

Result<ArticleNumber> article_in_form(http::Request const& request) {
  std::string digits = form_text(request, "artikel");
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return refuse(Code::not_found, "no article has this number");
  return ArticleNumber(number);
}

Html step_button(Work const& work, std::string const& place, Teaser const& it, std::string_view step, std::string const& sign,
                 std::string const& said) {
  return html::html<R"(<form method="post" action="/redaktion/titelseite/schritt">{}<input type="hidden" name="platz" value="{}"><input type="hidden" name="artikel" value="{}"><button class="step" name="schritt" value="{}" aria-label="{}">{}</button></form>)">(
      form_token_field(work), place, std::to_string(it.number.value()), step, said, sign);
}

struct Row {
  Teaser const& teaser;
  bool by_hand;
  bool first, last;
};

Html row_view(Work const& work, std::string const& place, Row const& row) {
  words::Words const& words = work.words();
  words::Arguments about{{"headline", row.teaser.headline}};
  Html buttons;
  if (row.by_hand) {
    if (!row.first) buttons += step_button(work, place, row.teaser, "hoch", "↑", words.say("Move up: {headline}", about));
    if (!row.last) buttons += step_button(work, place, row.teaser, "runter", "↓", words.say("Move down: {headline}", about));
    buttons += step_button(work, place, row.teaser, "weg", "×", words.say("Give the place back: {headline}", about));
  } else {
    buttons += step_button(work, place, row.teaser, "fest", words.say("Keep here"), words.say("Keep here: {headline}", about));
  }
  return html::html<R"(<li class="{}"><a href="{}">{}</a> <span class="hint">{}</span><div class="steps">{}</div></li>
)">(row.by_hand ? "placed by-hand" : "placed", article_address(row.teaser.number), row.teaser.headline,
    row.by_hand ? words.say("by hand") : words.say("by itself"), buttons);
}

Html place_view(Work const& work, Place const& place, std::vector<Teaser> const& shown, std::vector<ArticleNumber> const& by_hand) {
  words::Words const& words = work.words();
  auto is_by_hand = [&](Teaser const& it) { return std::ranges::find(by_hand, it.number) != by_hand.end(); };
  Html rows;
  std::size_t placed = static_cast<std::size_t>(std::ranges::count_if(shown, is_by_hand));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    rows += row_view(work, place.key, {shown[i], is_by_hand(shown[i]), i == 0, i + 1 >= placed});
  }
  if (shown.empty()) rows = html::html<"<li class=\"empty\">{}</li>">(words.say("nothing"));
  return html::html<R"(<section class="place" aria-labelledby="platz-{}"><h2 id="platz-{}">{}</h2><ol>
{}</ol></section>
)">(place.key, place.key, place.name, rows);
}

std::vector<Teaser> as_list(std::optional<Teaser> const& one) {
  return one ? std::vector<Teaser>{*one} : std::vector<Teaser>{};
}
std::vector<ArticleNumber> as_list(std::optional<ArticleNumber> const& one) {
  return one ? std::vector<ArticleNumber>{*one} : std::vector<ArticleNumber>{};
}

Html front_view(Work const& work, newsroom::Front const& front, Arrangement const& arranged,
                std::vector<newsroom::Section> const& sections) {
  words::Words const& words = work.words();
  Html all;
  if (front.breaking) {
    all += place_view(work, {"eil", words.say("Breaking, above all")}, as_list(front.breaking), as_list(arranged.breaking));
  }
  all += place_view(work, {"aufmacher", words.say("Lead")}, as_list(front.lead), as_list(arranged.lead));
  all += place_view(work, {"zweite", words.say("Beside the lead")}, front.second, arranged.second);
  for (newsroom::FrontSection const& each : front.sections) {
    auto section = std::ranges::find(sections, each.section, &newsroom::Section::slug);
    auto by_hand = arranged.sections.find(each.section);
    all += place_view(work, {"ressort-" + each.section.text(), section == sections.end() ? each.section.text() : section->name},
                      each.teasers, by_hand == arranged.sections.end() ? std::vector<ArticleNumber>{} : by_hand->second);
  }
  return all;
}

Html candidates_view(Work const& work, std::vector<Teaser> const& candidates, std::vector<Place> const& places) {
  words::Words const& words = work.words();
  Html articles = html::each(candidates, [&](Teaser const& it) {
    return html::html<R"(<option value="{}">{}</option>
)">(std::to_string(it.number.value()), it.headline);
  });
  Html choices = html::each(places, [&](Place const& it) {
    return html::html<R"(<option value="{}">{}</option>)">(it.key, it.name);
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

http::Response front_desk(Work const& work, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  auto input = edition::front_input(tx, words.day_of(work.now), work.now);
  auto candidates = newsroom::list(tx, {}, {}, kCandidates, work.now).teasers;
  auto sections = newsroom::sections(tx);
  Arrangement arranged = newsroom::arrangement(tx);
  newsroom::Front front = newsroom::compose_front(std::move(input));
  Html main = above;
  main += html::html<R"(<p><a class="link" href="/">{}</a></p>
)">(words.say("See the front page"));
  main += last_view(work, newsroom::last_arranged(tx)) + candidates_view(work, candidates, all_places(words, sections));
  main += html::html<R"(<div class="places">{}</div>)">(front_view(work, front, arranged, sections));
  return page(work, words.say("Front page"), main, status);
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

/// What a row's buttons do.
Result<void> step(Arrangement& it, std::string_view place, std::string_view what, ArticleNumber article) {
  if (what == "fest") return put_into(it, place, article);
  if (what == "weg") {
    it.take_out(article);
    return {};
  }
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
  return change(work, [&](auto& tx) -> Result<void> {
    ArticleNumber article = TRY(article_in_form(work.request));
    Arrangement it = newsroom::arrangement(tx);
    TRY(put_into(it, form_text(work.request, "platz"), article));
    return newsroom::put_arrangement(tx, work.actor(), it, work.now);
  });
}

Result<http::Response> move_placed(Work const& work) {
  return change(work, [&](auto& tx) -> Result<void> {
    ArticleNumber article = TRY(article_in_form(work.request));
    Arrangement it = newsroom::arrangement(tx);
    TRY(step(it, form_text(work.request, "platz"), form_text(work.request, "schritt"), article));
    return newsroom::put_arrangement(tx, work.actor(), it, work.now);
  });
}

Result<http::Response> undo_arranging(Work const& work) {
  return change(work, [&](auto& tx) { return newsroom::undo_arrangement(tx, work.actor(), work.now); });
}

}  // namespace allmende::desk
