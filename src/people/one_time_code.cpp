#include "people/one_time_code.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

namespace allmende::people {

Secret new_factor_key() {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  std::string key(20, '\0');
  randombytes_buf(key.data(), key.size());
  return Secret(std::move(key));
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (char c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kDigits[held >> (bits - 5) & 31];
  }
  if (bits > 0) text += kDigits[held << (5 - bits) & 31];
  return text;
}

std::string code_at(Secret const& key, std::int64_t step) {
  std::array<unsigned char, 8> counter;
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<unsigned char>(step >> (8 * (counter.size() - 1 - i)));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash;
  unsigned size = 0;
  std::string const& bytes = key.reveal();
  if (HMAC(EVP_sha1(), bytes.data(), static_cast<int>(bytes.size()), counter.data(), counter.size(), hash.data(),
           &size) == nullptr) {
    throw Fault("OpenSSL gives no HMAC-SHA-1");
  }
  unsigned at = hash[size - 1] & 15u;
  std::uint32_t number = (hash[at] & 127u) << 24 | hash[at + 1] << 16 | hash[at + 2] << 8 | hash[at + 3];
  return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> matching_step(Secret const& key, std::string_view code, Instant now, std::int64_t last) {
  std::optional<std::int64_t> found;
  for (std::int64_t step = step_of(now) - 1; step <= step_of(now) + 1; ++step) {
    bool is_right = Secret(code_at(key, step)).matches(code);
    if (is_right && step > last) found = step;
  }
  return found;
}

}  // namespace allmende::people
