#pragma once
// How letters leave. Part of the door.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

#include "base/base.h"
#include "mail/message.h"

namespace allmende::mail {

/// A mail server that takes letters for everyone: the provider's, or this machine's own.
struct Server {
  enum class Security {
    plain,     ///< only to this machine itself
    starttls,  ///< begins plain; no letter, no password before TLS stands
    tls,       ///< from the first byte
  };

  std::string host;  ///< "mail.example.org", "127.0.0.1", "[::1]"
  std::uint16_t port = 0;
  Security security = Security::starttls;
  std::string user = {};  ///< empty: none
  Secret password{""};
  /// Certificates to believe in the place of the machine's. For tests.
  std::filesystem::path authorities = {};
  std::chrono::milliseconds patience{60'000};  ///< for one letter, from the connection to the last answer

  /// "smtps://mail.example.org" (port 465), "smtp://mail.example.org" (587, STARTTLS), "smtp://localhost" (25, plain);
  /// each with another port as "…:2525".
  /// Refuses: invalid for anything else; user and password do not stand there.
  static Result<Server> at(std::string_view address);
};

/// For a paper without a server: each letter becomes a file "<Message-ID's first part>.eml" in the folder, which is
/// made when it is missing, for the operator to see.
struct Folder {
  std::filesystem::path folder;
};

using Way = std::variant<Server, Folder>;

/// Sends it and waits for the answer. `id` as for write().
/// Refuses: invalid when the server will not take this letter, whenever it is asked (5xx to recipient or text).
/// Throws Fault for everything that may be otherwise later: nobody answers, 4xx, TLS or password not accepted, the
/// folder cannot be written. It then may have been sent all the same. Texts of servers come without the addresses in
/// them. When `stop` is requested it gives up within some seconds.
Result<void> send(Way const& way, Letter const& letter, std::string_view id, std::stop_token stop = {});

}  // namespace allmende::mail
