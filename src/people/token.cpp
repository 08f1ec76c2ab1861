#include "people/token.h"

#include <sodium.h>

#include "people/link.h"

namespace allmende::people {

namespace {

void prepare() {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
}

unsigned char const* bytes_of(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

std::string base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the zero byte
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  char const* end = nullptr;
  int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                 text.size(), nullptr, &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

std::string random_bytes(std::size_t size) {
  prepare();
  std::string bytes(size, '\0');
  randombytes_buf(bytes.data(), size);
  return bytes;
}

}  // namespace

Secret new_token() { return Secret(base64(random_bytes(32))); }

std::string hash_of(std::string_view token) {
  prepare();
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), bytes_of(token), token.size(),
                     nullptr, 0);
  return base64(hash);
}

Secret new_recovery_code() {
  // Without what is mistaken for something else.
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  prepare();
  std::string code;
  for (int i = 0; i < 8; ++i) {
    if (i == 4) code += '-';
    code += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return Secret(std::move(code));
}

std::string plain_recovery_code(std::string_view typed) {
  std::string plain;
  for (char c : typed) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c != '-' && c != ' ') plain += c;
  }
  return plain;
}

Seal::Seal(Secret key) : key_(std::move(key)) { VERIFY(key_.reveal().size() == crypto_secretbox_KEYBYTES); }

std::string Seal::close(std::string_view text) const {
  std::string nonce = random_bytes(crypto_secretbox_NONCEBYTES);
  std::string sealed(crypto_secretbox_MACBYTES + text.size(), '\0');
  crypto_secretbox_easy(reinterpret_cast<unsigned char*>(sealed.data()), bytes_of(text), text.size(),
                        bytes_of(nonce), bytes_of(key_.reveal()));
  return base64(nonce + sealed);
}

std::optional<Secret> Seal::try_open(std::string_view sealed) const {
  auto bytes = from_base64(sealed);
  constexpr std::size_t kFewest = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (!bytes || bytes->size() < kFewest) return std::nullopt;
  std::string_view box = std::string_view(*bytes).substr(crypto_secretbox_NONCEBYTES);
  std::string text(box.size() - crypto_secretbox_MACBYTES, '\0');
  bool opened = crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()), bytes_of(box), box.size(),
                                           bytes_of(*bytes), bytes_of(key_.reveal())) == 0;
  return opened ? std::optional(Secret(std::move(text))) : std::nullopt;
}

Secret Seal::open(std::string_view sealed) const {
  auto opened = try_open(sealed);
  if (!opened) throw Fault("what is sealed is torn, or was sealed with another key");
  return *std::move(opened);
}

Secret new_link_token() { return new_token(); }
std::string hash_of_link(std::string_view token) { return hash_of(token); }

}  // namespace allmende::people
