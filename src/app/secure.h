#pragma once
// What the settings say of HTTPS: certificate and key, HSTS, the port that sends plain requests on.

#include "app/config.h"
#include "http/http.h"

namespace allmende::app {

bool is_secure(Config const& config);

/// The files that [tls] names, seen from the paper's folder.
http::TlsFiles tls_files(Config const& config, std::filesystem::path const& folder);

/// Strict-Transport-Security, if the settings want it.
http::Fields hsts(Config const& config);

/// Answers every request with the same address at https (308).
http::Router redirecting_router(std::string const& address);

}  // namespace allmende::app
