#include <charconv>

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

using html::Html;
using html::html;
using html::Url;
using people::Person;
using people::PersonId;
using people::Role;
using people::Roles;

namespace {

constexpr int kDeeds = 30;

std::string role_name(words::Words const& words, Role role) {
  switch (role) {
    case Role::author: return words.say_in("staff role", "Author");
    case Role::editor: return words.say_in("staff role", "Editor");
    case Role::duty_editor: return words.say_in("staff role", "Duty editor");
    case Role::picture_desk: return words.say_in("staff role", "Picture desk");
    case Role::till: return words.say_in("staff role", "Till");
    case Role::cooperative_office: return words.say_in("staff role", "Cooperative's office");
    case Role::administrator: return words.say_in("staff role", "Administrator");
  }
  report_bug("every role has a name");
}

std::string role_names(words::Words const& words, Roles roles) {
  std::vector<std::string> names;
  for (Role role : people::kRoles) {
    if (roles.has(role)) names.push_back(role_name(words, role));
  }
  return words.list(names);
}

Url address_of(PersonId id) { return Url::path_of({"redaktion", "leute", std::to_string(id.value())}); }

std::string state_of(words::Words const& words, Person const& person) {
  if (!person.active) return words.say("Not active");
  if (!person.has_password) return words.say("Invited");
  return person.has_second_factor ? words.say("With a second factor") : words.say("Password alone");
}

Html person_row(words::Words const& words, Person const& person) {
  return html::html<R"(<tr><th scope="row"><a href="{}">{}</a></th><td>{}</td><td>{}</td><td>{}</td></tr>
)">(address_of(person.id), person.name, person.email, role_names(words, person.roles), state_of(words, person));
}

Html role_boxes(words::Words const& words, Roles chosen) {
  Html boxes = html::each(people::kRoles, [&](Role role) {
    std::string name(people::name_of(role));
    return html::html<R"(<div class="choice"><input type="checkbox" id="rolle-{}" name="rolle" value="{}" checked="{}"><label for="rolle-{}">{}</label></div>
)">(name, name, chosen.has(role), name, role_name(words, role));
  });
  return html::html<R"(<fieldset class="choices"><legend>{}</legend>
{}</fieldset>
)">(words.say("Roles"), boxes);
}

Roles roles_in(http::Request const& request) {
  Roles roles;
  for (http::Field const& field : request.form()) {
    if (field.name != "rolle") continue;
    if (auto role = people::parse_role(field.value)) roles = roles.with(*role);
  }
  return roles;
}

Html new_person_form(Work const& work, Refusal const* refusal) {
  words::Words const& words = work.words();
  auto wrong = [&](std::string_view place) {
    return refusal != nullptr && refusal->where == place ? refusal_words(words, *refusal) : std::string();
  };
  bool english = form_text(work.request, "sprache") == "en";
  return html::html<R"(<section aria-labelledby="neu"><h2 id="neu">{}</h2>
<form class="form" method="post" action="/redaktion/leute">{}{}{}<div class="field"><label for="sprache">{}</label>
<select id="sprache" name="sprache"><option value="de">Deutsch</option><option value="en" selected="{}">English</option></select></div>
{}<p><button class="button" type="submit">{}</button></p></form></section>
)">(words.say("Somebody new"), form_token_field(work),
    field({.name = "name", .label = words.say("Name"), .value = form_text(work.request, "name"), .wrong = wrong("name")}),
    field({.name = "email", .label = words.say("E-mail address"), .type = "email", .value = form_text(work.request, "email"), .wrong = wrong("email")}),
    words.say("Language of the desk"), english, role_boxes(words, roles_in(work.request)), words.say("Add and invite"));
}

http::Response staff(Work const& work, Refusal const* refusal = nullptr, http::Status status = http::Status::ok) {
  auto tx = work.house.database.read();
  words::Words const& words = work.words();
  Html rows = html::each(people::persons(tx), [&](Person const& person) { return person_row(words, person); });
  Html main = html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table>
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead>
<tbody>{}</tbody></table></div>
{})">(words.say("People"), words.say("Name"), words.say("E-mail address"), words.say("Roles"), words.say("State"), rows,
      new_person_form(work, refusal));
  return page(work, words.say("People"), main, status);
}

Result<PersonId> asked_for(Work const& work) {
  std::string_view digits = work.request.parameter("person");
  std::int64_t id = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (error != std::errc() || end != digits.data() + digits.size()) return refuse(Code::not_found, "there is no such person");
  return PersonId(id);
}

std::string deed_words(words::Words const& words, people::Deed const& deed) {
  static constexpr std::pair<std::string_view, char const*> kKnown[] = {
      {"added", WORD("added")}, {"invited", WORD("invited")}, {"roles", WORD("roles changed: {detail}")},
      {"activated", WORD("activated")}, {"deactivated", WORD("deactivated")}, {"signed in", WORD("signed in: {detail}")},
      {"password changed", WORD("password changed")}, {"password link", WORD("link for a new password sent")},
      {"password reset", WORD("new password by a link")}, {"second factor", WORD("second factor set up")},
      {"second factor ended", WORD("second factor ended")}, {"second factor removed", WORD("second factor removed")}};
  std::string detail = deed.detail;
  if (deed.what == "roles") detail = role_names(words, people::Roles::parse(deed.detail).value_or(Roles()));
  for (auto const& [what, said] : kKnown) {
    if (deed.what == what) return words.say(said, {{"detail", detail}});
  }
  return deed.what;
}

Html deeds_view(words::Words const& words, std::vector<people::Deed> const& deeds) {
  Html rows = html::each(deeds, [&](people::Deed const& deed) {
    std::string who = deed.person ? deed.name : actor_name(words, deed.name);
    return html::html<"<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n">(words.date_time(deed.at), who, deed_words(words, deed));
  });
  return html::html<R"(<section aria-labelledby="geschehen"><h2 id="geschehen">{}</h2><div class="table-scroll" tabindex="0" role="region" aria-labelledby="geschehen"><table>
<thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></section>
)">(words.say("What happened"), words.say("When"), words.say("Who"), words.say("What"), rows);
}

Html button_form(Work const& work, PersonId id, std::string_view action, std::string const& name) {
  return html::html<R"(<form method="post" action="{}">{}<button type="submit">{}</button></form>)">(
      Url::path_of({"redaktion", "leute", std::to_string(id.value()), action}), form_token_field(work), name);
}

http::Response person(Work const& work, Person const& it, Html const& above, http::Status status = http::Status::ok) {
  auto tx = work.house.database.read();
  words::Words const& words = work.words();
  Html buttons;
  if (it.active) buttons += button_form(work, it.id, "einladung", it.has_password ? words.say("New invitation: lets them choose another password") : words.say("New invitation"));
  if (it.has_second_factor) buttons += button_form(work, it.id, "zweitfaktor", words.say("Take the second factor away: phone and codes are lost"));
  buttons += button_form(work, it.id, it.active ? "ruhe" : "dienst", it.active ? words.say("Deactivate: out at once, everywhere") : words.say("Activate again"));
  Html main = html::html<R"({}<p>{} · {}</p>
<section aria-labelledby="rollen"><h2 id="rollen">{}</h2><form class="form" method="post" action="{}">{}{}<p><button type="submit">{}</button></p></form></section>
<section aria-labelledby="konto"><h2 id="konto">{}</h2><div class="buttons">{}</div></section>
{})">(above, it.email, state_of(words, it), words.say("Roles"),
      Url::path_of({"redaktion", "leute", std::to_string(it.id.value()), "rollen"}), form_token_field(work),
      role_boxes(words, it.roles), words.say("Save roles"), words.say("Account"), buttons,
      deeds_view(words, people::deeds_on(tx, "person", std::to_string(it.id.value()), kDeeds)));
  return page(work, it.name, main, status);
}

/// Mails it with `tx`, or shows the link to whoever invites.
Html invite_by_letter_or_link(Work const& work, database::WriteTx& tx, Person const& it, Secret const& token) {
  Settings const& settings = work.house.settings;
  bool mailed = settings.outbox && mail_invitation(tx, *settings.outbox, {.paper = settings.paper, .address = settings.address},
                                                   work.house.words_in(it.language), it, token, work.now).has_value();
  if (mailed) {
    return html::html<R"(<div class="notice" role="status"><p>{}</p></div>
)">(work.words().say("A letter with the link is on its way to {email}. The link is good for a week, and once.", {{"email", it.email}}));
  }
  std::string address = invitation_address(work.house.settings.address, token);
  return html::html<R"(<div class="notice" role="status"><p>{}</p><p><code class="copy">{}</code></p></div>
)">(work.words().say("Send this link. It is good for a week, once, and is not shown again:"), address);
}

/// Does it, and shows the person's page with what came of it.
template <class Do>
Result<http::Response> change(Work const& work, Do const& act) {
  PersonId id = TRY(asked_for(work));
  auto tx = work.house.database.write();
  auto done = act(tx, id);
  auto it = people::find_person(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such person");
  if (!done) return person(work, *it, complaint(refusal_words(work.words(), done.error())), http::Status::unprocessable_content);
  tx.commit();
  return go_to(address_of(id).text());
}

}  // namespace

Result<http::Response> staff_page(Work const& work) { return staff(work); }

Result<http::Response> add_person(Work const& work) {
  people::NewPerson added{.name = form_text(work.request, "name"), .email = form_text(work.request, "email"),
                          .language = form_text(work.request, "sprache") == "en" ? Language::english() : Language::german(),
                          .roles = roles_in(work.request)};
  auto tx = work.house.database.write();
  auto id = people::add_person(tx, work.actor(), added, work.now);
  if (!id) return staff(work, &id.error(), http::Status::unprocessable_content);
  Secret token = TRY(people::invite(tx, work.actor(), *id, work.now));
  Person it = *people::find_person(tx, *id);
  Html invited = invite_by_letter_or_link(work, tx, it, token);
  tx.commit();
  return person(work, it, invited);
}

Result<http::Response> person_page(Work const& work) {
  PersonId id = TRY(asked_for(work));
  auto it = [&] {
    auto tx = work.house.database.read();
    return people::find_person(tx, id);
  }();
  if (!it) return refuse(Code::not_found, "there is no such person");
  return person(work, *it, {});
}

Result<http::Response> set_roles(Work const& work) {
  return change(work, [&](auto& tx, PersonId id) { return people::set_roles(tx, work.actor(), id, roles_in(work.request), work.now); });
}

Result<http::Response> set_active(Work const& work) {
  bool active = work.request.path().ends_with("/dienst");
  return change(work, [&](auto& tx, PersonId id) { return people::set_active(tx, work.actor(), id, active, work.now); });
}

Result<http::Response> remove_second_factor(Work const& work) {
  return change(work, [&](auto& tx, PersonId id) { return people::remove_second_factor(tx, work.actor(), id, work.now); });
}

Result<http::Response> invite(Work const& work) {
  PersonId id = TRY(asked_for(work));
  auto tx = work.house.database.write();
  auto token = people::invite(tx, work.actor(), id, work.now);
  auto it = people::find_person(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such person");
  if (!token) return person(work, *it, complaint(refusal_words(work.words(), token.error())), http::Status::unprocessable_content);
  Html invited = invite_by_letter_or_link(work, tx, *it, *token);
  tx.commit();
  return person(work, *it, invited);
}

}  // namespace allmende::desk
