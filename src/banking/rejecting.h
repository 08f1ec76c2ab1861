#pragma once
// What status reports (pain.002) say of debits that will not come. Private to this room.

#include "banking/entry_booking.h"

namespace allmende::banking {

/// What was refused before it settled, payment by payment: said of each, or of its batch, or of the whole file.
struct Refused {
  std::string end_to_end_id = {};
  std::string batch_id = {};  ///< where a run is refused that is not known
  std::string code = {};
  Money amount = Money::cents(0);
  std::string name = {}, iban = {};
};
std::vector<Refused> refused_in(database::ReadTx& tx, people::Actor const& actor, sepa::StatusReport const& report);

/// The same refusal, in whatever report it is told.
std::string identity_of(vault::Vault const& vault, sepa::StatusReport const& report, Refused const& it);

Draft draft_of(database::ReadTx& tx, Refused const& it);

}  // namespace allmende::banking
