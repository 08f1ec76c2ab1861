#pragma once
// What the server counts. Private to this room; its text is had from Server::metrics().

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/method.h"
#include "http/quick_counts.h"
#include "http/status.h"

namespace allmende::http {

/// Why a connection or a request was turned away before a handler saw it.
enum class Refused { connections, source, queue, deadline };

/// How a TLS handshake ended.
enum class Handshake { full, resumed, failed };

/// Every function may be called from any thread.
class Metrics {
 public:
  /// Names of the routes, each once; what matches none is counted under "none".
  explicit Metrics(std::vector<std::string> route_names);
  ~Metrics();

  void connected();
  void disconnected();
  void refused(Refused why);
  void shaken(Handshake how);
  void received(std::size_t bytes);
  void sent(std::size_t bytes);
  /// One answer, or `times` alike; no method: the request had none that is known. `took`: from the
  /// whole request to the whole answer, without the wire.
  void answered(std::string_view route, std::optional<Method> method, Status status,
                std::chrono::microseconds took, std::uint64_t times = 1);

  /// Takes over what a loop has counted since the last time. One thread at a time for each loop.
  void add(QuickCounts& counts, std::vector<std::string> const& routes);

  /// The text format of Prometheus, 0.0.4.
  std::string text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace allmende::http
