#pragma once
// One's own account, changed by whoever knows its password. Private to this room.
//
// A password takes a tenth of a second to hash or to compare, and while a transaction writes nobody else can: so
// none is open then, and the account is looked at once more in the one that changes it.

#include <optional>
#include <string>
#include <string_view>

#include "people/store.h"

namespace allmende::people {

/// The account as it is now. Refuses: forbidden, in these words, for another password and for who has no account.
Result<store::Account> own_account(database::Database& database, Actor const& actor, Secret const& password,
                                   std::string message, std::string where);

/// Refuses: conflict when it is no longer active or has got another password since.
Result<void> must_be_as_it_was(database::ReadTx& tx, store::Account const& account);

/// All sessions end but `kept`, and every link by which a password could be set.
void set_another_password(database::WriteTx& tx, PersonId id, std::string_view hash, std::optional<SessionId> kept);

}  // namespace allmende::people
