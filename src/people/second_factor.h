#pragma once
// The second factor of one's own account: a code from an authenticator (RFC 6238), and recovery codes for the
// day when it is lost. Part of the door.

#include <string>
#include <vector>

#include "database/database.h"
#include "people/actor.h"

namespace allmende::people {

/// A key that is not in force yet.
struct FactorOffer {
  std::string sealed;   ///< for the form that brings it back: nobody can offer a key of their own
  std::string by_hand;  ///< base32, for those who type it
  std::string address;  ///< otpauth://totp/…: for a QR code
};

/// `sealing_key`: 32 bytes, the Entrance's. `paper` stands beside the code in the authenticator.
FactorOffer offer_second_factor(Secret const& sealing_key, std::string_view paper, std::string_view email);
/// The same key once more, for a page that is shown again. Refuses: invalid for what was not offered here.
Result<FactorOffer> same_offer(Secret const& sealing_key, std::string_view sealed, std::string_view paper,
                               std::string_view email);
/// In force from now on, if the code shows that the authenticator has the key. Ten recovery codes, each good
/// once. Refuses: invalid for a wrong code or what was not offered, conflict when there is one already.
Result<std::vector<Secret>> take_second_factor(database::WriteTx& tx, Actor const& actor, Secret const& sealing_key,
                                               std::string_view sealed, std::string_view code, Instant now);
/// In a transaction of its own. Refuses: forbidden for a wrong password.
Result<void> drop_second_factor(database::Database& database, Actor const& actor, Secret const& password, Instant now);
int recovery_codes_left(database::ReadTx& tx, Actor const& actor);

}  // namespace allmende::people
