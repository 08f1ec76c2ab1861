#include "desk/articles.h"
#include "desk/writing_page.h"

namespace allmende::desk {

using html::Html;
using html::html;

namespace {

Html folding(std::string const& title, bool wide, Html const& inside) {
  std::optional<std::string> wide_too;  // open where there is room
  if (wide) wide_too = "";
  return html::html<R"(<details data-wide="{}">
<summary><h2>{}</h2></summary>
{}</details>
)">(wide_too, title, inside);
}

Html input(std::string_view name, std::string const& label) {
  std::string id = "feld-" + std::string(name);
  return html::html<R"(<p><label for="{}">{}</label><input id="{}" name="{}" type="text" autocomplete="off"></p>
)">(id, label, id, name);
}

Html box(std::string_view name, std::string const& label) {
  std::string id = "feld-" + std::string(name);
  return html::html<R"(<p class="choice"><input id="{}" name="{}" type="checkbox"><label for="{}">{}</label></p>
)">(id, name, id, label);
}

Html option(std::string_view value, std::string const& name) {
  return html::html<R"(<option value="{}">{}</option>)">(value, name);
}

Html choice(std::string_view name, std::string const& label, Html const& options) {
  std::string id = "feld-" + std::string(name);
  return html::html<R"(<p><label for="{}">{}</label>
<select id="{}" name="{}">{}</select></p>
)">(id, label, id, name, options);
}

Html told(std::string const& term, std::string_view id) {
  return html::html<R"(<div><dt>{}</dt><dd id="{}">…</dd></div>
)">(term, id);
}

Html standing(words::Words const& words) {
  Html rows = told(words.say("Stage"), "stufe");
  rows += told(words.say("Text"), "ort-lang");
  rows += told(words.say("At the text"), "schreibt");
  rows += told(words.say("Here too"), "anwesende");
  return folding(words.say("How things stand"), true, html::html<"<dl>\n{}</dl>\n">(rows));
}

Html length(words::Words const& words) {
  Html rows = told(words.say("Words in it"), "laenge-woerter");
  rows += told(words.say("Characters"), "laenge-zeichen");
  rows += told(words.say("Lines in print"), "laenge-zeilen");
  rows += told(words.say("Reading time"), "laenge-minuten");
  return folding(words.say("Length"), true, html::html<"<dl id=\"laenge\">\n{}</dl>\n">(rows));
}

Html place(words::Words const& words, std::vector<newsroom::Section> const& sections) {
  Html section_options = option("", "–");
  for (auto const& it : sections) section_options += option(it.slug.text(), it.name);
  Html genres = option("report", words.say_in("genre", "Report"));
  genres += option("opinion", words.say_in("genre", "Opinion"));
  genres += option("analysis", words.say_in("genre", "Analysis"));
  genres += option("review", words.say_in("genre", "Review"));
  genres += option("background", words.say_in("genre", "Background"));
  genres += option("interview", words.say_in("genre", "Interview"));
  Html languages = option("de", words.say("German"));
  languages += option("en", words.say("English"));
  Html inside = choice("section", words.say("Section"), section_options);
  inside += input("topics", words.say("Topics, with commas"));
  inside += choice("genre", words.say("Genre"), genres);
  inside += choice("language", words.say("Language"), languages);
  inside += html::html<R"(<p><label for="feld-slug">{}</label><input id="feld-slug" name="slug" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"></p>
)">(words.say("Name in the address"));
  return folding(words.say("Where it belongs"), true, inside);
}

Html authors(words::Words const& words) {
  Html roles = option("text", words.say_in("contribution to an article", "Text"));
  roles += option("photo", words.say_in("contribution to an article", "Photo"));
  roles += option("illustration", words.say_in("contribution to an article", "Illustration"));
  roles += option("translation", words.say_in("contribution to an article", "Translation"));
  roles += option("interview", words.say_in("contribution to an article", "Interview"));
  roles += option("collaboration", words.say_in("contribution to an article", "Collaboration"));
  return folding(words.say("Authors"), true, html::html<R"(<fieldset data-rows="authors"><legend class="unseen">{}</legend>
<template><div class="writing-row" role="group">
<label>{} <input name="authors.name" type="text" autocomplete="off"></label>
<label>{} <select name="authors.role">{}</select></label>
<button type="button" data-remove="">{}</button>
</div></template>
<button type="button" data-add="">{}</button>
</fieldset>
)">(words.say("Authors"), words.say("Name"), words.say("Contribution"), roles, words.say("Remove"), words.say("Add an author")));
}

Html sources(words::Words const& words) {
  Html inside = input("sources", words.say("Agencies, with commas"));
  inside += box("edited", words.say("Edited agency copy"));
  inside += input("credit", words.say("Credit by hand"));
  return folding(words.say("Sources and credit"), false, inside);
}

Html picture(words::Words const& words) {
  return folding(words.say("Lead picture"), false, html::html<R"(<p><label for="feld-bild">{}</label><input id="feld-bild" name="lead_picture.file" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"></p>
<p><button type="button" id="aufmacher-waehlen" disabled>{}</button></p>
<div id="aufmacher" class="writing-picture"></div>
<p><label for="feld-bild-alt">{}</label><textarea id="feld-bild-alt" name="lead_picture.alt" rows="2"></textarea></p>
<p><label for="feld-bild-nachweis">{}</label><input id="feld-bild-nachweis" name="lead_picture.credit" type="text" autocomplete="off"></p>
<p><label for="feld-bild-unterschrift">{}</label><textarea id="feld-bild-unterschrift" name="lead_picture.caption" rows="2"></textarea></p>
)">(words.say("Picture's file"), words.say("Choose a picture …"), words.say("Description for those who do not see it"), words.say("Picture credit"), words.say("Caption")));
}

/// Pages of the issue to point to.
Html pages_offered(words::Words const& words, edition::Issue const& issue) {
  Html buttons = html::each(issue.pages, [&](edition::PrintedPage const& page) {
    std::string name = page.title.empty() ? page.label : page.label + " " + page.title;
    return html::html<R"(<button type="button" data-see-page="{}" aria-pressed="false">{}</button>
)">(page.label, name);
  });
  return html::html<R"(<div class="writing-pages" role="group" aria-labelledby="seiten-der-ausgabe"><p id="seiten-der-ausgabe">{}</p>
{}</div>
)">(words.say("Pages of the issue of {date}", {{"date", words.date_short(issue.date)}}), buttons);
}

Html print(words::Words const& words, std::optional<edition::Issue> const& issue) {
  Html see_pages = input("see_pages", words.say("See pages, with commas"));
  if (issue && !issue->pages.empty()) see_pages += pages_offered(words, *issue);
  return folding(words.say("Print"), false, see_pages + html::html<R"(<fieldset data-rows="placements"><legend>{}</legend>
<template><div class="writing-row" role="group">
<label>{} <input name="placements.issue" type="date"></label>
<label>{} <input name="placements.page" type="text" autocomplete="off" maxlength="8"></label>
<label>{} <input name="placements.order" type="number" min="1" max="1000"></label>
<button type="button" data-remove="">{}</button>
</div></template>
<button type="button" data-add="">{}</button>
</fieldset>
)">(words.say("Placement"), words.say("Issue of"), words.say_in("printed", "Page"), words.say("Order"), words.say("Remove"), words.say("Add a placement")));
}

Html publication(words::Words const& words) {
  Html inside = html::html<R"(<p><label for="feld-embargo">{}</label><input id="feld-embargo" name="embargo" type="datetime-local"></p>
)">(words.say("Embargo until"));
  inside += box("advertising", words.say("Advertising beside it"));
  inside += box("appeals", words.say("Appeals beneath it"));
  return folding(words.say("When it appears"), false, inside);
}

}  // namespace

Html writing_side(words::Words const& words, std::vector<newsroom::Section> const& sections,
                  std::optional<edition::Issue> const& issue) {
  Html all = standing(words) + length(words) + place(words, sections) + authors(words) + sources(words) + picture(words) +
             print(words, issue) + publication(words);
  return html::html<R"(<aside class="writing-side" id="angaben" aria-label="{}" tabindex="-1">
{}<details data-wide="" id="entwuerfe-abschnitt" hidden>
<summary><h2>{}</h2></summary>
<ul id="entwuerfe" class="writing-drafts"></ul>
</details>
</aside>
)">(words.say("Fields"), all, words.say("Side drafts"));
}

}  // namespace allmende::desk
