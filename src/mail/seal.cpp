#include "mail/seal.h"

#include <sodium.h>

namespace allmende::mail {

namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

void begin_sodium() {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
}

std::unexpected<Refusal> not_ours() {
  return refuse(Code::invalid, "this letter was sealed with another key and cannot be read any more");
}

}  // namespace

Secret seal_of(Secret const& key) {
  begin_sodium();
  VERIFY(key.reveal().size() == crypto_kdf_KEYBYTES);
  std::string seal(crypto_secretbox_KEYBYTES, '\0');
  constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "mailseal";
  int failed = crypto_kdf_derive_from_key(bytes_of(seal), seal.size(), 1, kContext, bytes_of(std::string_view(key.reveal())));
  VERIFY(failed == 0);
  return Secret(std::move(seal));
}

std::string sealed(Letter const& letter, Secret const& seal) {
  begin_sodium();
  std::string plain = fmt::format("{}\n{}\n{}", letter.from.text(), letter.to.text(), letter.bytes);
  std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + plain.size(), '\0');
  randombytes_buf(box.data(), crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(bytes_of(box) + crypto_secretbox_NONCEBYTES, bytes_of(std::string_view(plain)), plain.size(), bytes_of(box),
                        bytes_of(std::string_view(seal.reveal())));
  std::string text(sodium_base64_ENCODED_LEN(box.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(std::string_view(box)), box.size(), kVariant);
  text.pop_back();  // its zero
  return text;
}

Result<Letter> opened(std::string_view text, Secret const& seal) {
  begin_sodium();
  std::string box(text.size(), '\0');
  std::size_t length = 0;
  int failed = sodium_base642bin(bytes_of(box), box.size(), text.data(), text.size(), nullptr, &length, nullptr, kVariant);
  constexpr std::size_t kAround = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (failed != 0 || length < kAround) return not_ours();
  std::string plain(length - kAround, '\0');
  failed = crypto_secretbox_open_easy(bytes_of(plain), bytes_of(std::string_view(box)) + crypto_secretbox_NONCEBYTES,
                                      length - crypto_secretbox_NONCEBYTES, bytes_of(std::string_view(box)),
                                      bytes_of(std::string_view(seal.reveal())));
  if (failed != 0) return not_ours();
  std::size_t first = plain.find('\n');
  std::size_t second = plain.find('\n', first + 1);
  VERIFY(second != plain.npos);
  auto from = TRY(Address::parse(plain.substr(0, first)));
  auto to = TRY(Address::parse(plain.substr(first + 1, second - first - 1)));
  return Letter{std::move(from), std::move(to), plain.substr(second + 1)};
}

}  // namespace allmende::mail
