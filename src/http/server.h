#pragma once
// The server: listens, reads, lets the router answer, writes.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/options.h"
#include "http/router.h"

namespace allmende::http {

class Server {
 public:
  /// Listens from here on; what connects waits for run().
  /// Throws Fault, with address and reason, when it cannot listen, for a certificate or key that
  /// cannot be used, and for a proxy that is no network.
  Server(Options options, Router router);
  /// run() must have returned.
  ~Server();

  /// Serves until stop(). Returns when every connection is closed and every handler has returned: a
  /// handler that never does keeps it. Once in a server's life.
  void run();

  /// Stops gracefully: accepts nothing more, closes what is idle, lets running requests finish
  /// within Limits::stop_time. From any thread, any number of times, also before run(); the second
  /// call waits for nothing any more.
  void stop();

  /// Stops so that nobody's request is lost, for when another program listens on the same sockets: as
  /// stop(), but what is idle is not closed before it has had one more answer, or Limits::stop_time is
  /// over. A stop() after this goes before it.
  void hand_over();

  /// Its listening sockets, for the program that follows (Options::inherited); none once it stops.
  std::vector<Descriptor> sockets() const;

  /// With Options::tls: takes these files for connections from now on. Refuses: invalid, naming the
  /// file, for what cannot be used; then those before stay. Reads files. From any thread.
  Result<void> use_certificate(TlsFiles const& files);
  /// Options::log_requests from now on. From any thread.
  void log_requests(bool wanted);

  /// The port that is listened on.
  std::uint16_t port() const;

  /// Requests by route, method and class of status, their latency, connections, refusals, bytes: in
  /// the text format of Prometheus 0.0.4. From any thread.
  std::string metrics() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace allmende::http
