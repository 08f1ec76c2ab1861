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

struct Rendition {
  std::string file;  ///< the last part of its address: "3f2a…-640.webp"
  int width;
  int height;
};

struct StoredPicture {
  std::string name;
  std::string sha256;                 ///< of the original, in hexadecimal
  std::vector<Rendition> renditions;  ///< by width, at least one
};

enum class Stored { added, known };

class Pictures {
 public:
  static constexpr std::size_t kLargestFile = 30 * 1024 * 1024;

  /// `folder` is where the files live (made when missing); `maker` is the program that decodes pictures.
  Pictures(std::filesystem::path folder, std::filesystem::path maker);

  /// Keeps a picture under a name and makes its renditions.
  /// Refuses: invalid for a name that is not lower-case letters, digits, hyphens and .webp, .jpg, .jpeg or
  /// .png, or for bytes that are no whole picture; limit above 30 MB or 100 million pixels; conflict when
  /// the name is taken by another picture.
  Result<Stored> add(database::WriteTx& tx, std::string const& name, std::string_view bytes) const;

  std::optional<StoredPicture> find(database::ReadTx& tx, std::string_view name) const;
  std::vector<StoredPicture> all(database::ReadTx& tx) const;

  /// The bytes of a rendition by its file name, or nothing; the name is checked, never trusted.
  std::optional<std::string> rendition(std::string_view file) const;
  /// The original's bytes. Throws Fault when the file is gone.
  std::string original(StoredPicture const& picture) const;

  /// What is wrong with the files: missing, or not what their name says.
  std::vector<std::string> check(database::ReadTx& tx) const;

 private:
  std::filesystem::path folder_;
  std::filesystem::path maker_;
};

/// This room's tables.
std::vector<database::Migration> migrations();

}  // namespace allmende::media
