#include "app/secure.h"

#include <fmt/format.h>

namespace allmende::app {

bool is_secure(Config const& config) { return !config.tls.certificate.empty(); }

http::TlsFiles tls_files(Config const& config, std::filesystem::path const& folder) {
  return {folder / config.tls.certificate, folder / config.tls.key};
}

http::Fields hsts(Config const& config) {
  constexpr std::int64_t kDay = 24 * 60 * 60;
  if (!is_secure(config) || config.tls.hsts_days == 0) return {};
  return {{"Strict-Transport-Security", fmt::format("max-age={}", config.tls.hsts_days * kDay)}};
}

/// To the paper's own address, never to one that the request names: nobody can be sent elsewhere.
http::Router redirecting_router(std::string const& address) {
  http::Router router;
  router.fallback([address](http::Request const& request) -> Result<http::Response> {
    return http::Response::redirect(http::Status::permanent_redirect, address + request.target());
  });
  return router;
}

}  // namespace allmende::app
