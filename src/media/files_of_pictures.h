#pragma once
// The files of pictures, and how a new one comes in. Part of the door.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "database/database.h"
#include "media/library.h"

namespace allmende::media {

/// A file that was looked at and found good; nothing names it yet.
struct Incoming {
  std::string sha256;
  std::string ending;              ///< "jpg", as its bytes are, whatever it was called
  int width = 0, height = 0;       ///< upright
  Facts said = {};                 ///< what it says of itself (IPTC, XMP, Exif): a proposal
  struct Small {
    std::string bytes;  ///< WebP
    int width = 0, height = 0;
  };
  Small small = {};                ///< to be shown at once
};

enum class Stored { added, known };

struct TakenIn {
  std::string name;
  Stored stored;
};

class Pictures {
 public:
  static constexpr std::size_t kLargestFile = 30 * 1024 * 1024;

  /// `folder` is where the files live (made when missing); `maker` is the program that decodes pictures.
  Pictures(std::filesystem::path folder, std::filesystem::path maker);

  // ---- From the staff: first looked at, apart from any transaction, then named in one. The renditions are a job
  // (rendering.h).

  /// Tidies up after whoever was killed at it. Refuses: limit above 30 MB; invalid, with a sentence, above 100 million
  /// pixels, for bytes that are no whole JPEG, PNG, WebP, AVIF or TIFF, and for those that are something else as well.
  /// Throws Fault when this machine cannot.
  Result<Incoming> look_at(std::string_view bytes) const;
  /// Under a name made from what the file was called: "DSC 0815.JPG" → "dsc-0815.jpg", "dsc-0815-2.jpg" when that is
  /// taken. The same bytes once more are the picture that is there. Refuses: forbidden but to kPictureTakers.
  Result<TakenIn> take_in(database::WriteTx& tx, Actor const& actor, Incoming const& picture, std::string_view called,
                          Instant now) const;

  // ---- By whoever can run the program (import): under the name that articles use already.

  /// In three steps: decoding takes long, and while it goes on nobody should have to wait for the transaction. First,
  /// whether this very picture has the name.
  /// Refuses: invalid for a name that is not lower-case letters, digits, hyphens and .webp, .jpg, .jpeg, .png, .avif,
  /// .tif or .tiff; limit above 30 MB; conflict when the name is taken by another picture.
  Result<bool> knows(database::ReadTx& tx, std::string const& name, std::string_view bytes) const;
  /// Second, its files, which nothing names yet. Tidies up and refuses as look_at.
  Result<StoredPicture> make(std::string const& name, std::string_view bytes) const;
  /// Third, its name. Refuses: conflict as above: someone may have been faster.
  Result<Stored> keep(database::WriteTx& tx, StoredPicture const& made) const;
  /// All three, for who is alone.
  Result<Stored> add(database::WriteTx& tx, std::string const& name, std::string_view bytes) const;

  // ---- Files

  /// The bytes of a rendition by its file name, or nothing; the name is checked, never trusted.
  std::optional<std::string> rendition(std::string_view file) const;
  /// The original's bytes. Throws Fault when the file is gone.
  std::string original(StoredPicture const& picture) const;
  /// All its renditions, made anew from the original; no row names them yet. Refuses: invalid when it is no picture after
  /// all. Throws Fault when the file is gone.
  Result<std::vector<Rendition>> render(StoredPicture const& picture) const;

  /// What is wrong with the files: missing, or not what their name says.
  std::vector<std::string> check(database::ReadTx& tx) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path maker_;
};

}  // namespace allmende::media
