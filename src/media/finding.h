#pragma once
// By which words a picture is found. Private to media.

#include <string>
#include <vector>

#include "media/picture.h"

namespace allmende::media {

/// Each word of a text as addresses have it: "Müllers Kräne" → {"muellers", "kraene"}.
std::vector<std::string> folded_words(std::string_view text);
/// Of its name, credit, caption and description, with a blank before each.
std::string words_of(std::string_view name, Facts const& facts);

}  // namespace allmende::media
