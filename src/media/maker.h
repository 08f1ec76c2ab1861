#pragma once
// Runs allmende-pictures, the program that decodes. Private to media.

#include <filesystem>
#include <string>
#include <vector>

#include "base/base.h"
#include "media/picture.h"

namespace allmende::media {

struct MadeRendition {
  std::filesystem::path file;
  int width;
  int height;
};

struct Looked {
  std::string ending;  ///< "jpg"
  int width = 0, height = 0;
  Facts said;
  MadeRendition small;  ///< as WebP
};

/// What it is, what it says of itself, and how it looks. Refuses and throws as make_renditions.
Result<Looked> look(std::filesystem::path const& maker, std::filesystem::path const& picture,
                    std::filesystem::path const& folder);

/// Refuses: invalid with the program's sentence when it will not have the picture (or died on it).
/// Throws Fault when the program itself cannot be run.
Result<std::vector<MadeRendition>> make_renditions(std::filesystem::path const& maker,
                                                   std::filesystem::path const& picture,
                                                   std::filesystem::path const& folder);

}  // namespace allmende::media
