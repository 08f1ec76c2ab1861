#pragma once
// Pictures: the file as it came, the renditions that readers get, and under which name articles use them.
//
// Invariants
//   1. A name belongs to one picture for good: other bytes under a name that is taken are refused.
//   2. Files are named by their content (SHA-256) and written whole before any row names them, so a crash
//      leaves at most a file that nothing names.
//   3. Nothing but a rendition is ever served: the original keeps its metadata and stays in the house.
//
// A new picture is noted as a change of "picture" (which: its name), and so is what is looked for.
//
// Threads: a Pictures may be used from any thread; reading touches only the transaction it is given.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"
#include "database/database.h"

namespace allmende::media {

/// AVIF for browsers that know it, WebP for everyone and everything else.
enum class Format { avif, webp };

struct Rendition {
  std::string file;  ///< the last part of its address: "3f2a…-656.webp"
  int width;
  int height;

  Format format() const;
};

struct StoredPicture {
  std::string name;
  std::string sha256;                 ///< of the original, in hexadecimal
  std::vector<Rendition> renditions;  ///< by width; at least one WebP (pictures of older papers have no AVIF)

  std::vector<Rendition> in(Format format) const;  ///< those of one format, by width
};

enum class Stored { added, known };

class Pictures {
 public:
  static constexpr std::size_t kLargestFile = 30 * 1024 * 1024;

  /// `folder` is where the files live (made when missing); `maker` is the program that decodes pictures.
  Pictures(std::filesystem::path folder, std::filesystem::path maker);

  /// Keeps a picture under a name and makes its renditions, in three steps: decoding takes long, and while it
  /// goes on nobody should have to wait for the transaction. First, whether this very picture has the name.
  /// Refuses: invalid for a name that is not lower-case letters, digits, hyphens and .webp, .jpg, .jpeg or
  /// .png; limit above 30 MB; conflict when the name is taken by another picture.
  Result<bool> knows(database::ReadTx& tx, std::string const& name, std::string_view bytes) const;
  /// Second, its files, which nothing names yet. Tidies up after an import that was killed. Throws Fault when
  /// this machine cannot write renditions.
  /// Refuses: invalid for bytes that are no whole picture; limit above 100 million pixels.
  Result<StoredPicture> make(std::string const& name, std::string_view bytes) const;
  /// Third, its name. Refuses: conflict as above: someone may have been faster.
  Result<Stored> keep(database::WriteTx& tx, StoredPicture const& made) const;
  /// All three, for who is alone.
  Result<Stored> add(database::WriteTx& tx, std::string const& name, std::string_view bytes) const;

  std::optional<StoredPicture> find(database::ReadTx& tx, std::string_view name) const;
  std::vector<StoredPicture> all(database::ReadTx& tx) const;

  /// The bytes of a rendition by its file name, or nothing; the name is checked, never trusted.
  std::optional<std::string> rendition(std::string_view file) const;
  /// Whether there is such a rendition, without reading it.
  bool has_rendition(std::string_view file) const;
  /// The original's bytes. Throws Fault when the file is gone.
  std::string original(StoredPicture const& picture) const;

  /// What is wrong with the files: missing, or not what their name says.
  std::vector<std::string> check(database::ReadTx& tx) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path maker_;
};

/// The format that a rendition's file name tells.
Format format_of(std::string_view file);

/// This room's tables.
std::vector<database::Migration> migrations();

}  // namespace allmende::media
