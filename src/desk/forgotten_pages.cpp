#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

using html::Html;
using html::html;

namespace {

http::Response asking(Visit const& visit, std::string const& wrong, http::Status status) {
  words::Words const& words = visit.words();
  if (!visit.house.settings.outbox) {
    return page(visit, words.say("Forgotten password"),
                html::html<"<p>{}</p>\n">(words.say("This paper sends no mail. Ask who administers it for a new invitation: it lets you choose another password.")));
  }
  Html form = html::html<R"(<p>{}</p><form class="form" method="post" action="/redaktion/passwort">
{}<p><button class="button" type="submit">{}</button></p></form>
)">(words.say("We send a link to your address, with which you choose another password."),
    field({.name = "email", .label = words.say("E-mail address"), .type = "email", .value = form_text(visit.request, "email"),
           .autocomplete = "username", .wrong = wrong}),
    words.say("Send the link"));
  return page(visit, words.say("Forgotten password"), form, status);
}

http::Response told_to_wait(Visit const& visit, std::chrono::seconds wait) {
  words::Words const& words = visit.words();
  auto response = asking(visit, words.say_n("Too many tries. Try again in {count} second.", "Too many tries. Try again in {count} seconds.", wait.count()),
                         http::Status::too_many_requests);
  response.set_header("Retry-After", std::to_string(wait.count()));
  return response;
}

Html choosing(Visit const& visit, people::Person const& person, std::string const& wrong) {
  return new_password_form(visit, person.email,
                           visit.words().say("{name}, choose the password that you will sign in with.", {{"name", person.name}}), wrong);
}

http::Response spent(Visit const& visit, Refusal const& refusal) {
  words::Words const& words = visit.words();
  Html main = complaint(refusal_words(words, refusal)) +
              html::html<R"(<p><a class="button" href="/redaktion/passwort">{}</a></p>
)">(words.say("Ask for a new one"));
  return page(visit, words.say("New password"), main, http::Status::not_found);
}

Result<people::Person> holder(Visit const& visit) {
  auto tx = visit.house.database.read();
  return people::holder_of_reset(tx, visit.request.parameter("marke"), visit.now);
}

}  // namespace

Result<http::Response> forgotten_page(Visit const& visit) { return asking(visit, "", http::Status::ok); }

Result<http::Response> ask_for_link(Visit const& visit) {
  words::Words const& words = visit.words();
  if (!visit.house.settings.outbox) return asking(visit, "", http::Status::ok);
  auto email = people::parse_email(form_text(visit.request, "email"));
  if (!email) return asking(visit, refusal_words(words, email.error()), http::Status::unprocessable_content);
  auto wait = visit.house.entrance.ask(std::to_string(visit.request.source()), visit.now);
  if (wait.count() > 0) return told_to_wait(visit, wait);
  auto tx = visit.house.database.write();
  jobs::put(tx, {.kind = std::string(kPasswordJobs), .key = mail::new_id(), .payload = *std::move(email), .due = visit.now});
  tx.commit();
  std::string said = words.say("If somebody works here under this address, a letter with a link is on its way. It is good for an hour, and once.");
  return page(visit, words.say("Forgotten password"), notice(said));
}

Result<http::Response> reset_page(Visit const& visit) {
  auto person = holder(visit);
  if (!person) return spent(visit, person.error());
  return page(visit, visit.words().say("New password"), choosing(visit, *person, ""));
}

Result<http::Response> reset_password(Visit const& visit) {
  auto person = holder(visit);
  if (!person) return spent(visit, person.error());
  auto reset = people::reset_password(visit.house.database, visit.request.parameter("marke"),
                                      Secret(form_text(visit.request, "passwort")), visit.now);
  if (!reset) {
    return page(visit, visit.words().say("New password"), choosing(visit, *person, refusal_words(visit.words(), reset.error())),
                http::Status::unprocessable_content);
  }
  return go_to("/redaktion/anmelden");
}

}  // namespace allmende::desk
