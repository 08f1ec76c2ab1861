#pragma once
// ZIP in: the files of an archive that somebody else made, one after the other, without ever holding one whole.
//
// Nothing is written to the disk, and names are only names. Nothing is believed that the archive says of sizes: what
// is counted is what comes out of it.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::zip {

struct Limits {
  std::size_t entries = 1000;
  std::int64_t bytes = std::int64_t{1} << 30;  ///< unpacked, of all files together
};

/// One file while it is read. `read` fills the front of the buffer and says how many bytes it put there, 0 at the
/// end. It refuses: limit when the archive's files together have more bytes than allowed; invalid for what is
/// encrypted, packed in a way that is not known here, cut off, or differs from its check sum.
struct Entry {
  std::string name;
  std::function<Result<std::size_t>(std::span<char>)> read;
};

/// Whether these first bytes (four are enough) are those of a ZIP.
bool looks_like_zip(std::string_view beginning);

/// Calls with each file in the order of the archive's directory; folders are passed over. What a callback leaves
/// unread is passed over too, and then counts nothing.
/// Refuses: invalid for what is no ZIP or has lost its end, where the directory stands, and for links and devices;
/// limit for too many entries; the name stands in `where`. What the callback refuses ends the reading and is returned.
Result<void> read(std::filesystem::path const& file, Limits const& limits,
                  std::function<Result<void>(Entry const&)> const& callback);
Result<void> read(std::string_view bytes, Limits const& limits,
                  std::function<Result<void>(Entry const&)> const& callback);

}  // namespace allmende::zip
