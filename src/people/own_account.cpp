#include "people/own_account.h"

#include "people/password.h"

namespace allmende::people {

Result<store::Account> own_account(database::Database& database, Actor const& actor, Secret const& password,
                                   std::string message, std::string where) {
  auto account = [&]() -> std::optional<store::Account> {
    if (!actor.person()) return std::nullopt;
    auto tx = database.read();
    return store::account(tx, *actor.person());
  }();
  if (!account || !is_password(account->password, password)) {
    return refuse(Code::forbidden, std::move(message), std::move(where));
  }
  return *std::move(account);
}

Result<void> must_be_as_it_was(database::ReadTx& tx, store::Account const& account) {
  auto present = store::account(tx, account.person.id);
  if (present && present->person.active && present->password == account.password) return {};
  return refuse(Code::conflict, "this account was changed meanwhile; look at it again");
}

void set_another_password(database::WriteTx& tx, PersonId id, std::string_view hash, std::optional<SessionId> kept) {
  store::set_password(tx, id, hash);
  store::end_invitation(tx, id);
  store::end_reset(tx, id);
  store::end_sessions(tx, id, kept);
}

}  // namespace allmende::people
