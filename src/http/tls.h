#pragma once
// What all TLS connections of a server share: certificate, key, versions, tickets. Private to this
// room; its options are in options.h.
//
// TLS 1.3, and 1.2 with forward secrecy and authenticated ciphers only: Android before 10 and iOS
// before 12.2 know no 1.3, and their owners are readers too. Nothing older.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "base/result.h"
#include "http/options.h"
#include "http/tls_stream.h"
#include "http/tls_tickets.h"

namespace allmende::http {

/// Every function may be called from any thread.
class Tls {
 public:
  /// Throws Fault, naming the file, when certificate and key cannot be used.
  explicit Tls(TlsOptions options);

  std::unique_ptr<TlsStream> stream(int socket) const;

  /// True once for each TlsOptions::look that has passed.
  bool is_time_to_look(std::chrono::steady_clock::time_point now);
  /// Takes the files anew if they have changed since the last time; nothing when they have not.
  /// Refuses what cannot be used: then what was there stays. Reads files.
  std::optional<Result<void>> look();
  /// Takes these files from now on, under the same terms.
  Result<void> load(TlsFiles const& files);

 private:
  /// What tells a file from the one that was there before.
  struct Trace {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    std::int64_t size = 0;
    std::uint64_t inode = 0;
    bool operator==(Trace const&) const = default;
  };
  using Context = std::unique_ptr<SSL_CTX, FreeSsl>;

  static std::array<Trace, 2> traces_of(TlsFiles const& files);
  Result<void> take(TlsFiles const& files);
  Result<Context> make(TlsFiles const& files);

  TlsOptions options_;
  TicketKeys tickets_;
  std::atomic<std::chrono::steady_clock::duration> next_look_;
  std::mutex loading_;
  std::array<Trace, 2> traces_;
  mutable std::mutex mutex_;
  Context context_;
};

}  // namespace allmende::http
