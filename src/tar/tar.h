#pragma once
// THE DOOR to .tar files, over libarchive: plain POSIX tar, no compression, no links, no owners.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::tar {

/// Writes one file. It is whole and on the disk after finish(); before, or without it, there is only a
/// ".part" beside it. Entries have a fixed date, so the same content gives the same bytes. Throws Fault.
class Writer {
 public:
  explicit Writer(std::filesystem::path file);
  ~Writer();
  Writer(Writer const&) = delete;
  Writer& operator=(Writer const&) = delete;

  void add(std::string_view name, std::string_view bytes);
  /// Streams a file of the disk; it must not change meanwhile.
  void add_file(std::string_view name, std::filesystem::path const& file);
  void finish();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

/// One file of an archive while it is read. `read` gives its bytes and may be called once. It refuses: invalid
/// for a link, a device, a name that leads out ("../x", "/x"), and a file that is cut off; limit above `largest`.
struct Entry {
  std::string name;
  std::int64_t size;
  std::function<Result<std::string>()> read;
};

/// Calls with each entry in the order of the archive; folders are passed over.
/// Refuses: invalid for what is no tar, or is cut off between two files.
/// What the callback refuses ends the reading and is returned.
Result<void> read(std::filesystem::path const& file, std::int64_t largest,
                  std::function<Result<void>(Entry const&)> const& callback);
Result<void> read(std::string_view bytes, std::int64_t largest,
                  std::function<Result<void>(Entry const&)> const& callback);

/// Puts every file into `folder`, which must be there. Refuses all that read() and its entries refuse, and
/// conflict for a file that exists.
Result<void> extract(std::filesystem::path const& file, std::filesystem::path const& folder);

}  // namespace allmende::tar
