#pragma once
// What all connections of one server share. Private to this room.

#include <atomic>
#include <cstdint>
#include <string>

#include "http/admission.h"
#include "http/log.h"
#include "http/metrics.h"
#include "http/options.h"
#include "http/router.h"

namespace allmende::http {

/// Every function may be called from any thread.
class Service {
 public:
  Service(Options options, Router router);

  Options const& options() const { return options_; }
  Limits const& limits() const { return options_.limits; }
  Router const& router() const { return router_; }
  Metrics& metrics() { return metrics_; }
  LogWriter& log() { return log_; }
  Admission& admission() { return admission_; }

  /// Runs the handler and makes its answer ready to be sent. An exception becomes a line in the log
  /// and a 500 that says nothing of it.
  Response perform(Match const& match, Request const& request);
  /// The page for a problem, ready to be sent. With 503 it says when to come again.
  Response problem(Problem const& problem);

  /// Unique in this process; not to be guessed from another one's.
  std::string next_request_id();

 private:
  Response failed(Request const& request, std::string_view what);
  Response complete(Response response) const;

  Options options_;
  Router router_;
  Metrics metrics_;
  LogWriter log_;
  Admission admission_;
  std::atomic<std::uint64_t> next_id_;
};

}  // namespace allmende::http
