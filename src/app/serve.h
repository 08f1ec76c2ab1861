#pragma once
// The running paper: one server for readers, one for the operator.

#include <cstdint>

#include "app/handover.h"
#include "app/paper.h"
#include "http/http.h"
#include "site/site.h"

namespace allmende::app {

/// What the public pages must know, from the settings.
/// Refuses: invalid for an account, reference or founding address that is none.
Result<site::Settings> site_settings(Config const& config);

/// Everything that the readers' server answers: the public pages, and /healthz. Both outlive it.
Result<http::Router> reader_router(Paper& paper, site::Site const& site);

/// How the settings want the press.
press::Options press_options(Config const& config, site::Settings const& settings, Clock clock);

struct ServeOptions {
  std::optional<std::uint16_t> port = {};  ///< instead of the settings' one; 0 = any free one
  std::optional<std::uint16_t> operator_port = {};
  Clock clock = now;
  /// What the program before this one, or who started it, handed to it.
  Inheritance inheritance = {};
  http::LogSink log = {};
};

/// The whole program, running: as `allmende serve` and as tests start it.
class Service {
 public:
  static Result<Service> start(std::filesystem::path const& folder, ServeOptions options);
  Service(Service&&) noexcept;
  ~Service();

  std::uint16_t port() const;
  std::uint16_t operator_port() const;
  Paper& paper();

  bool is_secure() const;

  /// Serves until stop() or a signal (SIGTERM, SIGINT), then lets running requests finish.
  ///
  /// SIGHUP: takes certificate and key anew, and of allmende.toml tls.certificate, tls.key (not whether
  /// there is one) and server.log_requests. What else has changed there is named in the log and waits
  /// for the next start, or SIGUSR2. A file that cannot be used changes nothing.
  /// SIGUSR2: starts the program anew, whatever its version is by now, hands the sockets to it and ends
  /// when it serves. If it does not come to that, this one goes on. Both are lines in the log, and no
  /// request is lost by either. The signals must have been kept (keep_signals_for_caretaker()).
  void run();
  void stop();

 private:
  void reload();
  void upgrade(std::stop_token stop);

  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace allmende::app
