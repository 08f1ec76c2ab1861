#pragma once
// Signing in, and who is kept from trying too often. Part of the door.

#include <memory>
#include <optional>
#include <string>

#include "database/database.h"
#include "people/session.h"

namespace allmende::people {

struct Attempt {
  std::string email;
  Secret password;
  std::string code = {};         ///< of the second factor, or a recovery code; empty at first
  std::string source = {};       ///< where it comes from: an address, kept only as a keyed hash in memory
  std::string device = {};       ///< what an earlier signing in left in this browser; empty
  std::string user_agent = {};
};

struct SignedIn {
  Secret session;  ///< for the session's cookie
  Secret device;   ///< for a cookie that outlives it: this browser is known
};

/// Why not. The words for it are the caller's; no case tells a stranger whether there is such a person.
enum class NotSignedIn {
  wrong,        ///< address or password
  needs_code,   ///< the password was right
  wrong_code,
  wait          ///< too many tries
};

struct Refused {
  NotSignedIn why;
  std::chrono::seconds wait = {};
};

/// Counts failures in memory, for an hour: by account and by source. After 5 an account waits, each time twice
/// as long, up to 15 minutes; after 20 a source does. A browser in which somebody signed in before has an
/// account's count of its own, so that strangers who guess do not lock the owner out (OWASP, device cookies).
class Entrance {
 public:
  /// `sealing_key`: 32 bytes, see Seal. Threads: any at once.
  Entrance(database::Database& database, Secret sealing_key);
  ~Entrance();

  /// Takes a tenth of a second and 64 MB, whatever comes of it; one at a time, the others wait for half a second
  /// and are then told to come again.
  std::expected<SignedIn, Refused> sign_in(Attempt const& attempt, Instant now);

  /// Before something is done that a stranger may ask for, such as a letter with a link: how long this source must
  /// wait. Zero: it may, and that counts. Five an hour cost nothing.
  std::chrono::seconds ask(std::string_view source, Instant now);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace allmende::people
