#include "desk/front_places.h"

#include <algorithm>
#include <set>

#include "desk/articles.h"
#include "desk/frame.h"

namespace allmende::desk {

using html::Html;
using html::html;
using newsroom::Arrangement;
using newsroom::ArticleNumber;
using newsroom::Teaser;

namespace {

constexpr std::string_view kSection = "ressort-";

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

Html buttons_of(Work const& work, std::string const& place, Row const& row) {
  words::Words const& words = work.words();
  words::Arguments about{{"headline", row.teaser.headline}};
  if (!row.by_hand) return step_button(work, place, row.teaser, "fest", words.say("Keep here"), words.say("Keep here: {headline}", about));
  Html buttons;
  if (!row.first) buttons += step_button(work, place, row.teaser, "hoch", "↑", words.say("Move up: {headline}", about));
  if (!row.last) buttons += step_button(work, place, row.teaser, "runter", "↓", words.say("Move down: {headline}", about));
  return buttons + step_button(work, place, row.teaser, "weg", "×", words.say("Give the place back: {headline}", about));
}

Html row_view(Work const& work, std::string const& place, Row const& row) {
  words::Words const& words = work.words();
  return html::html<R"(<li class="{}" data-article="{}"><a href="{}">{}</a> <span class="hint">{}</span><div class="steps">{}</div></li>
)">(row.by_hand ? "placed by-hand" : "placed", std::to_string(row.teaser.number.value()), article_address(row.teaser.number),
    row.teaser.headline, row.by_hand ? words.say("by hand") : words.say("by itself"), buttons_of(work, place, row));
}

Html place_view(Work const& work, Place const& place, std::vector<Teaser> const& shown, std::vector<ArticleNumber> const& by_hand) {
  auto is_by_hand = [&](Teaser const& it) { return std::ranges::find(by_hand, it.number) != by_hand.end(); };
  Html rows;
  std::size_t placed = static_cast<std::size_t>(std::ranges::count_if(shown, is_by_hand));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    rows += row_view(work, place.key, {shown[i], is_by_hand(shown[i]), i == 0, i + 1 >= placed});
  }
  if (shown.empty()) rows = html::html<"<li class=\"empty\">{}</li>">(work.words().say("nothing"));
  return html::html<R"(<section class="place" aria-labelledby="platz-{}"><h2 id="platz-{}">{}</h2><ol data-place="{}">
{}</ol></section>
)">(place.key, place.key, place.name, place.key, rows);
}

/// What a place shows, and what of it was placed by hand.
struct Content {
  std::vector<Teaser> shown;
  std::vector<ArticleNumber> by_hand;
};

template <class T>
std::vector<T> as_list(std::optional<T> const& one) {
  return one ? std::vector<T>{*one} : std::vector<T>{};
}

Content content_of(FrontAsItIs const& it, std::string_view key) {
  if (key == "eil") return {as_list(it.front.breaking), as_list(it.arranged.breaking)};
  if (key == "aufmacher") return {as_list(it.front.lead), as_list(it.arranged.lead)};
  if (key == "zweite") return {it.front.second, it.arranged.second};
  Content content;
  for (newsroom::FrontSection const& each : it.front.sections) {
    if (each.section.text() == key.substr(kSection.size())) content.shown = each.teasers;
  }
  for (auto const& [section, articles] : it.arranged.sections) {
    if (section.text() == key.substr(kSection.size())) content.by_hand = articles;
  }
  return content;
}

/// Articles that have no place: news in brief, and what is older.
Html free_view(Work const& work, std::vector<Teaser> const& candidates, std::set<ArticleNumber> const& placed) {
  words::Words const& words = work.words();
  Html rows;
  for (Teaser const& it : candidates) {
    if (placed.contains(it.number)) continue;
    rows += html::html<R"(<li class="placed" data-article="{}"><a href="{}">{}</a> <span class="hint">{}</span></li>
)">(std::to_string(it.number.value()), article_address(it.number), it.headline, words.date_time(it.published));
  }
  if (rows.empty()) rows = html::html<"<li class=\"empty\">{}</li>">(words.say("nothing"));
  return html::html<R"(<section class="place place-none" aria-labelledby="platz-frei"><h2 id="platz-frei">{}</h2><ol data-place="{}">
{}</ol></section>
)">(words.say("In no place, the newest first"), kNoPlace, rows);
}

}  // namespace

std::vector<Place> all_places(words::Words const& words, std::vector<newsroom::Section> const& sections) {
  std::vector<Place> places = {{"eil", words.say("Breaking, above all")}, {"aufmacher", words.say("Lead")},
                               {"zweite", words.say("Beside the lead")}};
  for (auto const& it : sections) places.push_back({std::string(kSection) + it.slug.text(), it.name});
  return places;
}

std::vector<ArticleNumber>* list_of(Arrangement& it, std::string_view key) {
  if (key == "zweite") return &it.second;
  if (!key.starts_with(kSection)) return nullptr;
  auto slug = Slug::parse(key.substr(kSection.size()));
  return slug ? &it.sections[*slug] : nullptr;
}

Html places_view(Work const& work, FrontAsItIs const& it) {
  Html all;
  std::set<ArticleNumber> placed;
  for (Place const& place : all_places(work.words(), it.sections)) {
    Content content = content_of(it, place.key);
    for (Teaser const& teaser : content.shown) placed.insert(teaser.number);
    all += place_view(work, place, content.shown, content.by_hand);
  }
  return html::html<R"(<div class="places">{}{}</div>)">(all, free_view(work, it.candidates, placed));
}

Html drag_form(Work const& work, html::Url const& action) {
  words::Words const& words = work.words();
  return html::html<R"(<form id="zug" method="post" action="{}" data-grip="{}" data-moved="{}" data-gone="{}" data-failed="{}" hidden>{}<input type="hidden" name="artikel" value=""><input type="hidden" name="platz" value=""><input type="hidden" name="vor" value=""></form>
)">(action, words.say("Drag"),
    words.say("“{headline}” now stands in “{place}”, place {position}.", {{"headline", "{headline}"}, {"place", "{place}"}, {"position", "{position}"}}),
    words.say("“{headline}” stands here no more.", {{"headline", "{headline}"}}),
    words.say("Nothing was moved: the server did not answer."), form_token_field(work));
}

}  // namespace allmende::desk
