#pragma once
// Tokens for links that let somebody in without an account. Part of the door.

#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::people {

/// 256 random bits, for an address: 43 letters, digits, "-", "_".
Secret new_link_token();
/// What is stored of it: whoever reads the database has no link.
std::string hash_of_link(std::string_view token);

}  // namespace allmende::people
