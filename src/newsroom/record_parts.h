#pragma once
// Pieces that several records share when they are read. Private to the newsroom.

#include "json/json.h"
#include "newsroom/body.h"

namespace allmende::newsroom {

/// Refuses: invalid unless it is an http, https or mailto address.
Result<std::string> read_address(std::string_view address);

/// Refuses: invalid unless the record says that it is of this format.
Result<bool> read_format(json::Reader& reader, std::string_view format);

/// The members of a picture's use, taken from an object that may have others too.
Result<PictureUse> read_picture_use(json::Reader& reader);

}  // namespace allmende::newsroom
