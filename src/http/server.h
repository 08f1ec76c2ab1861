#pragma once
// The server: listens, reads, lets the router answer, writes.

#include <cstdint>
#include <memory>
#include <string>

#include "http/options.h"
#include "http/router.h"

namespace allmende::http {

class Server {
 public:
  /// Listens from here on; what connects waits for run().
  /// Throws Fault, with address and reason, when it cannot listen.
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
