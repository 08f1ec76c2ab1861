#pragma once
// How a server listens, what it allows, and where it reports to. Every limit is there from the
// start.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/descriptor.h"
#include "http/field.h"
#include "http/quick.h"
#include "http/request.h"

namespace allmende::http {

struct Limits {
  /// Request line and headers together; more is answered 431.
  std::size_t header_bytes = 16 * 1024;
  std::size_t header_fields = 100;
  /// The request's target; more is answered 414.
  std::size_t target_bytes = 8 * 1024;
  /// A body, unless its route says otherwise; more is answered 413.
  std::size_t body_bytes = 1024 * 1024;
  /// Bodies above that which are read or worked on at once, where a route takes them (Route::body_bytes); one more is
  /// answered 503 with Retry-After before it is read. So many times the largest route's bytes they may take of memory.
  std::size_t large_bodies = 8;
  FieldLimits fields = {};

  /// Connections in all; one more is answered 503 and closed.
  std::size_t connections = 10'000;
  /// Connections of one IPv4 address or one IPv6 /64 network, and requests at once that a proxy
  /// (Options::proxies) hands on for it; 0 = any number.
  std::size_t connections_per_source = 256;
  /// After so many requests a connection is closed.
  std::size_t requests_per_connection = 10'000;
  /// Requests that wait for a worker; one more is answered 503 with Retry-After.
  std::size_t worker_queue = 256;

  /// From a request's first byte to the end of its headers; longer is answered 408.
  std::chrono::milliseconds header_time{10'000};
  /// From there to the end of the body, with what its length adds at 128 kB a second (a telephone's way up); longer is
  /// answered 408.
  std::chrono::milliseconds body_time{60'000};
  /// A connection on which nothing is asked is closed after this.
  std::chrono::milliseconds idle_time{60'000};
  /// For a handler and its waiting for a worker; longer is answered 503, the late answer is
  /// dropped.
  std::chrono::milliseconds request_time{10'000};
  /// For who asked to take the answer, with what its size adds at `slowest_bytes_per_second`.
  std::chrono::milliseconds write_time{30'000};
  std::size_t slowest_bytes_per_second = 4 * 1024;
  /// How long stop() lets running requests finish.
  std::chrono::milliseconds stop_time{10'000};
  /// How often the limits of time are looked at.
  std::chrono::milliseconds sweep{250};
};

struct TlsFiles {
  /// PEM: the certificate, and behind it those that lead to its root ("fullchain").
  std::filesystem::path certificate;
  /// PEM, without a password.
  std::filesystem::path key;

  bool operator==(TlsFiles const&) const = default;
};

struct TlsOptions {
  TlsFiles files;
  /// Session tickets are sealed with a key for so long; they are good until two more have followed.
  std::chrono::milliseconds ticket_life = std::chrono::hours(3);
  /// How often the files are looked at. When they have changed they are taken anew, for connections
  /// from then on; files that cannot be used are a line in the log, and the old ones stay.
  std::chrono::milliseconds look{2'000};
};

/// Whether a text names an address or a network: "10.0.0.1", "10.0.0.0/8", "::1", "fd00::/8".
bool is_network(std::string_view text);
/// Whether Options::addresses may hold it: an IPv4 or IPv6 address, without a port.
bool is_address(std::string const& text);

/// Takes one line without its line break. Called from one thread at a time, never from a loop; may
/// wait.
using LogSink = std::function<void(std::string_view line)>;

enum class Signals { ignore, stop };

struct Options {
  /// Numeric IPv4 and IPv6 addresses. One of a family that the machine does not have is left out,
  /// as long as another can be listened on.
  std::vector<std::string> addresses = {"127.0.0.1", "::1"};
  /// 0 = any free one; see Server::port().
  std::uint16_t port = 0;
  /// Sockets that listen already, from the program before this one (Server::sockets()) or from who
  /// started it. Those of `addresses` and `port` (0: of any port, the same for all) are taken and
  /// shared by the loops; the others are closed; for what is missing there are new ones.
  std::vector<std::shared_ptr<Descriptor>> inherited = {};
  /// With it every connection speaks TLS: 1.3, or 1.2 with what has forward secrecy. A plain HTTP
  /// request is told so (400).
  std::optional<TlsOptions> tls = {};
  /// Addresses and networks of proxies. Their connections are not counted by source; a request of
  /// theirs that goes to a handler is, by the address that X-Forwarded-For, or without it Forwarded,
  /// names last before the proxies themselves: the proxy must set one, and drop the other. From
  /// anyone else, and for anything else, these headers are ignored.
  std::vector<std::string> proxies = {};

  /// Threads that read, write and answer from memory.
  std::size_t loops = 1;
  /// Threads that run the other handlers.
  std::size_t workers = 4;
  Limits limits = {};

  /// Go with every answer that does not set them itself.
  Fields always = {{"X-Content-Type-Options", "nosniff"}};
  /// 1 (fast) to 9 (small); 0 = compress nothing.
  int gzip_level = 6;
  /// Bodies shorter than this are not compressed.
  std::size_t gzip_from_bytes = 512;

  /// One line for each request and for each exception of a handler. Without it nothing is logged.
  LogSink log = {};
  /// Whether each request has its line. Failures always have theirs.
  bool log_requests = true;
  /// Asked before the router. Outlives the server.
  QuickAnswers* quick = nullptr;
  /// Whether SIGTERM and SIGINT stop the server; a second one stops it at once. At most one server
  /// of a program may say so.
  Signals signals = Signals::ignore;
};

}  // namespace allmende::http
