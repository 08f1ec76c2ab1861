#include "people/password.h"

#include <sodium.h>

#include <algorithm>

#include "people/lower_case.h"

namespace allmende::people {

namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// "aaaaaaaaaaaa", "abcabcabcabc".
bool repeats(std::string_view text) {
  for (std::size_t period = 1; period <= 4 && period < text.size(); ++period) {
    if (text.substr(period) == text.substr(0, text.size() - period)) return true;
  }
  return false;
}

bool is_row(std::string_view text) {
  for (std::string_view row : {"qwertzuiopasdfghjklyxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz",
                               "12345678901234567890", "passwortpasswort", "passwordpassword", "geheimgeheim"}) {
    if (row.find(text) != row.npos) return true;
  }
  return false;
}

}  // namespace

Result<void> check_password(Secret const& password, std::string_view name, std::string_view email) {
  std::string plain = lower_case(password.reveal());
  if (characters(plain) < kShortestPassword) {
    return refuse(Code::limit, "a password has at least 12 characters; a few words that nobody puts together are good");
  }
  if (plain.size() > kLongestPassword) return refuse(Code::limit, "a password has at most 1000 bytes");
  bool own = plain == lower_case(name) || plain == lower_case(email);
  if (own || repeats(plain) || is_row(plain)) {
    return refuse(Code::invalid, "this password is among the first that are tried; take one that is yours alone");
  }
  return {};
}

std::string hash_password(Secret const& password) {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  std::string const& plain = password.reveal();
  if (crypto_pwhash_str_alg(hash.data(), plain.data(), plain.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw Fault("there is not enough memory for a password's hash", Fault::Retry::may_help);
  }
  hash.resize(hash.find('\0'));
  return hash;
}

bool is_password(std::optional<std::string> const& hash, Secret const& password) {
  static std::string const kNobodys = hash_password(Secret("nobody has this password, and nobody may"));
  std::string const& plain = password.reveal();
  if (plain.size() > kLongestPassword) return false;
  bool fits = crypto_pwhash_str_verify((hash ? *hash : kNobodys).c_str(), plain.data(), plain.size()) == 0;
  return fits && hash.has_value();
}

}  // namespace allmende::people
