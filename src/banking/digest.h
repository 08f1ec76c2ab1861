#pragma once
// Of a whole file. Private to this room.

#include <filesystem>
#include <string>
#include <string_view>

namespace allmende::banking {

/// SHA-256, in hexadecimal digits. Throws Fault when the file cannot be read.
std::string digest_of(std::filesystem::path const& file);
std::string digest_of(std::string_view bytes);

}  // namespace allmende::banking
