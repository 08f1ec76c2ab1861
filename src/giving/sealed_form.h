#pragma once
// What was filled in, on its way to the last button: sealed, so that no account number stands in a page, and nothing is
// stored of who goes away. Private to this room.

#include <string>

#include "giving/details.h"

namespace allmende::giving {

struct Filled {
  std::string form;  ///< at random: see Once
  Choice choice;
  Details details;
};

/// For a hidden field.
std::string sealed(Visit const& visit, Choice const& choice, Details const& details);
/// Refuses: invalid for what this paper has not sealed, or is older than two hours.
Result<Filled> opened(Visit const& visit, std::string_view sealed);

}  // namespace allmende::giving
