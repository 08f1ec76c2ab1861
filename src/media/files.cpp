#include "media/files.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/base.h"

namespace allmende::media {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fault(std::string_view what, fs::path const& file) {
  throw Fault(fmt::format("{} {}: {}", what, file.string(), std::strerror(errno)));
}

class Descriptor {
 public:
  Descriptor(fs::path const& file, int flags) : number_(::open(file.c_str(), flags | O_CLOEXEC, 0640)) {
    if (number_ < 0) fault("cannot open", file);
  }
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { ::close(number_); }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

void write_all(int descriptor, std::string_view bytes, fs::path const& file) {
  while (!bytes.empty()) {
    ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fault("cannot write", file);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(descriptor) != 0) fault("cannot sync", file);
}

/// How many bytes there were, at most `size`.
std::size_t read_all(int descriptor, char* room, std::size_t size, fs::path const& file) {
  std::size_t done = 0;
  while (done < size) {
    ssize_t count = ::read(descriptor, room + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fault("cannot read", file);
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return done;
}

constexpr char kTemporary[] = "work-";

/// Locks a folder until the descriptor is closed or its program ends; -1 when it is gone or another's.
int lock_of(fs::path const& folder) {
  int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return -1;
  }
  return descriptor;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  char text[sizeof digest * 2 + 1];
  sodium_bin2hex(text, sizeof text, digest, sizeof digest);
  return text;
}

void write_durably(fs::path const& file, std::string_view bytes) {
  fs::path unfinished = file;
  unfinished += fmt::format(".{}.part", ::getpid());
  {
    Descriptor out(unfinished, O_WRONLY | O_CREAT | O_TRUNC);
    write_all(out.number(), bytes, unfinished);
  }
  if (::rename(unfinished.c_str(), file.c_str()) != 0) fault("cannot rename", unfinished);
  Descriptor folder(file.parent_path(), O_RDONLY | O_DIRECTORY);
  if (::fsync(folder.number()) != 0) fault("cannot sync", file.parent_path());
}

std::optional<std::string> read_file(fs::path const& file) {
  int number = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (number < 0) fault("cannot open", file);
  Descriptor in(number);
  struct stat state = {};
  if (::fstat(in.number(), &state) != 0) fault("cannot look at", file);
  std::string bytes;
  // At one go: this is how readers get pictures.
  bytes.resize_and_overwrite(static_cast<std::size_t>(state.st_size), [&](char* room, std::size_t size) {
    return read_all(in.number(), room, size, file);
  });
  return bytes;
}

// Between making and locking, another program may take the folder for abandoned: then there is another try.
TemporaryFolder::TemporaryFolder(fs::path const& inside) {
  while (path_.empty()) {
    std::string name = (inside / kTemporary).string() + "XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) fault("cannot make a folder in", inside);
    lock_ = lock_of(name);
    if (lock_ >= 0 && fs::exists(name)) path_ = name;
    else if (lock_ >= 0) ::close(lock_);
  }
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  ::close(lock_);
}

void remove_abandoned_folders(fs::path const& inside) {
  std::vector<fs::path> found;
  for (fs::directory_entry const& entry : fs::directory_iterator(inside)) {
    if (entry.path().filename().string().starts_with(kTemporary)) found.push_back(entry.path());
  }
  for (fs::path const& folder : found) {
    int lock = lock_of(folder);
    if (lock < 0) continue;
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    ::close(lock);
  }
}

}  // namespace allmende::media
