#pragma once
// What readers get: upright, in sRGB, without anything but its pixels.

#include <filesystem>
#include <string>

namespace allmende::pictures {

/// Writes a picture no wider than `width`, never enlarged, as AVIF, WebP and JPEG, and prints each, a line: "FILE WIDTH
/// HEIGHT". Ends the program for a picture that is damaged or cut off.
void write_renditions(std::string const& in, std::filesystem::path const& folder, int width);
/// The same as WebP alone, to be shown while the others are made.
void write_small(std::string const& in, std::filesystem::path const& folder, int width);

}  // namespace allmende::pictures
