#include "desk/frame.h"

#include "advertising/advertising.h"
#include "appeals/appeals.h"
#include "theme/theme.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;

namespace {

Html preload(std::string_view font) {
  return html::html<R"(<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin="anonymous">)">(
      Url::path(font));
}

Html header_of(House const& house, Html const& inside) {
  return html::html<R"(<header class="desk-bar"><p class="desk-name"><a href="/redaktion">{}</a></p>{}</header>
)">(house.settings.paper, inside);
}

html::Document framed(House const& house, Language const& language, std::string const& title, Html const& bar,
                      Html const& main, PageNeeds const& needs = {}) {
  Html script = html::when(!needs.script.empty(), [&] {
    return html::html<R"(<script type="module" src="{}"></script>
)">(Url::path(theme::address(needs.script)));
  });
  Html plots = html::when(needs.plots, [] {
    return html::html<R"(<link rel="stylesheet" href="{}">
)">(Url::path(theme::address("plots.css")));
  });
  return html::document<R"(<!doctype html>
<html lang="{}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title>
<meta name="robots" content="noindex">
{}
<link rel="stylesheet" href="{}">
<link rel="icon" href="{}" type="image/svg+xml">
{}</head>
<body class="{}">
<a class="skip" href="#inhalt">{}</a>
{}<main id="inhalt" tabindex="-1">
<h1>{}</h1>
{}</main>
</body>
</html>
)">(language.tag(), fmt::format("{} – {}", title, house.settings.paper), html::each(theme::preloaded_fonts(), preload),
    Url::path(theme::address("desk.css")), Url::path(theme::address("favicon.svg")),
    plots + script, needs.frames ? "desk desk-wide" : "desk", house.words_in(language).say("Skip to content"), header_of(house, bar), title, main);
}

/// The paper's own policy, and only what is needed beyond it.
std::string policy_of(PageNeeds const& needs) {
  std::string policy =
      "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  if (!needs.script.empty()) policy += "; script-src 'self'; connect-src 'self'";
  if (needs.frames) policy += "; frame-src 'self'";
  return policy;
}

Html link(Work const& work, std::string_view path, std::string const& name) {
  std::optional<std::string> here;
  if (work.request.path() == path) here = "page";
  return html::html<R"(<li><a href="{}" aria-current="{}">{}</a></li>)">(Url::path(path), here, name);
}

Html bar_of(Work const& work) {
  words::Words const& words = work.words();
  Html links = link(work, "/redaktion", words.say("Desk"));
  if (work.actor().roles().has_any(manuscripts::kEditors)) {
    links += link(work, "/redaktion/titelseite", words.say("Front page"));
    links += link(work, "/redaktion/ausgaben", words.say("Issues"));
  }
  if (work.actor().roles().has_any(media::kPictureTakers)) links += link(work, "/redaktion/bilder", words.say("Pictures"));
  if (work.actor().roles().has_any(appeals::kAppealWriters)) links += link(work, "/redaktion/aufrufe", words.say("Appeals"));
  if (work.actor().roles().has_any(advertising::kAdvertisingDesk)) links += link(work, "/redaktion/werbung", words.say("Advertising"));
  if (work.house.settings.till && work.actor().roles().has_any(contributions::kAtTheTill)) links += link(work, "/redaktion/kasse", words.say("Till"));
  if (work.actor().has(people::Role::administrator)) links += link(work, "/redaktion/leute", words.say("People"));
  links += link(work, "/redaktion/konto", work.actor().name());
  return html::html<R"(<nav class="desk-links" aria-label="{}"><ul>
{}</ul></nav>
<form method="post" action="/redaktion/abmelden">{}<button class="quiet" type="submit">{}</button></form>)">(
      words.say("Desk"), links, form_token_field(work), words.say("Sign out"));
}

}  // namespace

Html desk_bar(Work const& work) { return header_of(work.house, bar_of(work)); }

http::Response page(Work const& work, std::string const& title, Html const& main, http::Status status, PageNeeds const& needs) {
  auto response = http::Response::html(framed(work.house, work.words().language(), title, bar_of(work), main, needs).bytes(), status);
  if (!needs.script.empty() || needs.frames) response.set_header("Content-Security-Policy", policy_of(needs));
  return response;
}

http::Response page(Visit const& visit, std::string const& title, Html const& main, http::Status status) {
  return http::Response::html(framed(visit.house, visit.words().language(), title, {}, main).bytes(), status);
}

http::Response forbidden_page(Work const& work) {
  words::Words const& words = work.words();
  return page(work, words.say("Not for you"),
              html::html<"<p>{}</p>">(words.say("This page needs another role than yours. Who administers the paper can give it to you.")),
              http::Status::forbidden);
}

http::Response signed_out_page(Visit const& visit) {
  words::Words const& words = visit.words();
  return page(visit, words.say("You are signed out"),
              html::html<R"(<p>{}</p><p><a class="button" href="/redaktion/anmelden" target="_blank">{}</a></p>)">(
                  words.say("Nothing was done. Sign in in another tab, then go back in this one and send the form again."),
                  words.say("Sign in")),
              http::Status::unauthorized);
}

http::Response foreign_form_page(Visit const& visit) {
  words::Words const& words = visit.words();
  return page(visit, words.say("Nothing was done"),
              html::html<R"(<p>{}</p><p><a class="button" href="/redaktion">{}</a></p>)">(
                  words.say("This form did not come from a page of yours, or from one of an earlier session. Open the page anew and try again."),
                  words.say("To the desk")),
              http::Status::forbidden);
}

http::Response go_to(std::string address) {
  return http::Response::redirect(http::Status::see_other, std::move(address));
}

Html form_token_field(Work const& work) {
  return html::html<R"(<input type="hidden" name="marke" value="{}">)">(work.form_token());
}

Html new_password_form(Visit const& visit, std::string const& email, std::string const& greeting, std::string const& wrong) {
  words::Words const& words = visit.words();
  return html::html<R"(<p>{}</p><form class="form" method="post">
<div class="field"><label for="feld-email">{}</label><input id="feld-email" name="email" type="email" value="{}" autocomplete="username" readonly></div>
{}<p><button class="button" type="submit">{}</button></p></form>
)">(greeting, words.say("E-mail address"), email,
    field({.name = "passwort", .label = words.say("New password"), .type = "password", .autocomplete = "new-password",
           .hint = words.say("At least 12 characters: a few words that nobody else puts together."), .wrong = wrong}),
    words.say("Set password"));
}

std::string form_text(http::Request const& request, std::string_view name) {
  return std::string(request.form(name).value_or(""));
}

std::string refusal_words(words::Words const& words, Refusal const& refusal) {
  static constexpr std::pair<std::string_view, char const*> kKnown[] = {
      {"this is no e-mail address", WORD("This is no e-mail address.")},
      {"this address has an account already", WORD("This address has an account already.")},
      {"an e-mail address has at most", WORD("An e-mail address has at most 254 characters.")},
      {"a person has a name", WORD("A person has a name.")},
      {"a name has at most", WORD("A name has at most 200 bytes.")},
      {"a name is one line", WORD("A name is one line of text.")},
      {"somebody must be left", WORD("Somebody must be left who administers. Make another person an administrator first.")},
      {"a password has at least", WORD("A password has at least 12 characters. A few words that nobody else puts together are good.")},
      {"a password has at most", WORD("A password has at most 1000 bytes.")},
      {"this password is among", WORD("This password is among the first that are tried. Take one that is yours alone.")},
      {"the present password is", WORD("Your present password is another one.")},
      {"the password is another", WORD("Your password is another one.")},
      {"the authenticator should", WORD("Your authenticator should show another code. Is its clock right?")},
      {"there is a second factor", WORD("There is a second factor already.")},
      {"this person is not active", WORD("This person is not active.")},
      {"this account was changed", WORD("This account was changed meanwhile. Look at it again.")},
      {"this link is used", WORD("This link is used, replaced by a newer one, or too old.")},
      {"this invitation is used", WORD("This invitation is used, replaced by a newer one, or too old. Ask for a new one.")},
  };
  for (auto const& [beginning, said] : kKnown) {
    if (refusal.message.starts_with(beginning)) return words.say(said);
  }
  return words.say("That could not be done: {reason}", {{"reason", refusal.message}});
}

}  // namespace allmende::desk
