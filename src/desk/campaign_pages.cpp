// Campaigns of advertising: what is booked, where, from when to when, and how often it was shown and clicked.

#include <algorithm>
#include <map>

#include "advertising/advertising.h"
#include "desk/articles.h"
#include "desk/bookings.h"
#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/pictures.h"

namespace allmende::desk {

using advertising::Campaign;
using advertising::Place;
using html::Html;
using html::html;
using html::Url;

namespace {

Url campaign_address(Slug const& slug) { return Url::path_of({"redaktion", "werbung", slug.text()}); }

std::string place_name(words::Words const& words, Place place) {
  switch (place) {
    case Place::article: return words.say_in("place of advertising", "Above articles");
    case Place::article_end: return words.say_in("place of advertising", "Beneath articles");
    case Place::front: return words.say_in("place of advertising", "On the front page");
    case Place::list: return words.say_in("place of advertising", "On section pages");
  }
  report_bug("every place has a name");
}

std::string name_of_campaign(words::Words const& words, Campaign const& it) {
  if (!it.title.empty()) return it.title;
  return words.say("{name}, without text", {{"name", it.slug.text()}});
}

struct Sums {
  std::int64_t shown = 0, clicked = 0;
};

Html table(Work const& work, std::vector<Campaign> const& all, std::map<Slug, Sums> const& sums) {
  words::Words const& words = work.words();
  if (all.empty()) return html::html<"<p class=\"empty\">{}</p>\n">(words.say("Nothing is booked."));
  Html rows = html::each(all, [&](Campaign const& it) {
    auto counted = sums.find(it.slug);
    Sums sum = counted == sums.end() ? Sums{} : counted->second;
    return html::html<R"(<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(campaign_address(it.slug), name_of_campaign(words, it), it.advertiser.empty() ? words.say("the house") : it.advertiser,
        span_words(words, it.from, it.to, work.now), words.number(sum.shown), words.number(sum.clicked));
  });
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="articles">
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table></div>
)">(words.say("Campaigns"), words.say("Campaign"), words.say("Advertiser"), words.say("Time"), words.say("Shown"), words.say("Clicked"), rows);
}

/// A row for each day and place, the newest day first.
Html report_view(Work const& work, Slug const& slug) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  auto counts = advertising::counts(tx, {}, {});
  std::erase_if(counts, [&](advertising::Count const& it) { return it.campaign != slug; });
  std::ranges::reverse(counts);
  constexpr std::size_t kMostRows = 100;
  if (counts.size() > kMostRows) counts.erase(counts.begin() + kMostRows, counts.end());
  if (counts.empty()) return html::html<"<p>{}</p>\n">(words.say("It has not been shown yet."));
  Html rows = html::each(counts, [&](advertising::Count const& it) {
    return html::html<R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>
)">(words.date_short(it.day), place_name(words, it.place), words.number(it.shown), words.number(it.clicked));
  });
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table>
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table></div>
<p><a class="link" href="{}">{}</a></p>
)">(words.say("Report"), words.say("Day"), words.say("Place"), words.say("Shown"), words.say("Clicked"), rows,
    Url::path_of({"redaktion", "werbung", slug.text(), "bericht.csv"}), words.say("The whole report as CSV"));
}

Html what_it_says(Work const& work, Campaign const& it) {
  words::Words const& words = work.words();
  bool is_post = work.request.method() == http::Method::post;
  auto value = [&](std::string_view name, std::string const& stored) { return is_post ? form_text(work.request, name) : stored; };
  std::string language(it.language ? it.language->primary() : std::string_view());
  Html inside = field({.name = "kunde", .label = words.say("Advertiser (empty: the house)"), .value = value("kunde", it.advertiser), .required = false});
  inside += choice_field(work, "zeichen", words.say("Label"), {{"werbung", "Werbung", it.label == advertising::Label::advertising},
                                                         {"anzeige", "Anzeige", it.label == advertising::Label::paid}});
  inside += field({.name = "titel", .label = words.say_in("campaign", "Title"), .value = value("titel", it.title), .required = false});
  inside += text_field({"text", words.say("Text"), value("text", it.text), "", 4});
  inside += field({.name = "link", .label = words.say("Link"), .value = value("link", it.link),
                   .hint = words.say("A path of this paper (/beitrag) or an address with https."), .required = false});
  inside += field({.name = "bild", .label = words.say("Picture's file"), .value = value("bild", it.picture ? it.picture->file : ""), .required = false, .list = "bilder"});
  inside += field({.name = "bildtext", .label = words.say("Description for those who do not see it"),
                   .value = value("bildtext", it.picture ? it.picture->alt : ""), .required = false});
  return inside + choice_field(work, "sprache", words.say("Language"), {{"", words.say("the paper's"), language.empty()},
                                                                  {"de", words.say("German"), language == "de"},
                                                                  {"en", words.say("English"), language == "en"}});
}

Html form_view(Work const& work, std::optional<Campaign> const& before) {
  words::Words const& words = work.words();
  static Campaign const kNone{Slug::parse("neu").value()};
  Campaign const& it = before ? *before : kNone;
  bool is_post = work.request.method() == http::Method::post;
  auto value = [&](std::string_view name, std::string const& stored) { return is_post ? form_text(work.request, name) : stored; };
  auto tx = work.house.database.read();
  std::vector<Choice> places;
  for (Place place : advertising::kPlaces) {
    std::string name(advertising::name_of(place));
    bool is_stored = std::ranges::find(it.places, place) != it.places.end();
    places.push_back({name, place_name(words, place), is_post ? is_ticked(work.request, "platz", name) : is_stored});
  }
  Html inside = before ? html::html<R"(<input type="hidden" name="name" value="{}"><input type="hidden" name="alt" value="1">)">(it.slug.text())
                       : field({.name = "name", .label = words.say("Short name, of small letters and hyphens"), .value = value("name", "")});
  inside += picture_proposals(tx, work) + what_it_says(work, it) + boxes_field("platz", words.say("Where it stands"), places) + span_fields(work, it.from, it.to);
  inside += field({.name = "gewicht", .label = words.say("Weight beside the others of its place"), .type = "number", .value = value("gewicht", std::to_string(it.weight))});
  inside += field({.name = "grenze", .label = words.say("Shown at most so often a day (empty: without limit)"), .type = "number",
                   .value = value("grenze", it.cap_per_day ? std::to_string(*it.cap_per_day) : ""), .required = false});
  return html::html<R"(<form class="form" method="post" action="/redaktion/werbung">{}{}<p><button class="button" type="submit">{}</button></p></form>
)">(form_token_field(work), inside, before ? words.say("Change the campaign") : words.say("Book the campaign"));
}

Result<std::optional<std::int64_t>> number_in(Work const& work, std::string_view name) {
  std::string typed = form_text(work.request, name);
  if (typed.empty()) return std::optional<std::int64_t>();
  auto number = whole_number(typed);
  if (!number) return refuse(Code::invalid, "a whole number is asked for");
  return number;
}

Result<Campaign> campaign_in(Work const& work, std::optional<Campaign> const& before) {
  auto text = [&](std::string_view name) { return form_text(work.request, name); };
  auto slug = Slug::parse(text("name"));
  if (!slug) return refuse(Code::invalid, "a short name is of small letters", "slug");
  Campaign it{*slug};
  it.advertiser = text("kunde");
  if (text("zeichen") == "anzeige") it.label = advertising::Label::paid;
  it.title = text("titel");
  it.text = joined(lines_in(text("text")), " ");
  it.link = text("link");
  if (!text("bild").empty()) it.picture = advertising::Picture{text("bild"), text("bildtext")};
  if (!text("sprache").empty()) it.language = TRY(Language::parse(text("sprache")));
  it.places.clear();
  for (Place place : advertising::kPlaces) {
    if (is_ticked(work.request, "platz", advertising::name_of(place))) it.places.push_back(place);
  }
  if (it.places.empty()) return refuse(Code::invalid, "a campaign has a place", "places");
  it.from = TRY(moment_in(work, "von", before ? before->from : std::nullopt));
  it.to = TRY(moment_in(work, "bis", before ? before->to : std::nullopt));
  it.weight = TRY(number_in(work, "gewicht")).value_or(1);
  it.cap_per_day = TRY(number_in(work, "grenze"));
  return it;
}

http::Response form_page(Work const& work, std::optional<Campaign> const& it, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  Html main = html::html<R"(<p class="ways"><a class="link" href="/redaktion/werbung">{}</a></p>
)">(words.say("All campaigns"));
  main += above;
  if (it) {
    main += html::html<"<p>{}.</p>\n">(span_words(words, it->from, it->to, work.now));
    if (!it->to || *it->to > work.now) {
      main += html::html<R"(<form method="post" action="{}">{}<button type="submit">{}</button></form>
)">(Url::path_of({"redaktion", "werbung", it->slug.text(), "ende"}), form_token_field(work), words.say("End the campaign now"));
    }
    main += html::html<R"(<section aria-labelledby="bericht"><h2 id="bericht">{}</h2>
{}</section>
)">(words.say("Report"), report_view(work, it->slug));
  }
  main += form_view(work, it);
  return page(work, it ? name_of_campaign(words, *it) : words.say("A new campaign"), main, status);
}

Result<Slug> slug_asked_for(Work const& work) {
  auto slug = Slug::parse(work.request.parameter("name"));
  if (!slug) return refuse(Code::not_found, "there is no such campaign");
  return *slug;
}

std::optional<Campaign> stored(Work const& work, Slug const& slug) {
  auto tx = work.house.database.read();
  return advertising::campaign(tx, slug.text());
}

}  // namespace

Result<http::Response> campaigns_page(Work const& work) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  std::map<Slug, Sums> sums;
  for (advertising::Count const& it : advertising::counts(tx, {}, {})) {
    sums[it.campaign].shown += it.shown;
    sums[it.campaign].clicked += it.clicked;
  }
  Html main = html::html<R"(<p>{}</p><p><a class="button" href="/redaktion/kampagne">{}</a></p>
)">(words.say("What was shown and clicked are sums; of readers nothing is known. An author can close an article to advertising, beside its text."),
    words.say("A new campaign"));
  return page(work, words.say("Advertising"), main + table(work, advertising::all_campaigns(tx), sums));
}

Result<http::Response> new_campaign_page(Work const& work) { return form_page(work, std::nullopt, {}, http::Status::ok); }

Result<http::Response> campaign_page(Work const& work) {
  auto it = stored(work, TRY(slug_asked_for(work)));
  if (!it) return refuse(Code::not_found, "there is no such campaign");
  return form_page(work, it, {}, http::Status::ok);
}

Result<http::Response> campaign_report(Work const& work) {
  Slug slug = TRY(slug_asked_for(work));
  if (!stored(work, slug)) return refuse(Code::not_found, "there is no such campaign");
  auto tx = work.house.database.read();
  auto counts = advertising::counts(tx, {}, {});
  std::erase_if(counts, [&](advertising::Count const& it) { return it.campaign != slug; });
  auto response = http::Response::of("text/csv; charset=utf-8; header=present", advertising::csv_of(counts));
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}.csv\"", slug.text()));
  return std::move(response.not_stored());
}

Result<http::Response> book_campaign(Work const& work) {
  bool is_old = work.request.form("alt").has_value();
  std::optional<Campaign> before;
  if (auto slug = Slug::parse(form_text(work.request, "name")); slug && is_old) before = stored(work, *slug);
  auto booked = [&]() -> Result<Slug> {
    Campaign campaign = TRY(campaign_in(work, before));
    auto tx = work.house.database.write();
    TRY(advertising::book_campaign(tx, work.actor(), campaign, is_old ? advertising::Booking::over : advertising::Booking::anew, work.now));
    tx.commit();
    return campaign.slug;
  }();
  if (booked) return go_to(campaign_address(*booked).text());
  auto status = booked.error().code == Code::conflict ? http::Status::conflict : http::Status::unprocessable_content;
  return form_page(work, before, complaint(article_refusal_words(work.words(), booked.error())), status);
}

Result<http::Response> end_campaign(Work const& work) {
  Slug slug = TRY(slug_asked_for(work));
  auto ended = [&]() -> Result<void> {
    auto tx = work.house.database.write();
    TRY(advertising::end_campaign(tx, work.actor(), slug, work.now));
    tx.commit();
    return {};
  }();
  if (ended) return go_to(campaign_address(slug).text());
  auto it = stored(work, slug);
  if (!it) return std::unexpected(ended.error());
  return form_page(work, it, complaint(article_refusal_words(work.words(), ended.error())), http::Status::conflict);
}

}  // namespace allmende::desk
