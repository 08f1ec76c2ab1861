#include "desk/access.h"
#include "desk/frame.h"
#include "desk/json_answer.h"
#include "desk/pages.h"

namespace allmende::desk {

using html::Html;
using html::html;
using people::NotSignedIn;

namespace {

std::string why_not(words::Words const& words, people::Refused const& refused) {
  switch (refused.why) {
    case NotSignedIn::wrong: return words.say("E-mail address or password are not right.");
    case NotSignedIn::wrong_code: return words.say("The code is not right. A code is good for half a minute, and once.");
    case NotSignedIn::needs_code: return words.say("Now the code that your authenticator shows, or one of your recovery codes.");
    case NotSignedIn::wait:
      return words.say_n("Too many tries. Try again in {count} second.", "Too many tries. Try again in {count} seconds.",
                         refused.wait.count());
  }
  report_bug("every reason has words");
}

/// For the writing page's script, which signs in again in place: docs/writing.md.
bool is_asked_by_script(http::Request const& request) { return request.header("Accept") == "application/json"; }

std::string_view word_of(NotSignedIn why) {
  switch (why) {
    case NotSignedIn::wrong: return "wrong";
    case NotSignedIn::wrong_code: return "wrong_code";
    case NotSignedIn::needs_code: return "needs_code";
    case NotSignedIn::wait: return "wait";
  }
  report_bug("every reason has a word");
}

Html sign_in_form(Visit const& visit, Html const& above, bool with_code) {
  words::Words const& words = visit.words();
  Html code = html::when(with_code, [&] {
    return field({.name = "code", .label = words.say("Code"), .autocomplete = "one-time-code"});
  });
  return html::html<R"({}<form class="form" method="post" action="/redaktion/anmelden">
<input type="hidden" name="weiter" value="{}">
{}{}{}<p><button class="button" type="submit">{}</button></p></form>
<p class="beneath-form"><a class="link" href="/redaktion/passwort">{}</a></p>
)">(above, page_after(visit.request),
    field({.name = "email", .label = words.say("E-mail address"), .type = "email", .value = form_text(visit.request, "email"),
           .autocomplete = "username"}),
    field({.name = "passwort", .label = words.say("Password"), .type = "password", .autocomplete = "current-password"}),
    code, words.say("Sign in"), words.say("Forgotten your password?"));
}

http::Response not_signed_in(Visit const& visit, people::Refused const& refused) {
  if (is_asked_by_script(visit.request)) {
    return json_answer({{"why", word_of(refused.why)}, {"wait", refused.wait.count()}}, http::Status::unauthorized);
  }
  std::string words = why_not(visit.words(), refused);
  bool asks = refused.why == NotSignedIn::needs_code;
  bool with_code = asks || refused.why == NotSignedIn::wrong_code;
  auto response = page(visit, visit.words().say("Sign in"),
                       sign_in_form(visit, asks ? notice(words) : complaint(words), with_code),
                       refused.why == NotSignedIn::wait ? http::Status::too_many_requests
                                                        : http::Status::unprocessable_content);
  if (refused.wait.count() > 0) response.set_header("Retry-After", std::to_string(refused.wait.count()));
  return response;
}

Html password_form(Visit const& visit, people::Person const& person, std::string const& wrong) {
  return new_password_form(visit, person.email,
                           visit.words().say("Welcome, {name}. Choose the password that you will sign in with.", {{"name", person.name}}), wrong);
}

http::Response spent_invitation(Visit const& visit, Refusal const& refusal) {
  words::Words const& words = visit.words();
  return page(visit, words.say("Invitation"), complaint(refusal_words(words, refusal)), http::Status::not_found);
}

Result<people::Person> invited(Visit const& visit) {
  auto tx = visit.house.database.read();
  return people::invited(tx, visit.request.parameter("marke"), visit.now);
}

}  // namespace

Result<http::Response> sign_in_page(Visit const& visit) {
  return page(visit, visit.words().say("Sign in"), sign_in_form(visit, {}, false));
}

Result<http::Response> sign_in(Visit const& visit) {
  people::Attempt attempt{.email = form_text(visit.request, "email"),
                          .password = Secret(form_text(visit.request, "passwort")),
                          .code = form_text(visit.request, "code"),
                          .source = std::to_string(visit.request.source()),
                          .device = std::string(visit.request.cookie(kDeviceCookie).value_or("")),
                          .user_agent = std::string(visit.request.header("User-Agent").value_or(""))};
  auto in = visit.house.entrance.sign_in(attempt, visit.now);
  if (!in) return not_signed_in(visit, in.error());
  auto response = is_asked_by_script(visit.request) ? json_answer({}) : go_to(page_after(visit.request));
  response.add_header("Set-Cookie", session_cookie(visit.house, in->session));
  response.add_header("Set-Cookie", device_cookie(visit.house, in->device));
  return response;
}

Result<http::Response> sign_out(Work const& work) {
  auto tx = work.house.database.write();
  (void)people::end_session(tx, work.actor(), work.who.session);
  tx.commit();
  auto response = go_to("/redaktion/anmelden");
  response.add_header("Set-Cookie", no_session_cookie(work.house));
  response.set_header("Clear-Site-Data", "\"cache\"");
  return response;
}

Result<http::Response> invitation_page(Visit const& visit) {
  auto person = invited(visit);
  if (!person) return spent_invitation(visit, person.error());
  return page(visit, visit.words().say("Invitation"), password_form(visit, *person, ""));
}

Result<http::Response> take_invitation(Visit const& visit) {
  auto person = invited(visit);
  if (!person) return spent_invitation(visit, person.error());
  auto taken = people::accept_invitation(visit.house.database, visit.request.parameter("marke"),
                                         Secret(form_text(visit.request, "passwort")), visit.now);
  if (!taken) {
    return page(visit, visit.words().say("Invitation"), password_form(visit, *person, refusal_words(visit.words(), taken.error())),
                http::Status::unprocessable_content);
  }
  return go_to("/redaktion/anmelden");
}

}  // namespace allmende::desk
