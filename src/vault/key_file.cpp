#include "vault/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace allmende::vault {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBytes = 32;

[[noreturn]] void fault(std::string_view what, fs::path const& file) {
  throw Fault(fmt::format("cannot {} {}: {}", what, file.string(), std::strerror(errno)));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor const&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

/// Nothing when there is none, or a part of one.
std::optional<Secret> read_key(fs::path const& file) {
  Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.number() < 0 && errno == ENOENT) return std::nullopt;
  if (in.number() < 0) fault("read", file);
  std::string key(kBytes, '\0');
  ssize_t got = ::read(in.number(), key.data(), key.size());
  if (got < 0) fault("read", file);
  if (static_cast<std::size_t>(got) < kBytes) return std::nullopt;
  return Secret(std::move(key));
}

/// Beside it first, and on the disk before it has the name.
void write_key(Secret const& key, fs::path const& file, Descriptor const& folder) {
  fs::path unfinished = file;
  unfinished += ".unfinished";
  {
    Descriptor out(::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    std::string const& bytes = key.reveal();
    bool is_written = out.number() >= 0 &&
                      ::write(out.number(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()) &&
                      ::fsync(out.number()) == 0;
    if (!is_written) fault("write", unfinished);
  }
  if (::rename(unfinished.c_str(), file.c_str()) != 0 || ::fsync(folder.number()) != 0) fault("write", file);
}

}  // namespace

Secret key_in(fs::path const& file) {
  if (auto key = read_key(file)) return *key;
  Descriptor folder(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || ::flock(folder.number(), LOCK_EX) != 0) fault("lock", file.parent_path());
  if (auto key = read_key(file)) return *key;  // another program has just made it
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  std::string bytes(kBytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  Secret key(std::move(bytes));
  write_key(key, file, folder);
  return key;
}

}  // namespace allmende::vault
