#include "desk/articles.h"

#include <charconv>

#include "desk/frame.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;
using manuscripts::ArticleNumber;
using manuscripts::Stage;

std::optional<std::int64_t> whole_number(std::string_view digits) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

Result<std::int64_t> number_parameter(Work const& work, std::string_view name) {
  auto number = whole_number(work.request.parameter(name));
  if (!number) return refuse(Code::not_found, "there is no such page");
  return *number;
}

Result<ArticleNumber> article_asked_for(Work const& work) { return ArticleNumber(TRY(number_parameter(work, "artikel"))); }

Result<manuscripts::Revisions> revisions_seen(http::Request const& request) {
  auto of = [&](std::string_view name) {
    return whole_number(request.form(name).value_or(request.query(name).value_or("")));
  };
  auto body = of("text"), metadata = of("felder");
  if (!body || !metadata) return refuse(Code::invalid, "the form does not say which revision was on the screen");
  return manuscripts::Revisions{*body, *metadata};
}

Url article_address(ArticleNumber article) { return Url::path_of({"redaktion", "artikel", std::to_string(article.value())}); }

Url article_address(ArticleNumber article, std::string_view page) {
  return Url::path_of({"redaktion", "artikel", std::to_string(article.value()), page});
}

std::string stage_name(words::Words const& words, Stage stage) {
  switch (stage) {
    case Stage::idea: return words.say_in("stage", "Idea");
    case Stage::draft: return words.say_in("stage", "Draft");
    case Stage::edited: return words.say_in("stage", "Edited");
    case Stage::proofread: return words.say_in("stage", "Proofread");
    case Stage::ready: return words.say_in("stage", "Ready");
    case Stage::scheduled: return words.say_in("stage", "Scheduled");
    case Stage::published: return words.say_in("stage", "Published");
    case Stage::withdrawn: return words.say_in("stage", "Withdrawn");
  }
  report_bug("every stage has a name");
}

std::string field_name(words::Words const& words, std::string_view key) {
  static constexpr std::pair<std::string_view, char const*> kKnown[] = {
      {"body", WORD("Text")},           {"headline", WORD("Headline")},     {"kicker", WORD("Kicker")},
      {"deck", WORD("Deck")},           {"dateline", WORD("Dateline")},     {"section", WORD("Section")},
      {"topics", WORD("Topics")},       {"authors", WORD("By")},            {"sources", WORD("Sources")},
      {"edited", WORD("Edited agency copy")}, {"credit", WORD("Credit")},   {"genre", WORD("Genre")},
      {"language", WORD("Language")},   {"slug", WORD("Name in the address")}, {"lead_picture", WORD("Picture")},
      {"see_pages", WORD("See pages")}, {"placements", WORD("In print")},   {"embargo", WORD("Embargo")},
      {"advertising", WORD("Advertising beside it")}, {"appeals", WORD("Appeals beneath it")}};
  for (auto const& [known, name] : kKnown) {
    if (known == key) return words.say(name);
  }
  return std::string(key);
}

std::string actor_name(words::Words const& words, std::string const& name) {
  if (name == "clock") return words.say("The clock");
  if (name == "command line" || name.empty()) return words.say("The machine's operator");
  return name;
}

std::string event_words(words::Words const& words, manuscripts::Event const& event) {
  static constexpr std::pair<std::string_view, char const*> kPlain[] = {
      {"begun", WORD("began it")},          {"saved", WORD("saved")},           {"checkpoint", WORD("saved by itself, while writing")},
      {"imported", WORD("imported it")},    {"unscheduled", WORD("took it off the schedule")},
      {"published", WORD("published")},     {"preview", WORD("made a link for a preview")},
      {"responsible", WORD("nobody is responsible any more")}, {"placed", WORD("moved it on its page in print")}};
  static constexpr std::pair<std::string_view, char const*> kWithDetail[] = {
      {"saved", WORD("saved: {detail}")},       {"takeover", WORD("took over from {detail}")},
      {"corrected", WORD("published a correction: {detail}")}, {"withdrawn", WORD("withdrew it: {detail}")},
      {"responsible", WORD("made {detail} responsible")}, {"placed", WORD("placed it in print: {detail}")},
      {"out of print", WORD("took it out of the issue {detail}")}};
  if (event.what == "stage") {
    Stage stage = manuscripts::parse_stage(event.detail).value_or(Stage::draft);
    return words.say("moved it to “{stage}”", {{"stage", stage_name(words, stage)}});
  }
  bool is_moment = event.what == "scheduled" || event.what == "restored" || event.what == "published";
  if (auto at = Instant::parse(event.detail); is_moment && at) {
    std::string moment = words.date_time(*at);
    if (event.what == "scheduled") return words.say("scheduled it for {moment}", {{"moment", moment}});
    if (event.what == "restored") return words.say("brought back the revision of {moment}", {{"moment", moment}});
    return words.say("published, late: it was due on {moment}", {{"moment", moment}});
  }
  if (event.what == "unscheduled" && event.detail == "embargo") return words.say("did not publish it: there is an embargo now");
  for (auto const& [what, said] : kWithDetail) {
    if (event.what == what && !event.detail.empty()) return words.say(said, {{"detail", event.detail}});
  }
  for (auto const& [what, said] : kPlain) {
    if (event.what == what) return words.say(said);
  }
  return event.what;
}

std::string article_refusal_words(words::Words const& words, Refusal const& refusal) {
  static constexpr std::pair<std::string_view, char const*> kKnown[] = {
      {"that is not yours to do", WORD("That is not yours to do.")},
      {"give it a title", WORD("Give it a title to work under.")},
      {"say to which section", WORD("Say to which section it belongs.")},
      {"a section's name has", WORD("A section's name has at most 400 bytes.")},
      {"no article has this number", WORD("No article has this number.")},
      {"this text is at a stage", WORD("This text is at a stage at which others work on it.")},
      {"the picture desk changes", WORD("The picture desk changes the lead picture and nothing else.")},
      {"there is a newer revision", WORD("Somebody has changed it since you opened this page. Look at the newest revision first.")},
      {"it was withdrawn", WORD("It was withdrawn.")},
      {"this paper publishes only", WORD("This paper publishes only what is ready.")},
      {"somebody else must see it", WORD("Somebody else must see it first: two pairs of eyes.")},
      {"there is no text", WORD("There is no text yet.")},
      {"only what is published", WORD("Only what is published can be corrected.")},
      {"its embargo ends", WORD("Its embargo has not ended by then.")},
      {"an article is not published before", WORD("Its embargo has not ended by then.")},
      {"this moment has passed", WORD("This moment has passed.")},
      {"it is not scheduled", WORD("It is not scheduled.")},
      {"somebody has moved it", WORD("Somebody has moved it meanwhile.")},
      {"it is scheduled or published", WORD("It is scheduled or published.")},
      {"readers are told why", WORD("Readers are told why: give a reason.")},
      {"a reason has at most", WORD("A reason has at most 2,000 bytes.")},
      {"it is not published", WORD("It is not published.")},
      {"nobody outside the newsroom", WORD("Nobody outside the newsroom sees it before its embargo ends.")},
      {"a note says something", WORD("A note says something.")},
      {"a note has at most", WORD("A note has at most 4,000 bytes.")},
      {"an article has at most 500 notes", WORD("An article has at most 500 notes.")},
      {"no article stands twice", WORD("No article stands twice.")},
      {"at most twelve articles", WORD("At most twelve articles stand in one place.")},
      {"there is nothing to undo", WORD("There is nothing to undo.")},
      {"this day has an issue", WORD("This day has an issue already.")},
      {"say of which day", WORD("Say of which day the issue is.")},
      {"an issue's number", WORD("An issue's number is a whole number.")},
      {"an issue has at most 500", WORD("An issue has at most 500 pages.")},
      {"articles stand on page", WORD("Articles stand on a page that you took out. Take them off it first.")},
      {"this issue is published", WORD("This issue is published already.")},
      {"an issue has pages", WORD("An issue has pages. Say which, before it is published.")},
      {"a page's label", WORD("A page is called by 1 to 8 letters and digits: “4”, “B3”.")},
      {"two pages are called", WORD("Two pages are called the same.")},
      {"the issue has no such page", WORD("The issue has no such page.")},
      {"it does not stand in", WORD("It does not stand in this issue.")},
      {"a short name is of", WORD("A short name is of small letters, digits and hyphens.")},
      {"there is an appeal of this name", WORD("There is an appeal of this name already.")},
      {"there is a campaign of this name", WORD("There is a campaign of this name already.")},
      {"it is over already", WORD("It is over already.")},
      {"an appeal ends after", WORD("It ends after it has begun.")},
      {"a campaign ends after", WORD("It ends after it has begun.")},
      {"a campaign has a place", WORD("Say where the campaign stands.")},
      {"a link is a path", WORD("A link is a path of this paper (/beitrag) or an address with https.")},
      {"those who do not see the picture", WORD("A picture is not described for those who do not see it.")},
      {"a whole number is asked", WORD("A whole number is asked for.")},
      {"there are too many drafts", WORD("There are too many drafts of this article. Throw some away.")},
      {"this text is longer", WORD("This text is longer than two million bytes.")},
  };
  for (auto const& [beginning, said] : kKnown) {
    if (refusal.message.starts_with(beginning)) return words.say(said);
  }
  bool is_credit = refusal.where.ends_with(".credit") || refusal.message.ends_with("has no credit");
  if (is_credit) return words.say("A picture has no credit.");
  if (refusal.message.ends_with("is not in the paper")) return words.say("A picture is not in the paper.");
  if (refusal.message.starts_with("the right to show the picture")) return words.say("The right to show a picture ends before.");
  if (refusal.message.ends_with("do not see it")) return words.say("A picture is not described for those who do not see it.");
  std::string field = field_name(words, refusal.where.substr(0, refusal.where.find_first_of(".[")));
  if (refusal.where.empty()) return words.say("That could not be done: {reason}", {{"reason", refusal.message}});
  return words.say("{field}: {reason}", {{"field", field}, {"reason", refusal.message}});
}

Html article_links(Work const& work, manuscripts::Manuscript const& it, std::string_view here) {
  words::Words const& words = work.words();
  auto link = [&](std::string_view page, std::string const& name) {
    std::optional<std::string> current;
    if (page == here) current = "page";
    return html::html<R"(<li><a href="{}" aria-current="{}">{}</a></li>
)">(page.empty() ? article_address(it.article) : article_address(it.article, page), current, name);
  };
  Html links = link("", words.say("Text"));
  links += link("vorschau", words.say("Preview"));
  links += link("verlauf", words.say("History"));
  links += link("veroeffentlichen", words.say("Publish …"));
  return html::html<R"(<nav class="tabs" aria-label="{}"><ul>
{}</ul></nav>
)">(words.say("This article"), links);
}

Html revision_fields(manuscripts::Revisions revisions) {
  return html::html<R"(<input type="hidden" name="text" value="{}"><input type="hidden" name="felder" value="{}">)">(
      std::to_string(revisions.body), std::to_string(revisions.metadata));
}

}  // namespace allmende::desk
