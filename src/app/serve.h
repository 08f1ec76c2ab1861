#pragma once
// The running paper: one server for readers, one for the operator.

#include <cstdint>

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

  /// Serves until stop() or a signal (SIGTERM, SIGINT), then lets running requests finish.
  void run();
  void stop();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace allmende::app
