#include "tar/tar.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <fstream>

namespace allmende::tar {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kChunk = 256 * 1024;

[[noreturn]] void fault(fs::path const& file, archive* handle) {
  char const* reason = archive_error_string(handle);
  throw Fault(fmt::format("{}: {}", file.string(), reason ? reason : "unknown failure"));
}

struct FreeWriter {
  void operator()(archive* handle) const { archive_write_free(handle); }
};
struct FreeReader {
  void operator()(archive* handle) const { archive_read_free(handle); }
};
struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using ReadHandle = std::unique_ptr<archive, FreeReader>;

void sync(fs::path const& path) {
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0 || ::fsync(descriptor) != 0) {
    if (descriptor >= 0) ::close(descriptor);
    throw Fault("cannot sync " + path.string());
  }
  ::close(descriptor);
}

bool leads_out(std::string_view name) {
  if (name.empty() || name.starts_with('/') || name.find('\\') != name.npos) return true;
  for (auto const& part : fs::path(name)) {
    if (part == "..") return true;
  }
  return false;
}

std::unexpected<Refusal> no_archive(archive* handle) {
  char const* reason = archive_error_string(handle);
  return refuse(Code::invalid, fmt::format("this is no whole tar file ({})", reason ? reason : "cut off"));
}

Result<std::string> read_entry(archive* handle, std::int64_t size) {
  std::string bytes;
  bytes.resize(static_cast<std::size_t>(size));
  la_ssize_t got = archive_read_data(handle, bytes.data(), bytes.size());
  if (got != size) return refuse(Code::invalid, "the tar is cut off within this file");
  return bytes;
}

enum class Kind { plain, odd };

std::unexpected<Refusal> odd_entry(std::string const& name) {
  return refuse(Code::invalid, "the tar holds something that is no ordinary file of its own", name);
}

/// Calls with the name and size of each entry, whose bytes come next from the handle when it is plain.
Result<void> each_file(archive* handle,
                       std::function<Result<void>(std::string const&, std::int64_t, Kind)> const& callback) {
  archive_entry* header = nullptr;
  for (;;) {
    int status = archive_read_next_header(handle, &header);
    if (status == ARCHIVE_EOF) return {};
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return no_archive(handle);
    char const* path = archive_entry_pathname(header);
    std::string name = path ? path : "";
    if (archive_entry_filetype(header) == AE_IFDIR) continue;
    bool plain = archive_entry_filetype(header) == AE_IFREG && archive_entry_hardlink(header) == nullptr;
    Kind kind = plain && !leads_out(name) ? Kind::plain : Kind::odd;
    TRY(callback(name, archive_entry_size(header), kind));
  }
}

Result<void> read_all(ReadHandle handle, std::int64_t largest,
                      std::function<Result<void>(Entry const&)> const& callback) {
  return each_file(handle.get(), [&](std::string const& name, std::int64_t size, Kind kind) {
    return callback({name, size, [&, kind, size]() -> Result<std::string> {
      if (kind == Kind::odd) return odd_entry(name);
      if (size > largest) return refuse(Code::limit, fmt::format("has more than {} bytes", largest));
      return read_entry(handle.get(), size);
    }});
  });
}

Result<void> write_entry(archive* handle, fs::path const& target) {
  std::ofstream out(target, std::ios::binary);
  std::string chunk(kChunk, '\0');
  for (la_ssize_t got; (got = archive_read_data(handle, chunk.data(), chunk.size())) != 0;) {
    if (got < 0) return no_archive(handle);
    out.write(chunk.data(), got);
  }
  out.close();
  if (!out) throw Fault("cannot write " + target.string());
  sync(target);
  return {};
}

ReadHandle new_reader() {
  ReadHandle handle(archive_read_new());
  archive_read_support_format_tar(handle.get());
  return handle;
}

}  // namespace

struct Writer::Inside {
  fs::path file;
  fs::path part;
  std::unique_ptr<archive, FreeWriter> handle{archive_write_new()};

  void header(std::string_view name, std::int64_t size) {
    std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), std::string(name).c_str());
    archive_entry_set_size(entry.get(), size);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0640);
    archive_entry_set_mtime(entry.get(), 0, 0);
    if (archive_write_header(handle.get(), entry.get()) != ARCHIVE_OK) fault(part, handle.get());
  }

  void data(std::string_view bytes) {
    while (!bytes.empty()) {
      la_ssize_t written = archive_write_data(handle.get(), bytes.data(), bytes.size());
      if (written <= 0) fault(part, handle.get());
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
};

Writer::Writer(fs::path file) : inside_(std::make_unique<Inside>()) {
  inside_->file = std::move(file);
  inside_->part = inside_->file.string() + ".part";
  archive_write_set_format_pax_restricted(inside_->handle.get());
  archive_write_set_bytes_in_last_block(inside_->handle.get(), 1);
  if (archive_write_open_filename(inside_->handle.get(), inside_->part.c_str()) != ARCHIVE_OK) {
    fault(inside_->part, inside_->handle.get());
  }
}

Writer::~Writer() {
  inside_->handle.reset();
  std::error_code ignored;
  fs::remove(inside_->part, ignored);
}

void Writer::add(std::string_view name, std::string_view bytes) {
  inside_->header(name, static_cast<std::int64_t>(bytes.size()));
  inside_->data(bytes);
}

void Writer::add_file(std::string_view name, fs::path const& file) {
  auto left = static_cast<std::int64_t>(fs::file_size(file));
  inside_->header(name, left);
  std::ifstream in(file, std::ios::binary);
  std::string chunk(kChunk, '\0');
  while (left > 0) {
    in.read(chunk.data(), std::min<std::streamsize>(left, static_cast<std::streamsize>(kChunk)));
    if (in.gcount() <= 0) throw Fault(file.string() + ": became shorter while it was read");
    inside_->data(std::string_view(chunk).substr(0, static_cast<std::size_t>(in.gcount())));
    left -= in.gcount();
  }
}

void Writer::finish() {
  if (archive_write_close(inside_->handle.get()) != ARCHIVE_OK) fault(inside_->part, inside_->handle.get());
  sync(inside_->part);
  fs::rename(inside_->part, inside_->file);
  fs::path folder = inside_->file.parent_path();
  sync(folder.empty() ? fs::path(".") : folder);
}

Result<void> read(fs::path const& file, std::int64_t largest,
                  std::function<Result<void>(Entry const&)> const& callback) {
  ReadHandle handle = new_reader();
  if (archive_read_open_filename(handle.get(), file.c_str(), kChunk) != ARCHIVE_OK) {
    return no_archive(handle.get());
  }
  return read_all(std::move(handle), largest, callback);
}

Result<void> read(std::string_view bytes, std::int64_t largest,
                  std::function<Result<void>(Entry const&)> const& callback) {
  ReadHandle handle = new_reader();
  if (archive_read_open_memory(handle.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return no_archive(handle.get());
  }
  return read_all(std::move(handle), largest, callback);
}

Result<void> extract(fs::path const& file, fs::path const& folder) {
  ReadHandle handle = new_reader();
  if (archive_read_open_filename(handle.get(), file.c_str(), kChunk) != ARCHIVE_OK) {
    return no_archive(handle.get());
  }
  return each_file(handle.get(), [&](std::string const& name, std::int64_t, Kind kind) -> Result<void> {
    if (kind == Kind::odd) return odd_entry(name);
    fs::path target = folder / name;
    if (fs::exists(target)) return refuse(Code::conflict, "this file exists already", target.string());
    fs::create_directories(target.parent_path());
    return write_entry(handle.get(), target);
  });
}

}  // namespace allmende::tar
