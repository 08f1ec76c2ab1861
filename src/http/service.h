#pragma once
// What all connections of one server share. Private to this room.

#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/admission.h"
#include "http/forwarded.h"
#include "http/log.h"
#include "http/metrics.h"
#include "http/options.h"
#include "http/quick_counts.h"
#include "http/router.h"

namespace allmende::http {

class Tls;

/// Every function may be called from any thread.
class Service {
 public:
  /// Throws Fault when certificate and key cannot be used, and for a proxy that is no network.
  Service(Options options, Router router);
  ~Service();

  Options const& options() const { return options_; }
  Limits const& limits() const { return options_.limits; }
  Router const& router() const { return router_; }
  Metrics& metrics() { return metrics_; }
  LogWriter& log() { return log_; }
  bool logs_requests() const {
    return log_requests_.load(std::memory_order_relaxed) && log_.is_on();
  }
  void log_requests(bool wanted) { log_requests_ = wanted; }
  QuickCounts& quick_counts(std::size_t loop) { return *quick_counts_[loop]; }
  /// The names of Options::quick's routes, as the log writes them.
  std::vector<std::string> const& quick_log_names() const { return quick_log_names_; }
  Admission& admission() { return admission_; }
  Proxies const& proxies() const { return proxies_; }
  /// None: connections are plain.
  Tls* tls() { return tls_.get(); }
  /// Takes certificate and key anew if they have changed, and says so in the log. Reads files.
  void look_at_certificate();

  /// Runs the handler and makes its answer ready to be sent. An exception becomes a line in the log
  /// and a 500 that says nothing of it.
  Response perform(Match const& match, Request const& request);
  /// The same for a handler that may answer later, on whatever thread.
  void perform_deferred(Match const& match, Request request,
                        std::move_only_function<void(Response)> done);
  /// The page for a problem, ready to be sent. With 503 it says when to come again.
  Response problem(Problem const& problem);

  /// Unique in this process; not to be guessed from another one's.
  std::string next_request_id();
  std::uint64_t next_request_number();

  /// See Request::source(): under a key that nobody knows and that ends with the process.
  std::uint64_t mark_of(Source const& source) const;

  /// The text of the metrics, with what the loops have counted by themselves.
  std::string metrics_text();

 private:
  Response failed(Request const& request, std::string_view what);
  Response failed(Request const& request, std::exception_ptr exception);
  Response made_ready(Request const& request, Response response) const;
  Response complete(Response response) const;

  Options options_;
  Router router_;
  std::vector<std::string> quick_routes_;
  std::vector<std::string> quick_log_names_;
  std::vector<std::unique_ptr<QuickCounts>> quick_counts_;
  Metrics metrics_;
  LogWriter log_;
  Admission admission_;
  Proxies proxies_;
  std::unique_ptr<Tls> tls_;
  std::atomic<bool> log_requests_;
  std::atomic<std::uint64_t> next_id_;
  std::array<unsigned char, 16> source_key_;
  std::mutex metrics_mutex_;
};

}  // namespace allmende::http
