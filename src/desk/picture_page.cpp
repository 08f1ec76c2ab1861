// One picture: what is known of it, what stays in view when it is cut, and where it stands.

#include <set>

#include "desk/articles.h"
#include "desk/bookings.h"
#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/pictures.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;
using media::StoredPicture;

namespace {

constexpr int kMostArticles = 50;
constexpr int kMostDeeds = 50;
constexpr int kShownWidth = 1040;

/// What the form shows: the facts, or what was typed and refused.
struct Typed {
  std::string credit, caption, alt, last_day, x, y;
};

Typed typed_in(http::Request const& request) {
  auto text = [&](std::string_view name) { return form_text(request, name); };
  return {text("nachweis"), text("unterschrift"), text("beschreibung"), text("bis"), text("fokus-x"), text("fokus-y")};
}

Typed shown_of(words::Words const& words, media::Facts const& facts) {
  auto day = last_day(words, facts);
  return {facts.credit, facts.caption, facts.alt, day ? day->iso8601() : "", std::to_string(facts.focus.x), std::to_string(facts.focus.y)};
}

/// "May be shown until and including this day". What the field showed and nobody changed is kept to the second.
Result<std::optional<Instant>> end_of(words::Words const& words, std::string const& typed, media::Facts const& before) {
  if (typed.empty()) return std::optional<Instant>();
  auto day = Date::parse(typed);
  bool has_morrow = day && *day < Date::parse("9999-12-31").value();
  if (!has_morrow) return refuse(Code::invalid, "a day is asked for", "ends");
  if (last_day(words, before) == *day) return before.ends;
  return std::optional(words.start_of(day->plus_days(1)));
}

Result<int> hundredths(std::string const& typed) {
  auto number = whole_number(typed);
  if (!number || *number > 100) return refuse(Code::invalid, "the focus lies within the picture: from 0 to 100", "focus");
  return static_cast<int>(*number);
}

Result<media::Facts> facts_in(words::Words const& words, Typed const& typed, media::Facts const& before) {
  media::Facts facts{typed.credit, typed.caption, typed.alt};
  facts.ends = TRY(end_of(words, typed.last_day, before));
  facts.focus.x = TRY(hundredths(typed.x));
  facts.focus.y = TRY(hundredths(typed.y));
  return facts;
}

Html focus_fields(words::Words const& words, Typed const& typed, std::string const& wrong) {
  auto number = [&](std::string_view name, std::string const& label, std::string const& value) {
    std::optional<std::string> invalid, described;
    if (!wrong.empty()) {
      invalid = "true";
      described = "fokus-falsch";
    }
    return html::html<R"(<div class="field"><label for="feld-{}">{}</label><input id="feld-{}" name="{}" type="number" min="0" max="100" step="1" value="{}" required aria-invalid="{}" aria-describedby="{}"></div>
)">(name, label, name, name, value, invalid, described);
  };
  Html complaint = html::when(!wrong.empty(), [&] { return html::html<R"(<p class="wrong" id="fokus-falsch">{}</p>)">(wrong); });
  return html::html<R"(<fieldset class="choices"><legend>{}</legend>
<p class="hint">{}</p>
<div class="in-pairs">{}{}</div>{}</fieldset>
)">(words.say("What stays in view when it is cut"), words.say("Click on the picture, or say how many hundredths of its width from the left, and of its height from the top."),
    number("fokus-x", words.say("From the left"), typed.x), number("fokus-y", words.say("From the top"), typed.y), complaint);
}

/// When something was last done with it: so that nobody writes over what somebody else has just said of it.
std::string standing(database::ReadTx& tx, std::string const& name) {
  auto last = people::deeds_on(tx, "picture", name, 1);
  return last.empty() ? "" : std::to_string(last.front().at.microseconds());
}

Html form_view(Work const& work, StoredPicture const& it, std::string const& standing, Typed const& typed, Refusal const* refusal) {
  words::Words const& words = work.words();
  auto wrong = [&](std::string_view place) {
    return refusal != nullptr && refusal->where == place ? picture_refusal_words(words, *refusal) : std::string();
  };
  Html inside = field({.name = "nachweis", .label = words.say("Picture credit"), .value = typed.credit,
                       .hint = words.say("As readers see it: “Photo: Jonas Thode”."), .wrong = wrong("credit"), .required = false});
  inside += text_field({.name = "unterschrift", .label = words.say("Caption"), .value = typed.caption, .hint = words.say("A proposal for those who use it."),
                        .wrong = wrong("caption")});
  inside += text_field({.name = "beschreibung", .label = words.say("Description for those who do not see it"), .value = typed.alt,
                        .hint = words.say("What is to be seen, in one or two sentences."), .wrong = wrong("alt")});
  inside += field({.name = "bis", .label = words.say("May be shown until and including"), .type = "date", .value = typed.last_day,
                   .hint = words.say("Empty: for good. Afterwards it disappears everywhere by itself."), .wrong = wrong("ends"), .required = false});
  inside += focus_fields(words, typed, wrong("focus"));
  return html::html<R"(<form class="form" method="post" action="{}">{}<input type="hidden" name="stand" value="{}">{}<p><button class="button" type="submit">{}</button></p></form>
)">(picture_address(it.name), form_token_field(work), standing, inside, words.say("Save"));
}

Html row(std::string const& term, std::string const& said) { return html::html<"<dt>{}</dt><dd>{}</dd>\n">(term, said.empty() ? "–" : said); }

Html facts_view(words::Words const& words, Typed const& typed) {
  Html rows = row(words.say("Picture credit"), typed.credit) + row(words.say("Caption"), typed.caption);
  rows += row(words.say("Description for those who do not see it"), typed.alt);
  rows += row(words.say("Stays in view when it is cut"), words.say("{x} from the left, {y} from the top, in hundredths", {{"x", typed.x}, {"y", typed.y}}));
  rows += row(words.say("May be shown until and including"), typed.last_day);
  return html::html<R"(<dl class="picture-facts">
{}</dl>
)">(rows);
}

/// For who may look and not change.
Html read_only_view(words::Words const& words, Typed const& typed) {
  return html::html<R"({}<p class="hint">{}</p>
)">(facts_view(words, typed), words.say("It is described by the picture desk, and by whoever took it in."));
}

/// The picture, and beside it, for the script, how it is cut.
Html figure_view(words::Words const& words, StoredPicture const& it) {
  media::Rendition const* large = it.at_least(kShownWidth);
  std::string width = std::to_string(large != nullptr ? large->width : 3), height = std::to_string(large != nullptr ? large->height : 2);
  Url address = rendition_address(it.name, kShownWidth);
  return html::html<R"(<div class="picture-large"><div class="focus" id="fokus" data-x="{}" data-y="{}"><img src="{}" width="{}" height="{}" alt="{}"></div>
<figure class="picture-cut" id="schnitt" hidden><img src="{}" alt=""><figcaption>{}</figcaption></figure></div>
)">(std::to_string(it.facts.focus.x), std::to_string(it.facts.focus.y), address, width, height, it.facts.alt.empty() ? it.name : it.facts.alt, rendition_address(it.name, kCardWidth), words.say("Where pictures are cut, it looks like this."));
}

std::string renditions_words(words::Words const& words, StoredPicture const& it) {
  if (!has_all_sizes(it)) return words.say("Being made. Until they are there, readers get a small picture.");
  std::set<int> widths;
  for (media::Rendition const& made : it.renditions) widths.insert(made.width);
  std::vector<std::string> said;
  for (int width : widths) said.push_back(words.number(width));
  return words.say("{widths} pixels wide", {{"widths", words.list(said)}});
}

Html origin_view(Work const& work, StoredPicture const& it) {
  words::Words const& words = work.words();
  std::string taken = it.added ? words.say("{moment}, {name}", {{"moment", words.date_time(*it.added)}, {"name", actor_name(words, it.added_by)}})
                               : words.say("It came with the paper's archive.");
  std::string until = until_words(words, it, work.now);
  Html rows = row(words.say("Taken in"), taken) + row(words.say("Sizes for readers"), renditions_words(words, it));
  rows += row(words.say("Right to show it"), until.empty() ? words.say("May be shown for good.") : until);
  return html::html<R"(<dl class="picture-facts">
{}</dl>
)">(rows);
}

Html uses_view(database::ReadTx& tx, Work const& work, StoredPicture const& it) {
  words::Words const& words = work.words();
  auto numbers = newsroom::articles_with_picture(tx, it.name, kMostArticles);
  if (numbers.empty()) return html::html<"<p class=\"empty\">{}</p>\n">(words.say("In none yet."));
  Html items = html::each(numbers, [&](newsroom::ArticleNumber number) {
    auto article = newsroom::any_article(tx, number);
    return html::html<R"(<li><a class="link" href="{}">{}</a></li>
)">(article_address(number), article ? article->headline : std::to_string(number.value()));
  });
  return html::html<R"(<ul class="coming">
{}</ul>
)">(items);
}

std::string deed_words(words::Words const& words, people::Deed const& deed) {
  if (deed.what == "taken in") return words.say("took it in");
  if (deed.what != "described") return deed.what;
  constexpr std::string_view kEnds = "ends ";
  if (!deed.detail.starts_with(kEnds)) return words.say("described it");
  auto ends = Instant::parse(std::string_view(deed.detail).substr(kEnds.size()));
  if (!ends) return words.say("described it; it may be shown for good");
  auto day = last_day(words, {.ends = *ends});
  return words.say("described it; it may be shown until {date}", {{"date", words.date_short(*day)}});
}

Html deeds_view(database::ReadTx& tx, Work const& work, StoredPicture const& it) {
  words::Words const& words = work.words();
  auto deeds = people::deeds_on(tx, "picture", it.name, kMostDeeds);
  if (deeds.empty()) return html::html<"<p class=\"empty\">{}</p>\n">(words.say("Nothing yet."));
  Html rows = html::each(deeds, [&](people::Deed const& deed) {
    return html::html<R"(<tr><td>{}</td><td>{}</td><td>{}</td></tr>
)">(words.date_time(deed.at), actor_name(words, deed.name), deed_words(words, deed));
  });
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table></div>
)">(words.say("History"), words.say("When"), words.say("Who"), words.say("What"), rows);
}

Html titled(std::string_view id, std::string const& title, Html const& inside) {
  return html::html<R"(<section aria-labelledby="{}"><h2 id="{}">{}</h2>
{}</section>
)">(id, id, title, inside);
}

Result<http::Response> page_of(Work const& work, std::optional<Typed> const& typed, Refusal const* refusal, http::Status status) {
  if (work.house.settings.picture_files == nullptr) return refuse(Code::not_found, "this paper keeps no pictures");
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  auto it = media::find(tx, work.request.parameter("bild"));
  if (!it) return refuse(Code::not_found, "there is no such picture");
  Typed stored = shown_of(words, it->facts);
  Typed shown = typed.value_or(stored);
  bool may = media::may_describe(work.actor(), *it);
  Html main = html::html<R"(<p class="ways"><a class="link" href="/redaktion/bilder">{}</a></p>
)">(words.say("All pictures"));
  if (work.request.query("getan")) main += notice(words.say("Saved."));
  if (refusal != nullptr) main += complaint(picture_refusal_words(words, *refusal));
  if (refusal != nullptr && refusal->code == Code::conflict) main += titled("jetzt", words.say("What stands now"), facts_view(words, stored));
  main += html::html<R"(<div class="picture-desk">{}<div>{}{}</div></div>
)">(figure_view(words, *it), may ? form_view(work, *it, standing(tx, it->name), shown, refusal) : read_only_view(words, shown), origin_view(work, *it));
  main += titled("artikel", words.say("Articles in which it stands"), uses_view(tx, work, *it));
  main += titled("verlauf", words.say("History"), deeds_view(tx, work, *it));
  return page(work, it->name, main, status, {.script = "pictures.js"});
}

}  // namespace

Result<http::Response> picture_page(Work const& work) { return page_of(work, std::nullopt, nullptr, http::Status::ok); }

Result<http::Response> describe_picture(Work const& work) {
  std::string name(work.request.parameter("bild"));
  Typed typed = typed_in(work.request);
  auto done = [&]() -> Result<void> {
    auto tx = work.house.database.write();
    auto it = media::find(tx, name);
    if (!it) return refuse(Code::not_found, "there is no such picture");
    media::Facts facts = TRY(facts_in(work.words(), typed, it->facts));
    bool would_alter = media::may_describe(work.actor(), *it) && facts != it->facts;
    if (would_alter && form_text(work.request, "stand") != standing(tx, name)) return refuse(Code::conflict, "somebody has described it meanwhile");
    TRY(media::describe(tx, work.actor(), name, facts, work.now));
    tx.commit();
    return {};
  }();
  if (done) return go_to(Url::path_of({"redaktion", "bilder", name}, {{"getan", "1"}}).text());
  if (done.error().code == Code::not_found) return std::unexpected(done.error());
  auto status = done.error().code == Code::forbidden  ? http::Status::forbidden
                : done.error().code == Code::conflict ? http::Status::conflict
                                                      : http::Status::unprocessable_content;
  return page_of(work, typed, &done.error(), status);
}

}  // namespace allmende::desk
