#include "sepa/digest.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace allmende::sepa {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  return fmt::format("{:02x}", fmt::join(digest, ""));
}

}  // namespace allmende::sepa
