#include "provider/stripe_signature.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "provider/provider.h"

namespace allmende::provider {

namespace {

using Digest = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;
static_assert(std::tuple_size_v<Digest> == 32);

struct Signature {
  std::string_view time;
  std::vector<Digest> digests;
};

std::optional<Digest> digest_of(std::string_view hexadecimal) {
  Digest digest{};
  std::size_t length = 0;
  if (hexadecimal.size() != 2 * digest.size()) return std::nullopt;
  int failed = sodium_hex2bin(digest.data(), digest.size(), hexadecimal.data(), hexadecimal.size(), nullptr, &length,
                              nullptr);
  return failed == 0 && length == digest.size() ? std::optional(digest) : std::nullopt;
}

Signature signature_of(std::string_view header) {
  Signature signature;
  while (!header.empty()) {
    std::string_view part = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), part.size() + 1));
    while (part.starts_with(' ')) part.remove_prefix(1);
    if (part.starts_with("t=")) signature.time = part.substr(2);
    if (!part.starts_with("v1=")) continue;
    if (auto digest = digest_of(part.substr(3))) signature.digests.push_back(*digest);
  }
  return signature;
}

Digest digest_by(Secret const& secret, std::string_view time, std::string_view body) {
  auto bytes = [](std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); };
  crypto_auth_hmacsha256_state state;
  Digest digest;
  crypto_auth_hmacsha256_init(&state, bytes(secret.reveal()), secret.reveal().size());
  for (std::string_view part : {time, std::string_view("."), body}) {
    crypto_auth_hmacsha256_update(&state, bytes(part), part.size());
  }
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

std::optional<std::int64_t> seconds_of(std::string_view time) {
  std::int64_t seconds = 0;
  auto [end, error] = std::from_chars(time.data(), time.data() + time.size(), seconds);
  bool is_number = error == std::errc() && end == time.data() + time.size() && time.size() <= 12 && seconds >= 0;
  return is_number ? std::optional(seconds) : std::nullopt;
}

}  // namespace

Result<void> check_signature(std::string_view header, std::string_view body, std::span<Secret const> secrets,
                             Instant now) {
  constexpr std::size_t kLongestHeader = 4'096;
  if (header.size() > kLongestHeader) return refuse(Code::forbidden, "the signature is too long");
  Signature signature = signature_of(header);
  auto signed_at = seconds_of(signature.time);
  if (!signed_at || signature.digests.empty()) return refuse(Code::forbidden, "there is no signature that can be read");
  bool is_good = false;
  for (Secret const& secret : secrets) {
    Digest expected = digest_by(secret, signature.time, body);
    for (Digest const& given : signature.digests) {
      is_good = sodium_memcmp(expected.data(), given.data(), expected.size()) == 0 || is_good;
    }
  }
  if (!is_good) return refuse(Code::forbidden, "the signature is another's, or of other bytes");
  auto now_in_seconds = std::chrono::floor<std::chrono::seconds>(now.time_point()).time_since_epoch();
  auto age = now_in_seconds - std::chrono::seconds(*signed_at);
  if (age > kTolerance || age < -kTolerance) return refuse(Code::forbidden, "the signature is of another time");
  return {};
}

}  // namespace allmende::provider
