#include "vault/vault.h"

#include <sodium.h>

namespace allmende::vault {

namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kMac = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kIndex = 32;
constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), kVariant);
  text.pop_back();  // the zero byte
  return text;
}

[[noreturn]] void cannot_open() { throw Fault("what is sealed was altered, moved, or sealed with another key"); }

std::string from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  char const* end = nullptr;
  int failed =
      sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, &end, kVariant);
  if (failed != 0 || end != text.data() + text.size() || size < kNonce + kMac) cannot_open();
  bytes.resize(size);
  return bytes;
}

Secret derived(Secret const& key, std::uint64_t purpose) {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  VERIFY(key.reveal().size() == crypto_kdf_KEYBYTES);
  std::string made(32, '\0');
  constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "vault   ";
  VERIFY(crypto_kdf_derive_from_key(bytes_of(made), made.size(), purpose, kContext,
                                    bytes_of(std::string_view(key.reveal()))) == 0);
  return Secret(std::move(made));
}

}  // namespace

Vault::Vault(Secret const& key) : seal_key_(derived(key, 1)), index_key_(derived(key, 2)) {}

std::string Vault::seal(std::string_view text, std::string_view place) const {
  std::string box(kNonce + text.size() + kMac, '\0');
  randombytes_buf(box.data(), kNonce);
  unsigned long long size = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(box) + kNonce, &size, bytes_of(text), text.size(),
                                             bytes_of(place), place.size(), nullptr, bytes_of(std::string_view(box)),
                                             bytes_of(std::string_view(seal_key_.reveal())));
  return base64(box);
}

Secret Vault::open(std::string_view sealed, std::string_view place) const {
  std::string box = from_base64(sealed);
  std::string text(box.size() - kNonce - kMac, '\0');
  unsigned long long size = 0;
  int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes_of(text), &size, nullptr, bytes_of(std::string_view(box)) + kNonce, box.size() - kNonce, bytes_of(place),
      place.size(), bytes_of(std::string_view(box)), bytes_of(std::string_view(seal_key_.reveal())));
  if (failed != 0) cannot_open();
  return Secret(std::move(text));
}

std::string Vault::index(std::string_view purpose, std::string_view text) const {
  // The purpose's length first: no two of them run into the text in the same way.
  std::string told = fmt::format("{}:{}{}", purpose.size(), purpose, text);
  std::string hash(kIndex, '\0');
  crypto_generichash(bytes_of(hash), hash.size(), bytes_of(std::string_view(told)), told.size(),
                     bytes_of(std::string_view(index_key_.reveal())), index_key_.reveal().size());
  return base64(hash);
}

}  // namespace allmende::vault
