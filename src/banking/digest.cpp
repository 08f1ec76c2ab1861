#include "banking/digest.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <fstream>

#include "base/base.h"

namespace allmende::banking {

namespace {

class Digest {
 public:
  Digest() { crypto_hash_sha256_init(&state_); }

  void add(std::string_view bytes) {
    crypto_hash_sha256_update(&state_, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  }
  std::string text() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> bytes;
    crypto_hash_sha256_final(&state_, bytes.data());
    return fmt::format("{:02x}", fmt::join(bytes, ""));
  }

 private:
  crypto_hash_sha256_state state_;
};

}  // namespace

std::string digest_of(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  Digest digest;
  std::array<char, 64 * 1024> buffer;
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    digest.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (!in.eof()) throw Fault("cannot read " + file.string());
  return digest.text();
}

std::string digest_of(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.text();
}

}  // namespace allmende::banking
