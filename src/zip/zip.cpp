#include "zip/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace allmende::zip {

namespace {

constexpr std::size_t kChunk = 256 * 1024;

struct FreeReader {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<archive, FreeReader>;

/// The reader that goes by the directory at the end: an archive that has lost it is refused before anything of it is
/// taken for whole.
Handle new_reader() {
  Handle handle(archive_read_new());
  if (!handle) throw Fault("no memory for a ZIP");
  archive_read_support_format_zip_seekable(handle.get());
  return handle;
}

std::unexpected<Refusal> broken(archive* handle, std::string where = {}) {
  char const* reason = archive_error_string(handle);
  return refuse(Code::invalid, fmt::format("this is no whole ZIP file ({})", reason ? reason : "cut off"),
                std::move(where));
}

class Reading {
 public:
  Reading(Handle handle, Limits const& limits) : handle_(std::move(handle)), limits_(limits) {}

  Result<void> each(std::function<Result<void>(Entry const&)> const& callback) {
    archive_entry* header = nullptr;
    for (std::size_t entries = 0;; ++entries) {
      int status = archive_read_next_header(handle_.get(), &header);
      if (status == ARCHIVE_EOF) return {};
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return broken(handle_.get());
      if (entries == limits_.entries) {
        return refuse(Code::limit, fmt::format("the ZIP has more than {} files", limits_.entries));
      }
      char const* path = archive_entry_pathname(header);
      std::string name = path ? path : "";
      if (archive_entry_filetype(header) == AE_IFDIR) continue;
      if (archive_entry_filetype(header) != AE_IFREG) {
        return refuse(Code::invalid, "the ZIP holds something that is no ordinary file", name);
      }
      if (archive_entry_is_encrypted(header)) return refuse(Code::invalid, "the file is encrypted", name);
      TRY(callback({name, [this, &name](std::span<char> buffer) { return read_part(name, buffer); }}));
    }
  }

 private:
  Result<std::size_t> read_part(std::string const& name, std::span<char> buffer) {
    la_ssize_t got = archive_read_data(handle_.get(), buffer.data(), buffer.size());
    if (got < 0) return broken(handle_.get(), name);
    bytes_ += got;
    if (bytes_ > limits_.bytes) {
      return refuse(Code::limit, fmt::format("the ZIP holds more than {} bytes", limits_.bytes), name);
    }
    return static_cast<std::size_t>(got);
  }

  Handle handle_;
  Limits limits_;
  std::int64_t bytes_ = 0;
};

}  // namespace

bool looks_like_zip(std::string_view beginning) {
  return beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06");
}

Result<void> read(std::filesystem::path const& file, Limits const& limits,
                  std::function<Result<void>(Entry const&)> const& callback) {
  Handle handle = new_reader();
  if (archive_read_open_filename(handle.get(), file.c_str(), kChunk) != ARCHIVE_OK) return broken(handle.get());
  return Reading(std::move(handle), limits).each(callback);
}

Result<void> read(std::string_view bytes, Limits const& limits,
                  std::function<Result<void>(Entry const&)> const& callback) {
  Handle handle = new_reader();
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return broken(handle.get());
  return Reading(std::move(handle), limits).each(callback);
}

}  // namespace allmende::zip
