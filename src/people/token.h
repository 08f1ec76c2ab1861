#pragma once
// What a person is sent or keeps in a cookie, and what of it is stored. Private to this room.

#include <optional>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::people {

/// 256 random bits, for a link or a cookie: 43 letters, digits, "-", "_".
Secret new_token();
/// What is stored of a token: whoever reads the database has no token.
std::string hash_of(std::string_view token);
/// "k7qm-x2dp": 40 random bits for a person to write down and type.
Secret new_recovery_code();
/// As it may be typed: other case, no hyphen, blanks.
std::string plain_recovery_code(std::string_view typed);

/// Sealed with the paper's own key: a copy of the database alone opens nothing.
class Seal {
 public:
  /// 32 bytes. Bug otherwise.
  explicit Seal(Secret key);
  std::string close(std::string_view text) const;
  /// Throws Fault for what another key has sealed.
  Secret open(std::string_view sealed) const;
  /// Nothing for that, and for what comes from elsewhere.
  std::optional<Secret> try_open(std::string_view sealed) const;

 private:
  Secret key_;
};

}  // namespace allmende::people
