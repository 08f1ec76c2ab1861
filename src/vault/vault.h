#pragma once
// THE DOOR of the vault: bytes that lie in a database and mean nothing without a key that does not.
//
// Words: the *key* is 32 random bytes in a file of their own; what is *sealed* can be neither read nor altered without
// it; its *place* says where it belongs ("giver 17 name"), so that nobody can put it elsewhere; a *blind index* is a
// value by which the same text is found again, and which tells nothing of the text.
//
// Invariants
//  1. Nothing here prints, and no fault says what was sealed or where the key is used.
//  2. The same text sealed twice differs; the same text in the same index does not.
//  3. Keys for sealing and for indexes are derived, each for its one purpose; the file's own is used for neither.

#include <string>
#include <string_view>

#include "base/base.h"
#include "vault/key_file.h"

namespace allmende::vault {

class Vault {
 public:
  /// `key`: 32 bytes, as key_in() has them. Bug otherwise.
  explicit Vault(Secret const& key);

  /// XChaCha20-Poly1305 with a random nonce, as text (base64). Of any length; a third
  /// longer than the text, and 54 more.
  std::string seal(std::string_view text, std::string_view place) const;
  /// Throws Fault for what was sealed by another key, for another place, or was altered.
  Secret open(std::string_view sealed, std::string_view place) const;

  /// 43 letters, digits, "-", "_". `purpose` keeps indexes apart ("email"): the same text in two of them has nothing in
  /// common. Who calls brings the text into one form first. Whoever has the key can try out texts: it is no hash to
  /// publish.
  std::string index(std::string_view purpose, std::string_view text) const;

 private:
  Secret seal_key_;
  Secret index_key_;
};

}  // namespace allmende::vault
