// Appeals: the words with which the paper asks, for which sections, from when to when.

#include <algorithm>

#include "appeals/appeals.h"
#include "desk/articles.h"
#include "desk/bookings.h"
#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

using appeals::Appeal;
using html::Html;
using html::html;
using html::Url;

namespace {

Url appeal_address(Slug const& slug) { return Url::path_of({"redaktion", "aufrufe", slug.text()}); }

std::string section_names(words::Words const& words, std::vector<newsroom::Section> const& sections, Appeal const& appeal) {
  if (appeal.sections.empty()) return words.say("all");
  std::vector<std::string> names;
  for (Slug const& slug : appeal.sections) {
    auto found = std::ranges::find(sections, slug, &newsroom::Section::slug);
    names.push_back(found == sections.end() ? slug.text() : found->name);
  }
  return words.list(names);
}

Html table(Work const& work, std::vector<Appeal> const& all, std::vector<newsroom::Section> const& sections) {
  words::Words const& words = work.words();
  if (all.empty()) return html::html<"<p class=\"empty\">{}</p>\n">(words.say("No appeals yet: the paper asks for nothing."));
  Html rows = html::each(all, [&](Appeal const& it) {
    return html::html<R"(<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td><td>{}</td></tr>
)">(appeal_address(it.slug), it.title, section_names(words, sections, it), it.language.tag(), span_words(words, it.from, it.to, work.now));
  });
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="articles">
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table></div>
)">(words.say("Appeals"), words.say_in("appeal", "Title"), words.say("Sections"), words.say("Language"), words.say("Time"), rows);
}

Html form_view(Work const& work, Appeal const* it, std::vector<newsroom::Section> const& sections) {
  words::Words const& words = work.words();
  static Appeal const kNone{Slug::parse("neu").value(), Language::german(), ""};
  Appeal const& appeal = it ? *it : kNone;
  bool is_post = work.request.method() == http::Method::post;
  auto value = [&](std::string_view name, std::string const& stored) { return is_post ? form_text(work.request, name) : stored; };
  std::vector<Choice> languages = {{"de", words.say("German"), appeal.language.primary() == "de"}, {"en", words.say("English"), appeal.language.primary() == "en"}};
  std::vector<Choice> beneath;
  for (newsroom::Section const& each : sections) {
    bool is_stored = std::ranges::find(appeal.sections, each.slug) != appeal.sections.end();
    beneath.push_back({each.slug.text(), each.name, is_post ? is_ticked(work.request, "ressort", each.slug.text()) : is_stored});
  }
  Html name = it ? html::html<R"(<input type="hidden" name="name" value="{}"><input type="hidden" name="alt" value="1">)">(appeal.slug.text())
                 : field({.name = "name", .label = words.say("Short name, of small letters and hyphens"), .value = value("name", "")});
  Html inside = name;
  inside += field({.name = "titel", .label = words.say_in("appeal", "Title"), .value = value("titel", appeal.title)});
  inside += text_field({"text", words.say("Why the paper asks"), value("text", joined(appeal.text, "\n\n")), words.say("A blank line begins a paragraph."), 6});
  inside += text_field({"auftakt", words.say("The sentence before the list"), value("auftakt", appeal.lead_in), "", 2});
  inside += text_field({"zwecke", words.say("What support makes possible"), value("zwecke", joined(appeal.purposes, "\n")), words.say("One a line."), 5});
  inside += text_field({"schluss", words.say("The request behind the list"), value("schluss", appeal.closing), "", 3});
  inside += field({.name = "knopf", .label = words.say("What the button says"), .value = value("knopf", appeal.button), .required = false});
  inside += text_field({"dank", words.say("Thanks, for those who have given"), value("dank", appeal.thanks), "", 2});
  inside += choice_field(work, "sprache", words.say("Language"), languages);
  if (!beneath.empty()) inside += boxes_field("ressort", words.say("Beneath articles of these sections (none: of all)"), beneath);
  inside += span_fields(work, appeal.from, appeal.to);
  return html::html<R"(<form class="form" method="post" action="/redaktion/aufrufe">{}{}<p><button class="button" type="submit">{}</button></p></form>
)">(form_token_field(work), inside, it ? words.say("Change the appeal") : words.say("Make the appeal"));
}

/// As the form says; what it does not show stays as it was.
Result<Appeal> appeal_in(Work const& work, std::optional<Appeal> const& before, std::vector<newsroom::Section> const& sections) {
  auto text = [&](std::string_view name) { return form_text(work.request, name); };
  auto slug = Slug::parse(text("name"));
  if (!slug) return refuse(Code::invalid, "a short name is of small letters", "slug");
  Language language = TRY(Language::parse(text("sprache").empty() ? "de" : text("sprache")));
  Appeal appeal{*slug, language, text("titel")};
  appeal.text = paragraphs_in(text("text"));
  appeal.lead_in = joined(lines_in(text("auftakt")), " ");
  appeal.purposes = lines_in(text("zwecke"));
  appeal.closing = joined(lines_in(text("schluss")), " ");
  appeal.button = text("knopf");
  appeal.thanks = joined(lines_in(text("dank")), " ");
  for (newsroom::Section const& it : sections) {
    if (is_ticked(work.request, "ressort", it.slug.text())) appeal.sections.push_back(it.slug);
  }
  appeal.from = TRY(moment_in(work, "von", before ? before->from : std::nullopt));
  appeal.to = TRY(moment_in(work, "bis", before ? before->to : std::nullopt));
  return appeal;
}

http::Response list_page(Work const& work) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  Html main = html::html<R"(<p>{}</p><p><a class="button" href="/redaktion/aufruf">{}</a></p>
)">(words.say("Beneath an article stands one of those that run: one for its section before one for all. An author can close an article to appeals, beside its text."),
    words.say("A new appeal"));
  return page(work, words.say("Appeals"), main + table(work, appeals::all_appeals(tx), newsroom::sections(tx)));
}

http::Response form_page(Work const& work, std::optional<Appeal> const& it, Html const& above, http::Status status) {
  words::Words const& words = work.words();
  auto tx = work.house.database.read();
  Html main = html::html<R"(<p class="ways"><a class="link" href="/redaktion/aufrufe">{}</a></p>
)">(words.say("All appeals"));
  main += above;
  if (it) main += html::html<"<p>{}.</p>\n">(span_words(words, it->from, it->to, work.now));
  bool is_over = it && it->to && *it->to <= work.now;
  if (it && !is_over) {
    main += html::html<R"(<form method="post" action="{}">{}<button type="submit">{}</button></form>
)">(Url::path_of({"redaktion", "aufrufe", it->slug.text(), "ende"}), form_token_field(work), words.say("End the appeal now"));
  }
  main += form_view(work, it ? &*it : nullptr, newsroom::sections(tx));
  return page(work, it ? it->title : words.say("A new appeal"), main, status);
}

Result<Slug> slug_asked_for(Work const& work) {
  auto slug = Slug::parse(work.request.parameter("name"));
  if (!slug) return refuse(Code::not_found, "there is no such appeal");
  return *slug;
}

std::optional<Appeal> stored(Work const& work, Slug const& slug) {
  auto tx = work.house.database.read();
  return appeals::find_appeal(tx, slug);
}

}  // namespace

Result<http::Response> appeals_page(Work const& work) { return list_page(work); }

Result<http::Response> new_appeal_page(Work const& work) { return form_page(work, std::nullopt, {}, http::Status::ok); }

Result<http::Response> appeal_page(Work const& work) {
  auto it = stored(work, TRY(slug_asked_for(work)));
  if (!it) return refuse(Code::not_found, "there is no such appeal");
  return form_page(work, it, {}, http::Status::ok);
}

Result<http::Response> write_appeal(Work const& work) {
  bool is_old = work.request.form("alt").has_value();
  std::optional<Appeal> before;
  if (auto slug = Slug::parse(form_text(work.request, "name")); slug && is_old) before = stored(work, *slug);
  auto written = [&]() -> Result<Slug> {
    auto tx = work.house.database.write();
    Appeal appeal = TRY(appeal_in(work, before, newsroom::sections(tx)));
    TRY(appeals::write_appeal(tx, work.actor(), appeal, is_old ? appeals::Writing::over : appeals::Writing::anew, work.now));
    tx.commit();
    return appeal.slug;
  }();
  if (written) return go_to(appeal_address(*written).text());
  auto status = written.error().code == Code::conflict ? http::Status::conflict : http::Status::unprocessable_content;
  return form_page(work, before, complaint(article_refusal_words(work.words(), written.error())), status);
}

Result<http::Response> end_appeal(Work const& work) {
  Slug slug = TRY(slug_asked_for(work));
  auto ended = [&]() -> Result<void> {
    auto tx = work.house.database.write();
    TRY(appeals::end_appeal(tx, work.actor(), slug, work.now));
    tx.commit();
    return {};
  }();
  if (ended) return go_to(appeal_address(slug).text());
  auto it = stored(work, slug);
  if (!it) return std::unexpected(ended.error());
  return form_page(work, it, complaint(article_refusal_words(work.words(), ended.error())), http::Status::conflict);
}

}  // namespace allmende::desk
