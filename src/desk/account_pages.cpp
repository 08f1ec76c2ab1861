#include <charconv>

#include "desk/access.h"
#include "desk/frame.h"
#include "desk/pages.h"
#include "qr/qr.h"

namespace allmende::desk {

using html::Html;
using html::html;

namespace {

people::Person self(Work const& work, database::ReadTx& tx) {
  auto person = people::find_person(tx, *work.actor().person());
  VERIFY(person.has_value());
  return *person;
}

Html session_row(Work const& work, people::Session const& session) {
  words::Words const& words = work.words();
  bool here = session.id == work.who.session;
  Html end = here ? html::html<"<strong>{}</strong>">(words.say("This browser"))
                  : html::html<R"(<form method="post" action="/redaktion/konto/sitzung">{}
<input type="hidden" name="sitzung" value="{}"><button class="quiet" type="submit">{}</button></form>)">(
                        form_token_field(work), std::to_string(session.id.value()), words.say("Sign out there"));
  return html::html<R"(<tr><td>{}</td><td>{}</td><td>{}</td></tr>
)">(session.browser.empty() ? words.say("Unknown browser") : session.browser, words.date_time(session.seen), end);
}

Html sessions_view(Work const& work, std::vector<people::Session> const& sessions) {
  words::Words const& words = work.words();
  Html others = html::when(sessions.size() > 1, [&] {
    return html::html<R"(<form method="post" action="/redaktion/konto/sitzungen">{}<p><button type="submit">{}</button></p></form>)">(
        form_token_field(work), words.say("Sign out everywhere else"));
  });
  return html::html<R"(<section aria-labelledby="sitzungen"><h2 id="sitzungen">{}</h2>
<div class="table-scroll" tabindex="0" role="region" aria-labelledby="sitzungen"><table><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="unseen">{}</span></th></tr></thead>
<tbody>{}</tbody></table></div>{}</section>
)">(words.say("Where you are signed in"), words.say("Browser"), words.say("Last used"), words.say("What to do"),
    html::each(sessions, [&](auto const& session) { return session_row(work, session); }), others);
}

Html password_view(Work const& work, Refusal const* refusal) {
  words::Words const& words = work.words();
  std::string wrong = refusal != nullptr ? refusal_words(words, *refusal) : "";
  bool old_one = refusal != nullptr && refusal->where == "old";
  return html::html<R"(<section aria-labelledby="passwort"><h2 id="passwort">{}</h2>
<form class="form" method="post" action="/redaktion/konto/passwort">{}
{}{}<p><button type="submit">{}</button></p></form></section>
)">(words.say("Password"), form_token_field(work),
    field({.name = "altes", .label = words.say("Present password"), .type = "password", .autocomplete = "current-password",
           .wrong = old_one ? wrong : ""}),
    field({.name = "neues", .label = words.say("New password"), .type = "password", .autocomplete = "new-password",
           .hint = words.say("You will be signed out everywhere but here."), .wrong = old_one ? "" : wrong}),
    words.say("Change password"));
}

Html second_factor_view(Work const& work, people::Person const& person, int codes, std::string const& wrong) {
  words::Words const& words = work.words();
  Html inside;
  if (!person.has_second_factor) {
    inside = html::html<R"(<p>{}</p><p><a class="button" href="/redaktion/konto/zweitfaktor">{}</a></p>)">(
        words.say("With a second factor your password alone opens nothing: an authenticator on your phone shows a code that is asked for too."),
        words.say("Set up a second factor"));
  } else {
    inside = html::html<R"(<p>{}</p><form class="form" method="post" action="/redaktion/konto/zweitfaktor/ende">{}
{}<p><button type="submit">{}</button></p></form>)">(
        words.say_n("A code is asked for when you sign in. You have {count} recovery code left.",
                    "A code is asked for when you sign in. You have {count} recovery codes left.", codes),
        form_token_field(work),
        field({.name = "passwort", .label = words.say("Password"), .type = "password", .autocomplete = "current-password", .wrong = wrong}),
        words.say("End the second factor"));
  }
  return html::html<R"(<section aria-labelledby="zweitfaktor"><h2 id="zweitfaktor">{}</h2>
{}</section>
)">(words.say("Second factor"), inside);
}

struct Complaints {
  Refusal const* password = nullptr;
  std::string factor = {};
};

http::Response account(Work const& work, Complaints const& wrong = {}, http::Status status = http::Status::ok) {
  auto tx = work.house.database.read();
  people::Person person = self(work, tx);
  words::Words const& words = work.words();
  Html done = html::when(work.request.query("getan").has_value(), [&] { return notice(words.say("Done.")); });
  Html main = html::html<R"({}<p>{}</p>
{}{}{})">(done, person.email, password_view(work, wrong.password),
          second_factor_view(work, person, people::recovery_codes_left(tx, work.actor()), wrong.factor),
          sessions_view(work, people::sessions(tx, work.actor(), work.now)));
  return page(work, person.name, main, status);
}

Html code_figure(words::Words const& words, people::FactorOffer const& offer) {
  auto symbol = qr::encode(offer.address);
  if (!symbol) return {};  // a paper's name that is longer than a code holds: the key is typed
  std::size_t size = qr::side(*symbol);
  return html::html<R"(<figure class="qr"><svg role="img" aria-label="{}" viewBox="{}"><path d="{}" fill="currentColor"/></svg></figure>)">(
      words.say("Code for your authenticator's camera"), fmt::format("0 0 {} {}", size, size), qr::svg_path(*symbol));
}

/// "ABCD EFGH …": easier to type.
std::string in_fours(std::string_view key) {
  std::string out;
  for (std::size_t i = 0; i < key.size(); i += 4) out += (out.empty() ? "" : " ") + std::string(key.substr(i, 4));
  return out;
}

http::Response offer_page(Work const& work, people::FactorOffer const& offer, std::string const& wrong, http::Status status) {
  words::Words const& words = work.words();
  Html main = html::html<R"(<ol class="steps"><li><p>{}</p>{}<p>{} <code>{}</code></p></li>
<li><p>{}</p><form class="form" method="post" action="/redaktion/konto/zweitfaktor">{}
<input type="hidden" name="angebot" value="{}">{}<p><button class="button" type="submit">{}</button></p></form></li></ol>
)">(words.say("Let your authenticator scan this code."), code_figure(words, offer), words.say("Or type this key:"),
    in_fours(offer.by_hand), words.say("Type the code that it shows now."), form_token_field(work), offer.sealed,
    field({.name = "code", .label = words.say("Code"), .autocomplete = "one-time-code", .wrong = wrong}),
    words.say("Turn on"));
  return page(work, words.say("Set up a second factor"), main, status);
}

http::Response codes_page(Work const& work, std::vector<Secret> const& codes) {
  words::Words const& words = work.words();
  Html list = html::each(codes, [](Secret const& code) { return html::html<"<li><code>{}</code></li>\n">(code.reveal()); });
  return page(work, words.say("Recovery codes"),
              html::html<R"(<p>{}</p><ul class="codes">
{}</ul><p><a class="button" href="/redaktion/konto">{}</a></p>)">(
                  words.say("The second factor is on. Print these codes or write them down: each lets you in once, on the day when your phone is lost. They are not shown again."),
                  list, words.say("I have them")));
}

std::string email_of(Work const& work) {
  auto tx = work.house.database.read();
  return self(work, tx).email;
}

}  // namespace

Result<http::Response> account_page(Work const& work) { return account(work); }

Result<http::Response> change_password(Work const& work) {
  auto changed = people::change_password(work.house.database, work.actor(), Secret(form_text(work.request, "altes")),
                                         Secret(form_text(work.request, "neues")), work.session, work.now);
  if (!changed) return account(work, {.password = &changed.error()}, http::Status::unprocessable_content);
  return go_to("/redaktion/konto?getan=1");
}

Result<http::Response> second_factor_page(Work const& work) {
  auto offer = people::offer_second_factor(work.house.settings.key, work.house.settings.paper, email_of(work));
  return offer_page(work, offer, "", http::Status::ok);
}

Result<http::Response> take_second_factor(Work const& work) {
  Settings const& settings = work.house.settings;
  std::string sealed = form_text(work.request, "angebot");
  auto offer = people::same_offer(settings.key, sealed, settings.paper, email_of(work));
  if (!offer) return second_factor_page(work);
  auto tx = work.house.database.write();
  auto codes = people::take_second_factor(tx, work.actor(), settings.key, sealed, form_text(work.request, "code"), work.now);
  if (!codes) {
    return offer_page(work, *offer, refusal_words(work.words(), codes.error()), http::Status::unprocessable_content);
  }
  tx.commit();
  return codes_page(work, *codes);
}

Result<http::Response> drop_second_factor(Work const& work) {
  auto dropped = people::drop_second_factor(work.house.database, work.actor(), Secret(form_text(work.request, "passwort")), work.now);
  if (!dropped) {
    return account(work, {.factor = refusal_words(work.words(), dropped.error())}, http::Status::unprocessable_content);
  }
  return go_to("/redaktion/konto?getan=1");
}

Result<http::Response> end_session(Work const& work) {
  std::int64_t id = 0;
  std::string given = form_text(work.request, "sitzung");
  std::from_chars(given.data(), given.data() + given.size(), id);
  auto tx = work.house.database.write();
  // One that is over already is what was wanted.
  (void)people::end_session(tx, work.actor(), people::SessionId(id));
  tx.commit();
  return go_to("/redaktion/konto?getan=1");
}

Result<http::Response> end_other_sessions(Work const& work) {
  auto tx = work.house.database.write();
  people::end_other_sessions(tx, work.actor(), work.who.session);
  tx.commit();
  return go_to("/redaktion/konto?getan=1");
}

}  // namespace allmende::desk
