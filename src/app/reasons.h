#pragma once
// Why a file or folder does not do what is wanted of it, in words that say what to do.

#include <filesystem>
#include <string>

namespace allmende::app {

/// "there is no such file", "it is a folder; give the files in it", "this user may not read it".
std::string why_unreadable(std::filesystem::path const& file);

/// Empty when this user may make and change files here; else the reason. A folder that is not there yet is
/// judged by the nearest one above it that is.
std::string why_unwritable(std::filesystem::path folder);

/// What else to say about a fault of which these are the words, with a blank in front; often nothing.
std::string remedy_of(std::string_view fault);

}  // namespace allmende::app
