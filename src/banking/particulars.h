#pragma once
// What the bank wrote of a payment, as it lies in the database. Private to this room.

#include "banking/line.h"

namespace allmende::banking {

/// `place` says to what it belongs: where it was not sealed for it is not opened.
std::string sealed(vault::Vault const& vault, Particulars const& particulars, std::string_view place);
Particulars opened(vault::Vault const& vault, std::string_view sealed, std::string_view place);

std::string place_of(LineId id);

}  // namespace allmende::banking
