#pragma once
// What is known of a picture, as JSON: for export and import. Part of the door.

#include "json/json.h"
#include "media/library.h"

namespace allmende::media {

/// {"format", "file", "credit", "caption", "alt", "focus": [x, y], "ends"}: what is empty or usual is left out.
inline constexpr std::string_view kPictureFormat = "allmende-picture/1";

struct Described {
  std::string name;
  Facts facts;
};
json::Object to_json(StoredPicture const& picture);
Result<Described> described_from_json(json::Value const& value);
/// By whoever can run the program; whether something is another than before. Refuses: as describe.
Result<bool> put_described(database::WriteTx& tx, Described const& described, Instant now);

}  // namespace allmende::media
