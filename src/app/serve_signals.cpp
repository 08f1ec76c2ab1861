// What the operator's signals do to a running paper.

#include <algorithm>

#include "app/secure.h"
#include "app/serve_parts.h"

namespace allmende::app {

namespace {

std::string words_of(Refusal const& refusal) {
  return refusal.where.empty() ? refusal.message : fmt::format("{}: {}", refusal.where, refusal.message);
}

/// Whether reload() takes it into force; see Service::run().
bool is_reloadable(std::string_view option) {
  return option == "tls.certificate" || option == "tls.key" || option == "server.log_requests";
}

std::string joined(std::vector<std::string> const& names) { return fmt::format("{}", fmt::join(names, ", ")); }

}  // namespace

void Service::Parts::log_event(std::string_view event, std::string_view end, std::string what) const {
  if (!log) return;
  std::ranges::replace(what, '"', '\'');
  std::ranges::replace(what, '\n', ' ');
  log(fmt::format("event={} time={} end={}{}", event, clock().rfc3339(), end,
                  what.empty() ? "" : fmt::format(" what=\"{}\"", what)));
}

void Service::reload() {
  Parts& parts = *parts_;
  try {
    auto fresh = Config::read(parts.paper.folder() / "allmende.toml");
    if (!fresh) return parts.log_event("reload", "refused", words_of(fresh.error()));
    std::vector<std::string> left = parts.in_force.differences(*fresh);
    bool turns = app::is_secure(*fresh) != is_secure();
    std::erase_if(left, [&](std::string const& name) {
      return is_reloadable(name) && !(turns && name.starts_with("tls."));
    });
    if (is_secure() && !turns) {
      auto used = parts.readers->use_certificate(tls_files(*fresh, parts.paper.folder()));
      if (!used) return parts.log_event("reload", "refused", words_of(used.error()));
      parts.in_force.tls.certificate = fresh->tls.certificate;
      parts.in_force.tls.key = fresh->tls.key;
    }
    parts.readers->log_requests(fresh->server.log_requests);
    parts.in_force.server.log_requests = fresh->server.log_requests;
    parts.log_event("reload", "taken");
    if (!left.empty()) parts.log_event("reload", "left", joined(left) + ": not before the next start, or SIGUSR2");
  } catch (std::exception const& fault) {
    parts.log_event("reload", "failed", fault.what());
  }
}

void Service::upgrade(std::stop_token stop) {
  Parts& parts = *parts_;
  try {
    NamedSockets sockets;
    auto add = [&sockets](char const* name, std::optional<http::Server>& server) {
      if (!server) return;
      for (http::Descriptor& socket : server->sockets()) sockets.emplace_back(name, std::move(socket));
    };
    add(kReaders, parts.readers);
    add(kOperator, parts.operators);
    add(kRedirect, parts.redirect);
    auto successor = start_successor(sockets, std::move(stop));
    if (!successor) return parts.log_event("upgrade", "refused", words_of(successor.error()));
    announce_successor(*successor);
    parts.log_event("upgrade", "handed-over", fmt::format("process {} serves now", *successor));
    for (auto* server : {&parts.readers, &parts.operators, &parts.redirect}) {
      if (*server) (*server)->hand_over();
    }
  } catch (std::exception const& fault) {
    parts.log_event("upgrade", "failed", fault.what());
  }
}

}  // namespace allmende::app
