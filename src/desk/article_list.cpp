// Where everyone of the newsroom begins: what is being worked on.

#include <algorithm>
#include <charconv>
#include <utility>

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/pages.h"
#include "edition/edition.h"
#include "text/text.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;
using manuscripts::Manuscript;
using manuscripts::Stage;

namespace {

constexpr int kOnAPage = 40;
constexpr int kMostFound = 100;
constexpr int kMostIssues = 30;

/// The filters, as they stand in the address.
struct Asked {
  std::string stage, section, person, issue, words;
};

Asked asked_in(http::Request const& request) {
  auto of = [&](std::string_view name) { return std::string(request.query(name).value_or("")); };
  return {of("stand"), of("ressort"), of("person"), of("ausgabe"), of("suche")};
}

manuscripts::Wanted wanted_by(Asked const& asked) {
  manuscripts::Wanted wanted{.words = asked.words};
  if (auto stage = manuscripts::parse_stage(asked.stage)) wanted.stage = *stage;
  if (auto section = Slug::parse(asked.section)) wanted.section = *section;
  std::int64_t person = 0;
  auto const* end = asked.person.data() + asked.person.size();
  if (std::from_chars(asked.person.data(), end, person).ptr == end && person > 0) wanted.responsible = people::PersonId(person);
  wanted.unfinished = asked.stage == "offen";
  return wanted;
}

/// What is published is found in the archive, whether or not anybody of the newsroom has touched it.
bool is_of_the_archive(manuscripts::Wanted const& wanted) {
  return wanted.stage == Stage::published && !wanted.responsible && wanted.words.empty();
}

std::optional<newsroom::ArticleNumber> number_behind(http::Request const& request) {
  std::string_view digits = request.query("nummer").value_or("");
  std::int64_t number = 0;
  bool is_number = std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc() && number > 0;
  return is_number ? std::optional(newsroom::ArticleNumber(number)) : std::nullopt;
}

std::optional<manuscripts::Behind> behind_in(http::Request const& request) {
  auto instant = Instant::parse(request.query("nach").value_or(""));
  auto article = number_behind(request);
  if (!instant || !article) return std::nullopt;
  return manuscripts::Behind{*instant, *article};
}

struct Names {
  std::vector<newsroom::Section> sections;
  std::vector<people::Person> persons;
  std::vector<edition::Issue> issues;  ///< the latest first

  std::string of_section(Slug const& slug) const {
    auto found = std::ranges::find(sections, slug, &newsroom::Section::slug);
    return found == sections.end() ? slug.text() : found->name;
  }
  std::string of_person(std::optional<people::PersonId> id) const {
    if (!id) return "";
    auto found = std::ranges::find(persons, *id, &people::Person::id);
    return found == persons.end() ? "" : found->name;
  }
};

Html option(std::string const& value, std::string const& chosen, std::string const& name) {
  return html::html<R"(<option value="{}" selected="{}">{}</option>
)">(value, value == chosen, name);
}

Html choice(std::string_view name, std::string const& label, Html const& options) {
  return html::html<R"(<div class="field"><label for="filter-{}">{}</label><select id="filter-{}" name="{}">{}</select></div>
)">(name, label, name, name, options);
}

Html filters(words::Words const& words, Asked const& asked, Names const& names) {
  Html stages = option("", asked.stage, words.say("all"));
  stages += option("offen", asked.stage, words.say("not yet published"));
  for (Stage stage : manuscripts::kStages) {
    stages += option(std::string(manuscripts::word_of(stage)), asked.stage, stage_name(words, stage));
  }
  Html sections = option("", asked.section, words.say("all"));
  for (auto const& it : names.sections) sections += option(it.slug.text(), asked.section, it.name);
  Html persons = option("", asked.person, words.say("all"));
  for (auto const& it : names.persons) {
    if (it.roles.has_any(manuscripts::kWriters)) persons += option(std::to_string(it.id.value()), asked.person, it.name);
  }
  Html issues = option("", asked.issue, words.say("all"));
  for (auto const& it : names.issues) issues += option(it.date.iso8601(), asked.issue, words.date_short(it.date));
  return html::html<R"(<form class="filters" method="get" action="/redaktion" role="search" aria-label="{}">
{}{}{}{}<div class="field"><label for="filter-suche">{}</label><input id="filter-suche" name="suche" type="search" value="{}"></div>
<button type="submit">{}</button></form>
)">(words.say("Find texts"), choice("stand", words.say("Stage"), stages), choice("ressort", words.say("Section"), sections),
    choice("person", words.say("Responsible"), persons), choice("ausgabe", words.say("Issue"), issues), words.say("Words"), asked.words, words.say("Show"));
}

Html row(Work const& work, Names const& names, Manuscript const& it) {
  words::Words const& words = work.words();
  std::string stage = stage_name(words, it.stage);
  if (it.schedule) stage = words.say("{stage}: {moment}", {{"stage", stage_name(words, Stage::scheduled)}, {"moment", words.date_time(it.schedule->at)}});
  if (it.has_news()) stage = words.say("{stage}, newer text", {{"stage", stage}});
  return html::html<R"(<tr><th scope="row"><a href="{}">{}</a></th><td><span class="stage stage-{}">{}</span></td><td>{}</td><td>{}</td><td>{}</td></tr>
)">(article_address(it.article), it.headline, std::string(manuscripts::word_of(it.stage)), stage, names.of_section(it.section),
    names.of_person(it.responsible),
    words.say("{moment}, {name}", {{"moment", words.date_time(it.changed_at)}, {"name", actor_name(words, it.changed_by)}}));
}

Html table(Work const& work, Names const& names, std::vector<Manuscript> const& all) {
  words::Words const& words = work.words();
  if (all.empty()) return html::html<"<p class=\"empty\">{}</p>\n">(words.say("Nothing here. Begin a text, or ask for others above."));
  Html rows = html::each(all, [&](Manuscript const& it) { return row(work, names, it); });
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="articles">
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table></div>
)">(words.say("Texts"), words.say("Headline"), words.say("Stage"), words.say("Section"), words.say("Responsible"),
    words.say("Last changed"), rows);
}

Html onwards(words::Words const& words, Asked const& asked, manuscripts::Listed const& listed) {
  if (!listed.more || listed.manuscripts.empty()) return {};
  Manuscript const& last = listed.manuscripts.back();
  Url address = Url::path_of({"redaktion"}, {{"stand", asked.stage}, {"ressort", asked.section}, {"person", asked.person},
                                             {"ausgabe", asked.issue}, {"suche", asked.words}, {"nach", last.changed_at.rfc3339()},
                                             {"nummer", std::to_string(last.article.value())}});
  return html::html<R"(<p><a class="link" href="{}">{}</a></p>
)">(address, words.say("Older ones"));
}

Html new_article_form(Work const& work, Names const& names, Refusal const* refusal) {
  words::Words const& words = work.words();
  if (!work.actor().roles().has_any(manuscripts::kWriters)) return {};
  Html sections = html::each(names.sections, [&](newsroom::Section const& it) { return html::html<R"(<option value="{}"></option>)">(it.name); });
  auto wrong = [&](std::string_view place) {
    return refusal != nullptr && refusal->where == place ? article_refusal_words(words, *refusal) : std::string();
  };
  return html::html<R"(<section class="begin" aria-labelledby="neu"><h2 id="neu">{}</h2>
<form class="form in-a-row" method="post" action="/redaktion/artikel">{}{}{}<datalist id="ressorts">{}</datalist>
<button class="button" type="submit">{}</button></form></section>
)">(words.say("A new text"), form_token_field(work),
    field({.name = "titel", .label = words.say("Headline to work under"), .value = form_text(work.request, "titel"), .wrong = wrong("headline")}),
    field({.name = "ressort", .label = words.say("Section"), .value = form_text(work.request, "ressort"), .wrong = wrong("section"), .list = "ressorts"}),
    sections, words.say("Begin to write"));
}

/// By words: from the index, whatever the words stand in; the other filters narrow it.
manuscripts::Listed found_by_words(database::ReadTx& tx, Work const& work, manuscripts::Wanted wanted) {
  manuscripts::Listed listed;
  std::string words = std::exchange(wanted.words, "");
  for (newsroom::ArticleNumber number : work.house.settings.find(words, kMostFound)) {
    auto it = manuscripts::find(tx, work.actor(), number);
    if (it && manuscripts::is_wanted(*it, wanted)) listed.manuscripts.push_back(*std::move(it));
  }
  return listed;
}

/// All of a printed issue, in the order in which they stand there.
manuscripts::Listed standing_in(database::ReadTx& tx, Work const& work, Date issue, manuscripts::Wanted wanted) {
  manuscripts::Listed listed;
  std::string words = std::exchange(wanted.words, "");
  std::vector<newsroom::ArticleNumber> having_them;
  bool by_index = !words.empty() && work.house.settings.find;
  if (by_index) having_them = work.house.settings.find(words, kMostFound);
  else wanted.words = words;
  auto in_print = manuscripts::in_print(tx, work.actor(), issue);
  VERIFY(in_print.has_value());  // the route asks for the newsroom
  for (manuscripts::InPrint& standing : *in_print) {
    bool has_words = !by_index || std::ranges::find(having_them, standing.it.article) != having_them.end();
    if (has_words && manuscripts::is_wanted(standing.it, wanted)) listed.manuscripts.push_back(std::move(standing.it));
  }
  return listed;
}

/// By the time of publication, the newest first.
manuscripts::Listed published(database::ReadTx& tx, Work const& work, manuscripts::Wanted const& wanted) {
  newsroom::Shelf shelf;
  if (wanted.section) shelf = {newsroom::Shelf::Kind::section, wanted.section->text()};
  newsroom::Opening opening;
  if (auto behind = number_behind(work.request)) opening = {newsroom::Opening::Direction::older_than, *behind};
  newsroom::Stretch stretch = newsroom::list(tx, shelf, opening, kOnAPage, work.now);
  manuscripts::Listed listed;
  listed.more = stretch.older_than.has_value();
  for (newsroom::Teaser const& teaser : stretch.teasers) {
    if (auto it = manuscripts::find(tx, work.actor(), teaser.number)) listed.manuscripts.push_back(*std::move(it));
  }
  return listed;
}

manuscripts::Listed listed_for(database::ReadTx& tx, Work const& work, Asked const& asked) {
  manuscripts::Wanted wanted = wanted_by(asked);
  if (auto issue = Date::parse(asked.issue)) return standing_in(tx, work, *issue, std::move(wanted));
  if (is_of_the_archive(wanted)) return published(tx, work, wanted);
  if (!wanted.words.empty() && work.house.settings.find) return found_by_words(tx, work, wanted);
  auto listed = manuscripts::list(tx, work.actor(), wanted, behind_in(work.request), kOnAPage);
  VERIFY(listed.has_value());  // the route asks for the newsroom
  return *std::move(listed);
}

/// By its name, or its short name. One that is not known yet is made: a new paper has none.
Result<Slug> section_named(database::WriteTx& tx, Work const& work, std::string const& name) {
  constexpr std::size_t kLongestName = 400;
  if (name.empty()) return refuse(Code::invalid, "say to which section it belongs", "section");
  if (name.size() > kLongestName) return refuse(Code::limit, "a section's name has at most 400 bytes", "section");
  int last = 0;
  for (newsroom::Section const& it : newsroom::sections(tx)) {
    if (it.name == name || it.slug.text() == name) return it.slug;
    last = std::max(last, it.order);
  }
  Slug slug = text::slug_of(name, work.house.settings.language);
  newsroom::put_section(tx, {slug, name, "", last + 1});
  return slug;
}

http::Response list_page(Work const& work, Refusal const* refusal, http::Status status) {
  words::Words const& words = work.words();
  Asked asked = asked_in(work.request);
  auto tx = work.house.database.read();
  Names names{newsroom::sections(tx), people::persons(tx), edition::issues_in_work(tx, std::nullopt, kMostIssues)};
  auto listed = listed_for(tx, work, asked);
  Html main = new_article_form(work, names, refusal);
  main += html::html<R"(<section aria-labelledby="liste"><h2 id="liste">{}</h2>
{}{}{}</section>)">(words.say("In work"), filters(words, asked, names), table(work, names, listed.manuscripts),
                    onwards(words, asked, listed));
  return page(work, words.say("Desk"), main, status);
}

}  // namespace

Result<http::Response> start_page(Work const& work) {
  if (work.actor().roles().has_any(manuscripts::kNewsroom)) return list_page(work, nullptr, http::Status::ok);
  words::Words const& words = work.words();
  return page(work, words.say("Desk"),
              html::html<"<p>{}</p>">(words.say("Welcome, {name}.", {{"name", work.actor().name()}})));
}

Result<http::Response> begin_article(Work const& work) {
  auto number = [&]() -> Result<newsroom::ArticleNumber> {
    auto tx = work.house.database.write();
    Slug section = TRY(section_named(tx, work, form_text(work.request, "ressort")));
    auto begun = TRY(manuscripts::begin(tx, work.actor(),
                                        {.headline = form_text(work.request, "titel"), .section = section,
                                         .language = work.house.settings.language}, work.now));
    tx.commit();
    return begun;
  }();
  if (!number) return list_page(work, &number.error(), http::Status::unprocessable_content);
  return go_to(article_address(*number).text());
}

}  // namespace allmende::desk
