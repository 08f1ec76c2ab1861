#include "people/person.h"

#include <algorithm>

#include "people/deed.h"
#include "people/lower_case.h"
#include "people/own_account.h"
#include "people/password.h"
#include "people/store.h"
#include "people/token.h"

namespace allmende::people {

using database::Database;
using database::ReadTx;
using database::WriteTx;

namespace {

constexpr std::size_t kLongestName = 200;   // bytes
constexpr std::size_t kLongestEmail = 254;  // RFC 5321, 4.5.3.1.3
constexpr Roles kAdministrators{Role::administrator};

bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

}  // namespace

Result<std::string> parse_email(std::string_view text) {
  if (text.size() > kLongestEmail) return refuse(Code::limit, "an e-mail address has at most 254 characters", "email");
  std::size_t at = text.find('@');
  bool two_parts = at != text.npos && at > 0 && at + 1 < text.size() && text.rfind('@') == at;
  bool plain = !has_controls(text) && text.find_first_of(" <>()[],;:\\\"") == text.npos;
  if (!two_parts || !plain || !is_utf8(text)) return refuse(Code::invalid, "this is no e-mail address", "email");
  return lower_case(text);
}

namespace {

Result<void> check_name(std::string_view name) {
  if (name.empty()) return refuse(Code::invalid, "a person has a name", "name");
  if (name.size() > kLongestName) return refuse(Code::limit, "a name has at most 200 bytes", "name");
  if (has_controls(name) || !is_utf8(name)) return refuse(Code::invalid, "a name is one line of text", "name");
  return {};
}

/// The account that an administrator wants to change.
Result<store::Account> account_for(WriteTx& tx, Actor const& actor, PersonId id) {
  TRY(actor.must_have_any(kAdministrators));
  auto account = store::account(tx, id);
  if (!account) return refuse(Code::not_found, "there is no such person");
  return *std::move(account);
}

/// Invariant 2.
Result<void> keep_an_administrator(WriteTx& tx, PersonId without) {
  auto all = store::accounts(tx);
  bool another = std::ranges::any_of(all, [&](store::Account const& one) {
    return one.person.id != without && one.person.active && one.person.roles.has(Role::administrator);
  });
  if (another) return {};
  return refuse(Code::conflict, "somebody must be left who administers; make another person an administrator first");
}

std::string which(PersonId id) { return std::to_string(id.value()); }

}  // namespace

std::vector<Person> persons(ReadTx& tx) {
  std::vector<Person> found;
  for (store::Account& account : store::accounts(tx)) found.push_back(std::move(account.person));
  return found;
}

std::optional<Person> find_person(ReadTx& tx, PersonId id) {
  return store::account(tx, id).transform([](store::Account const& account) { return account.person; });
}

std::optional<Person> find_person(ReadTx& tx, std::string_view email) {
  return store::account(tx, lower_case(email)).transform([](store::Account const& account) { return account.person; });
}

Result<PersonId> add_person(WriteTx& tx, Actor const& actor, NewPerson const& person, Instant now) {
  TRY(actor.must_have_any(kAdministrators));
  TRY(check_name(person.name));
  std::string email = TRY(parse_email(person.email));
  if (store::account(tx, email)) return refuse(Code::conflict, "this address has an account already", "email");
  PersonId id = store::insert_person(tx, person, email, now);
  record_deed(tx, actor, {"added", "person", which(id), person.roles.words()}, now);
  return id;
}

Result<Secret> invite(WriteTx& tx, Actor const& actor, PersonId id, Instant now) {
  auto account = TRY(account_for(tx, actor, id));
  if (!account.person.active) return refuse(Code::conflict, "this person is not active");
  Secret token = new_token();
  Instant ends = Instant::from_microseconds(now.microseconds() + std::chrono::microseconds(kInvitationLife).count());
  store::put_invitation(tx, id, hash_of(token.reveal()), ends);
  store::end_reset(tx, id);
  record_deed(tx, actor, {"invited", "person", which(id)}, now);
  return token;
}

Result<void> set_roles(WriteTx& tx, Actor const& actor, PersonId id, Roles roles, Instant now) {
  auto account = TRY(account_for(tx, actor, id));
  if (account.person.roles == roles) return {};
  bool loses = account.person.active && account.person.roles.has(Role::administrator) && !roles.has(Role::administrator);
  if (loses) TRY(keep_an_administrator(tx, id));
  store::set_roles(tx, id, roles);
  record_deed(tx, actor, {"roles", "person", which(id), roles.words()}, now);
  return {};
}

Result<void> set_active(WriteTx& tx, Actor const& actor, PersonId id, bool active, Instant now) {
  auto account = TRY(account_for(tx, actor, id));
  if (account.person.active == active) return {};
  if (!active && account.person.roles.has(Role::administrator)) TRY(keep_an_administrator(tx, id));
  store::set_active(tx, id, active);
  if (!active) {
    store::end_sessions(tx, id, std::nullopt);
    store::end_invitation(tx, id);
    store::end_reset(tx, id);
  }
  record_deed(tx, actor, {active ? "activated" : "deactivated", "person", which(id)}, now);
  return {};
}

Result<void> remove_second_factor(WriteTx& tx, Actor const& actor, PersonId id, Instant now) {
  TRY(account_for(tx, actor, id));
  store::set_second_factor(tx, id, std::nullopt);
  store::end_recovery_codes(tx, id);
  record_deed(tx, actor, {"second factor removed", "person", which(id)}, now);
  return {};
}

Result<Person> invited(ReadTx& tx, std::string_view token, Instant now) {
  auto id = store::invitation(tx, hash_of(token), now);
  if (!id) return refuse(Code::not_found, "this invitation is used, replaced by a newer one, or too old");
  return store::account(tx, *id)->person;
}

Result<Person> accept_invitation(Database& database, std::string_view token, Secret const& password, Instant now) {
  Person before = TRY([&] {
    auto tx = database.read();
    return invited(tx, token, now);
  }());
  TRY(check_password(password, before.name, before.email));
  std::string hash = hash_password(password);  // here, for nobody else can write while a transaction does
  auto tx = database.write();
  Person person = TRY(invited(tx, token, now));
  set_another_password(tx, person.id, hash, std::nullopt);
  tx.commit();
  person.has_password = true;
  return person;
}

Result<void> change_password(Database& database, Actor const& actor, Secret const& old_one, Secret const& new_one,
                             std::string_view kept_session, Instant now) {
  auto account = TRY(own_account(database, actor, old_one, "the present password is another one", "old"));
  TRY(check_password(new_one, account.person.name, account.person.email));
  std::string hash = hash_password(new_one);
  auto tx = database.write();
  TRY(must_be_as_it_was(tx, account));
  auto kept = store::session(tx, hash_of(kept_session));
  set_another_password(tx, account.person.id, hash, kept.transform([](auto const& one) { return one.session.id; }));
  record_deed(tx, actor, {"password changed", "person", which(account.person.id)}, now);
  tx.commit();
  return {};
}

}  // namespace allmende::people
