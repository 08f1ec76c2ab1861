#include "sepa/area.h"

#include <algorithm>
#include <array>

namespace allmende::sepa {

namespace {

constexpr auto kEea = std::to_array<std::string_view>({"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI",
                                                       "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
                                                       "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"});
constexpr auto kSepaOnly =
    std::to_array<std::string_view>({"AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA"});

}  // namespace

bool is_in_eea(std::string_view country) { return std::ranges::binary_search(kEea, country); }

bool is_in_sepa(std::string_view country) {
  return is_in_eea(country) || std::ranges::binary_search(kSepaOnly, country);
}

}  // namespace allmende::sepa
