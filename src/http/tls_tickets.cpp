#include "http/tls_tickets.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>

#include "base/result.h"

namespace allmende::http {

namespace {

using Clock = std::chrono::steady_clock;

bool begin_mac(EVP_MAC_CTX* mac, std::span<unsigned char> key) {
  char digest[] = "SHA256";
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_KEY, key.data(), key.size()),
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
      OSSL_PARAM_construct_end()};
  return EVP_MAC_CTX_set_params(mac, parameters) == 1;
}

}  // namespace

TicketKeys::Key::Key() : made(Clock::now()) {
  bool random = RAND_bytes(name.data(), static_cast<int>(name.size())) == 1 &&
                RAND_priv_bytes(cipher.data(), static_cast<int>(cipher.size())) == 1 &&
                RAND_priv_bytes(mac.data(), static_cast<int>(mac.size())) == 1;
  if (!random) throw Fault("no random numbers for session tickets");
}

TicketKeys::Key::~Key() {
  OPENSSL_cleanse(cipher.data(), cipher.size());
  OPENSSL_cleanse(mac.data(), mac.size());
}

/// Old keys go by their age, also when nobody came for a long time.
void TicketKeys::rotate() {
  Clock::time_point now = Clock::now();
  while (!keys_.empty() && now - keys_.back().made >= longest()) keys_.pop_back();
  if (!keys_.empty() && now - keys_.front().made < life_) return;
  keys_.emplace_front();
  if (keys_.size() > 1 + kKept) keys_.pop_back();
}

int TicketKeys::use(unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher,
                    EVP_MAC_CTX* mac, bool seals, bool once) {
  std::lock_guard lock(mutex_);
  rotate();
  EVP_CIPHER const* kind = EVP_aes_256_cbc();
  if (seals) {
    Key& key = keys_.front();
    std::ranges::copy(key.name, name);
    bool done = RAND_bytes(iv, EVP_CIPHER_get_iv_length(kind)) == 1 &&
                EVP_EncryptInit_ex(cipher, kind, nullptr, key.cipher.data(), iv) == 1 &&
                begin_mac(mac, key.mac);
    return done ? 1 : -1;
  }
  auto key = std::ranges::find_if(
      keys_, [name](Key const& each) { return std::equal(each.name.begin(), each.name.end(), name); });
  if (key == keys_.end()) return 0;
  bool done = begin_mac(mac, key->mac) &&
              EVP_DecryptInit_ex(cipher, kind, nullptr, key->cipher.data(), iv) == 1;
  bool renews = once || key != keys_.begin();
  return done ? (renews ? 2 : 1) : -1;
}

}  // namespace allmende::http
