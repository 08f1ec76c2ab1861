// The page on which a text is written. What it does is the script's (editor/article_page.ts); here are its fields and
// its frame. tests/editor/article_page.html is the same page for the script's own tests.

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/pages.h"
#include "desk/writing_page.h"
#include "edition/edition.h"
#include "text/text.h"
#include "theme/theme.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;
using manuscripts::ArticleNumber;

namespace {

/// As strict as a page with a script can be; the one policy is ProseMirror's, for reading what is pasted.
constexpr char kPolicy[] =
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types ProseMirrorClipboard";

/// Where the script finds a picture by its name, wide enough for the column of text.
constexpr char kPictures[] = "/redaktion/bilder/{file}/datei?breite=656";

Html bar(words::Words const& words, ArticleNumber article) {
  auto way = [&](std::string_view id, std::string const& name) {
    return html::html<R"(<a id="{}" href="{}">{}</a>
)">(id, article_address(article, id), name);
  };
  Html ways = way("vorschau", words.say("Preview"));
  ways += way("verlauf", words.say("History"));
  ways += way("veroeffentlichen", words.say("Publish …"));
  return html::html<R"(<div class="writing-bar">
<p class="writing-place" id="ort">{}</p>
<p class="unseen" id="ansage" role="status"></p>
<button type="button" id="speichern" aria-expanded="false" aria-controls="speichern-feld" aria-keyshortcuts="Control+S" disabled>{}</button>
<form class="writing-name" id="speichern-feld" hidden>
<label for="fassung-name">{}</label>
<input id="fassung-name" type="text" maxlength="200" autocomplete="off">
<button type="submit" class="button">{}</button>
<button type="button" id="speichern-zu">{}</button>
</form>
</div>
<nav class="writing-ways" aria-label="{}">
{}</nav>
<noscript><p class="complaint">{}</p></noscript>
<p class="complaint" id="ladefehler" role="alert" hidden>{} <button type="button" id="neu-laden">{}</button></p>
<div id="meldungen" class="writing-notices"></div>
<section id="vergleich" class="writing-comparison" aria-labelledby="vergleich-titel" tabindex="-1" hidden></section>
)">(words.say("Loading …"), words.say("Save"), words.say("A name for this revision, if it is to have one"),
    words.say("Save the revision"), words.say("Cancel"), words.say("This article"), ways,
    words.say("Writing needs JavaScript. It is switched off in this browser."),
    words.say("The text could not be loaded."), words.say("Try again"));
}

Html sheet(words::Words const& words, Language const& language) {
  std::string kicker = field_name(words, "kicker"), headline = field_name(words, "headline"), deck = field_name(words, "deck");
  return html::html<R"(<div class="writing-sheet" lang="{}">
<div class="writing-head">
<label class="unseen" for="feld-kicker">{}</label>
<div class="grow writing-kicker"><textarea id="feld-kicker" name="kicker" rows="1" placeholder="{}" data-line="one"></textarea></div>
<label class="unseen" for="feld-headline">{}</label>
<div class="grow writing-headline"><textarea id="feld-headline" name="headline" rows="1" placeholder="{}" data-line="one"></textarea></div>
<label class="unseen" for="feld-deck">{}</label>
<div class="grow writing-deck"><textarea id="feld-deck" name="deck" rows="1" placeholder="{}" data-line="one"></textarea></div>
<label class="unseen" for="feld-dateline">{}</label>
<div class="writing-dateline"><input id="feld-dateline" name="dateline" type="text" placeholder="{}" autocomplete="off" data-line="one"></div>
</div>
<div id="text" tabindex="-1"></div>
</div>
)">(language.tag(), kicker, kicker, headline, headline, deck, deck, words.say("Dateline, several with commas"),
    field_name(words, "dateline"));
}

Html notes(words::Words const& words) {
  return html::html<R"(<section class="writing-notes" id="notizen" aria-labelledby="notizen-titel">
<h2 id="notizen-titel">{}</h2>
<button type="button" id="notiz-neu" aria-keyshortcuts="Control+Alt+M" disabled>{}</button>
<form id="notiz-feld" hidden>
<p class="writing-quote" id="notiz-stelle"></p>
<label for="notiz-text">{}</label>
<textarea id="notiz-text" rows="3"></textarea>
<p class="buttons"><button type="submit" class="button">{}</button><button type="button" id="notiz-zu">{}</button></p>
</form>
<ul id="notizen-liste"></ul>
</section>
)">(words.say("Notes"), words.say("A note at this place"), words.say("A note for colleagues"), words.say("Note it"),
    words.say("Cancel"));
}

Html sign_in_dialog(words::Words const& words) {
  return html::html<R"(<dialog id="anmelden" aria-labelledby="anmelden-titel">
<form method="dialog" class="form" id="anmelden-form">
<h2 id="anmelden-titel">{}</h2>
<p class="hint">{}</p>
<p class="wrong" id="anmelden-falsch" role="alert"></p>
<div class="field"><label for="anmelden-email">{}</label><input id="anmelden-email" name="email" type="email" autocomplete="username" aria-describedby="anmelden-falsch"></div>
<div class="field"><label for="anmelden-passwort">{}</label><input id="anmelden-passwort" name="passwort" type="password" autocomplete="current-password" aria-describedby="anmelden-falsch"></div>
<div class="field" id="anmelden-code-feld" hidden><label for="anmelden-code">{}</label><input id="anmelden-code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" aria-describedby="anmelden-falsch"></div>
<p class="buttons"><button type="submit" class="button">{}</button><button type="button" id="anmelden-zu">{}</button></p>
</form>
</dialog>
)">(words.say("Sign in again"), words.say("Your text stays here. Afterwards it is saved."), words.say("E-mail address"),
    words.say("Password"), words.say("Code"), words.say("Sign in"), words.say("Later"));
}

/// How the paper quotes, by an example that the script understands.
std::string quotes_of(House const& house) { return house.settings.quotes; }

}  // namespace

Result<http::Response> article_page(Work const& work) {
  ArticleNumber number = TRY(article_asked_for(work));
  auto tx = work.house.database.read();
  auto it = TRY(manuscripts::find(tx, work.actor(), number));
  manuscripts::Text text = TRY(manuscripts::text(tx, work.actor(), number));
  auto article = manuscripts::article_of(number, text);
  Language language = article ? article->language : work.house.settings.language;
  std::optional<edition::Issue> issue;
  if (article && !article->placements.empty()) issue = edition::any_issue(tx, article->placements.front().issue);
  words::Words const& words = work.words();
  std::string id = std::to_string(number.value());
  std::optional<std::string> pictures;
  if (work.house.settings.picture_files != nullptr) pictures = kPictures;
  Html main = html::html<R"(<main id="artikel" tabindex="-1" data-article="{}" data-base="{}" data-language="{}"
  data-quotes="{}" data-zone="{}" data-pictures="{}">
<h1 class="unseen">{}</h1>
{}{}{}{}{}{}</main>
)">(id, article_address(number).text(), language.tag(), quotes_of(work.house), work.house.settings.time_zone,
    pictures, words.say("Writing: {headline}", {{"headline", it.headline}}), bar(words, number),
    sheet(words, language), notes(words), writing_side(words, newsroom::sections(tx), issue), picture_dialog(words),
    sign_in_dialog(words));
  html::Document document = html::document<R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title>
<meta name="robots" content="noindex">
<link rel="stylesheet" href="{}">
<link rel="stylesheet" href="{}">
<link rel="icon" href="{}" type="image/svg+xml">
<script type="module" src="{}"></script>
</head>
<body class="desk writing">
<a class="skip" href="#text">{}</a>
<a class="skip" href="#angaben">{}</a>
{}{}</body>
</html>
)">(words.language().tag(), fmt::format("{} – {}", it.headline, work.house.settings.paper),
    Url::path(theme::address("desk.css")), Url::path(theme::address("newsroom.css")), Url::path(theme::address("favicon.svg")),
    Url::path(theme::address("editor.js")), words.say("To the text"), words.say("To the fields"), desk_bar(work), main);
  auto response = http::Response::html(document.bytes());
  response.set_header("Content-Security-Policy", kPolicy);
  return response;
}

}  // namespace allmende::desk
