#pragma once
// What the pages about pictures share. Private to this room.

#include "desk/house.h"
#include "html/html.h"
#include "json/json.h"
#include "media/media.h"

namespace allmende::desk {

/// What a browser offers to choose from; what is taken is decided by a file's bytes.
inline constexpr char kPictureTypes[] = "image/jpeg,image/png,image/webp,image/avif,image/tiff,.jpg,.jpeg,.png,.webp,.avif,.tif,.tiff";
/// Of the cards in grids.
inline constexpr int kCardWidth = 480;

/// "/redaktion/bilder/kran.jpg".
html::Url picture_address(std::string_view name);
/// Of a rendition at least so wide, for the staff.
html::Url rendition_address(std::string_view name, int width);

/// Whether all its renditions are made; until then it has the small one.
bool has_all_sizes(media::StoredPicture const& picture);

/// The day on which it may be shown for the last time; none: it may be shown for good.
std::optional<Date> last_day(words::Words const& words, media::Facts const& facts);
/// "May be shown until 30.11.2026."; empty when it may be shown for good.
std::string until_words(words::Words const& words, media::StoredPicture const& picture, Instant now);
/// The same when the right has ended or will before long, else empty.
std::string soon_over_words(Work const& work, media::StoredPicture const& picture);
/// What somebody must know who wants to use it: sentences. The one above is among them.
std::vector<std::string> remarks(Work const& work, media::StoredPicture const& picture);

/// {name, address, thumbnail, credit, caption, alt, ends, until, remarks, width, height}: docs/writing.md.
json::Object picture_told(Work const& work, media::StoredPicture const& picture);

/// A refusal of media in the words of who is at work.
std::string picture_refusal_words(words::Words const& words, Refusal const& refusal);

/// A few names for a field's list of proposals, the newest first: <datalist id="bilder">. Empty for who may not see them.
html::Html picture_proposals(database::ReadTx& tx, Work const& work);

}  // namespace allmende::desk
