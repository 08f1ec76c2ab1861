#pragma once
// Which accounts the schemes of SEPA reach. Part of the door sepa.h.

#include <string_view>

namespace allmende::sepa {

/// Whether accounts of this country ("DE": the first letters of an IBAN) belong to the single euro payments area
/// (EPC409-09, as of 2026).
bool is_in_sepa(std::string_view country);

/// Whether the country is in the European Economic Area. A payment to or from elsewhere must carry the address of the
/// other side (Regulation (EU) 2015/847).
bool is_in_eea(std::string_view country);

}  // namespace allmende::sepa
