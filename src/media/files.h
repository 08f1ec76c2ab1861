#pragma once
// Files named by their content. Private to media.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace allmende::media {

/// SHA-256 in hexadecimal.
std::string sha256(std::string_view bytes);

/// Writes the file whole or not at all, on the disk when it returns. Throws Fault.
void write_durably(std::filesystem::path const& file, std::string_view bytes);

/// The file's bytes, or nothing when there is none. Throws Fault when it cannot be read.
std::optional<std::string> read_file(std::filesystem::path const& file);

/// A folder that is gone when the scope ends. Who holds it locks it, so that one whose holder was killed can be
/// told from one in use.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::filesystem::path const& inside);
  ~TemporaryFolder();
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;
};

/// Removes the temporary folders inside whose holders were killed.
void remove_abandoned_folders(std::filesystem::path const& inside);

}  // namespace allmende::media
