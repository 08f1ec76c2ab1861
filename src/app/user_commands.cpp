#include "app/user_commands.h"

#include <iostream>

#include "app/commands.h"
#include "app/mailing.h"
#include "app/paper.h"
#include "desk/desk.h"
#include "people/people.h"
#include "words/words.h"

namespace allmende::app {

namespace {

using people::Actor;
using people::Person;
using people::Roles;

struct UserWords {
  std::string folder, email, name, language;
  std::vector<std::string> roles;
  bool link = false;
};

Result<Roles> roles_of(std::vector<std::string> const& names) {
  Roles roles;
  for (std::string const& name : names) {
    auto role = people::parse_role(name);
    if (!role) return refuse(Code::invalid, role.error().message, "--role");
    roles = roles.with(*role);
  }
  return roles;
}

Result<Person> find(database::ReadTx& tx, std::string const& email) {
  auto person = people::find_person(tx, email);
  if (!person) return refuse(Code::not_found, "nobody has this address; see allmende user list", email);
  return *std::move(person);
}

/// Whether it was posted: there is a mail server, no link was asked for, and the address can be sent to.
Result<bool> post_invitation(UserWords const& words, Paper const& paper, database::WriteTx& tx, Person const& person,
                             Secret const& token, Instant moment) {
  auto outbox = TRY(invitations_outbox(paper));
  if (!outbox || words.link) return false;
  Config::Paper const& config = paper.config().paper;
  auto their_words = TRY(words::Words::make(person.language, config.time_zone));
  auto mailed = desk::mail_invitation(tx, *outbox, {.paper = config.name, .address = config.address}, their_words, person, token, moment);
  if (!mailed) std::cerr << "no letter goes to " << person.email << ": " << mailed.error().message << '\n';
  return mailed.has_value();
}

void show_invitation(Paper const& paper, Person const& person, Secret const& token, bool is_posted) {
  if (is_posted) {
    std::cout << "A letter with the link goes to " << person.email << " while the paper is being served (allmende serve). The link is\n"
                 "good for a week, once. allmende jobs list tells what became of the letter.\n";
    return;
  }
  std::cout << "Send this link to them. It is good for a week, once, and is not shown again:\n"
            << desk::invitation_address(paper.config().paper.address, token) << '\n';
}

Result<void> add(UserWords const& words) {
  auto paper = TRY(Paper::open(words.folder));
  Roles roles = TRY(roles_of(words.roles));
  auto language = TRY(Language::parse(words.language.empty() ? paper.config().paper.language : words.language));
  auto tx = paper.database().write();
  Instant moment = now();
  auto id = TRY(people::add_person(tx, Actor::command_line(),
                                   {.name = words.name, .email = words.email, .language = language, .roles = roles}, moment));
  Secret token = TRY(people::invite(tx, Actor::command_line(), id, moment));
  Person person = *people::find_person(tx, id);
  bool is_posted = TRY(post_invitation(words, paper, tx, person, token, moment));
  tx.commit();
  std::cout << words.name << " has an account" << (roles.empty() ? ", and no role yet" : ": " + roles.words()) << ".\n";
  show_invitation(paper, person, token, is_posted);
  return {};
}

Result<void> list(UserWords const& words) {
  auto paper = TRY(Paper::open(words.folder));
  auto tx = paper.database().read();
  auto all = people::persons(tx);
  for (Person const& person : all) {
    std::string_view state = !person.active ? "not active" : !person.has_password ? "invited" : "active";
    std::cout << fmt::format("{}\t{}\t{}\t{}{}\n", person.email, person.name, person.roles.words(), state,
                             person.has_second_factor ? ", second factor" : "");
  }
  if (all.empty()) std::cout << "Nobody yet. Begin with: allmende user add " << words.folder << " EMAIL --name NAME --role administrator\n";
  return {};
}

Result<void> invite(UserWords const& words) {
  auto paper = TRY(Paper::open(words.folder));
  auto tx = paper.database().write();
  Person person = TRY(find(tx, words.email));
  Instant moment = now();
  Secret token = TRY(people::invite(tx, Actor::command_line(), person.id, moment));
  bool is_posted = TRY(post_invitation(words, paper, tx, person, token, moment));
  tx.commit();
  show_invitation(paper, person, token, is_posted);
  return {};
}

/// Finds the person, does it, says `done`.
template <class Do>
Result<void> change(UserWords const& words, Do const& act, std::string const& done) {
  auto paper = TRY(Paper::open(words.folder));
  auto tx = paper.database().write();
  Person person = TRY(find(tx, words.email));
  TRY(act(tx, person.id));
  tx.commit();
  std::cout << person.name << ' ' << done << ".\n";
  return {};
}

Result<void> set_roles(UserWords const& words) {
  Roles roles = TRY(roles_of(words.roles));
  return change(words, [&](auto& tx, auto id) { return people::set_roles(tx, Actor::command_line(), id, roles, now()); },
                roles.empty() ? "has no role now" : "is now " + roles.words());
}

Result<void> send_away(UserWords const& words) {
  return change(words, [](auto& tx, auto id) { return people::set_active(tx, Actor::command_line(), id, false, now()); },
                "is signed out everywhere and cannot sign in any more");
}

Result<void> take_back(UserWords const& words) {
  return change(words, [](auto& tx, auto id) { return people::set_active(tx, Actor::command_line(), id, true, now()); },
                "may sign in again");
}

Result<void> remove_factor(UserWords const& words) {
  return change(words, [](auto& tx, auto id) { return people::remove_second_factor(tx, Actor::command_line(), id, now()); },
                "signs in with the password alone");
}

}  // namespace

void add_user_commands(CLI::App& program, int& status) {
  static UserWords words;
  CLI::App* user = program.add_subcommand("user", "The staff's accounts: who may work at /redaktion, and as what.");
  user->require_subcommand(1);
  user->footer("Example:\n  allmende user add paper ada@hafenblatt.example --name \"Ada Brink\" --role administrator --role editor\n\n"
               "Roles: author, editor, duty-editor, picture-desk, till, cooperative-office, administrator.");
  auto command = [&](char const* name, char const* description, std::string const& example, Result<void> (*run)(UserWords const&)) {
    CLI::App* added = user->add_subcommand(name, description);
    added->footer("Example:\n  allmende user " + example);
    added->add_option("DIR", words.folder, "The paper's folder")->required();
    added->callback([&status, run] {
      auto done = run(words);
      status = done ? 0 : refused(done.error());
    });
    return added;
  };
  auto with_email = [&](CLI::App* added) {
    added->add_option("EMAIL", words.email, "What they sign in with")->required();
    return added;
  };
  auto with_link = [&](CLI::App* added) { added->add_flag("--link", words.link, "Print the link and mail nothing"); };
  auto with_roles = [&](CLI::App* added) { added->add_option("--role", words.roles, "May be given several times"); };

  auto* adding = with_email(command("add", "Make an account, and mail its owner the link with which they set a password; without\n"
                                           "a mail server, print it.",
                                    "add paper ada@hafenblatt.example --name \"Ada Brink\" --role editor", add));
  adding->add_option("--name", words.name, "As it stands beside what they do")->required();
  adding->add_option("--language", words.language, "Of the desk: de or en")->check(CLI::IsMember({"de", "en"}));
  with_roles(adding);
  with_link(adding);
  command("list", "Everyone with an account: address, name, roles, state, with tabs between.", "list paper", list);
  with_link(with_email(command("invite", "A new link: for somebody who has lost theirs, or the password.",
                               "invite paper ada@hafenblatt.example", invite)));
  with_roles(with_email(command("roles", "Give somebody exactly these roles.",
                                "roles paper ada@hafenblatt.example --role duty-editor --role picture-desk", set_roles)));
  with_email(command("deactivate", "Sign somebody out everywhere, and keep them out. What they did stays.",
                     "deactivate paper ada@hafenblatt.example", send_away));
  with_email(command("activate", "Let somebody in again.", "activate paper ada@hafenblatt.example", take_back));
  with_email(command("remove-second-factor", "For somebody who has lost phone and recovery codes.",
                     "remove-second-factor paper ada@hafenblatt.example", remove_factor));
}

}  // namespace allmende::app
