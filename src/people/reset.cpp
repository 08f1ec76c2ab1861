#include "people/reset.h"

#include "people/actor_maker.h"
#include "people/deed.h"
#include "people/lower_case.h"
#include "people/own_account.h"
#include "people/password.h"
#include "people/token.h"

namespace allmende::people {

namespace {

Instant after(Instant instant, std::chrono::microseconds span) {
  return Instant::from_microseconds(instant.microseconds() + span.count());
}

std::string which(PersonId id) { return std::to_string(id.value()); }

/// A link that ends then was made within the pause.
Instant end_of_those_made_before_the_pause(Instant now) { return after(after(now, kResetLife), -kResetPause); }

}  // namespace

std::optional<ResetLink> forgotten_password(database::WriteTx& tx, std::string_view email, Instant now) {
  auto account = store::account(tx, lower_case(email));
  if (!account || !account->person.active || !account->person.has_password) return std::nullopt;
  PersonId id = account->person.id;
  auto last = store::end_of_reset(tx, id);
  if (last && *last > end_of_those_made_before_the_pause(now)) return std::nullopt;
  Secret token = new_token();
  store::put_reset(tx, id, hash_of(token.reveal()), after(now, kResetLife));
  record_deed(tx, Actor::clock(), {"password link", "person", which(id)}, now);
  return ResetLink{std::move(account->person), std::move(token)};
}

Result<Person> holder_of_reset(database::ReadTx& tx, std::string_view token, Instant now) {
  auto id = store::reset(tx, hash_of(token), now);
  if (!id) return refuse(Code::not_found, "this link is used, replaced by a newer one, or too old");
  return store::account(tx, *id)->person;
}

Result<Person> reset_password(database::Database& database, std::string_view token, Secret const& password, Instant now) {
  Person before = TRY([&] {
    auto tx = database.read();
    return holder_of_reset(tx, token, now);
  }());
  TRY(check_password(password, before.name, before.email));
  std::string hash = hash_password(password);
  auto tx = database.write();
  Person person = TRY(holder_of_reset(tx, token, now));
  set_another_password(tx, person.id, hash, std::nullopt);
  record_deed(tx, ActorMaker::make(person.id, person.name, person.roles), {"password reset", "person", which(person.id)}, now);
  tx.commit();
  return person;
}

}  // namespace allmende::people
