#include "http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <atomic>
#include <map>

namespace allmende::http {

namespace {

constexpr std::array kClasses = {"1xx", "2xx", "3xx", "4xx", "5xx"};
constexpr std::array kHandshakes = {"full", "resumed", "failed"};
constexpr std::array kReasons = {"connections", "source", "queue", "deadline"};

prometheus::Histogram::BucketBoundaries bucket_bounds() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

using CounterFamily = prometheus::Family<prometheus::Counter>;

/// A route's counters, kept at hand: looking them up by label costs more than counting. They appear
/// when something is counted, so the text does not list what never happened.
struct RouteCounters {
  std::array<std::array<std::atomic<prometheus::Counter*>, kClasses.size()>, kMethods.size() + 1>
      answers = {};
  prometheus::Histogram* seconds = nullptr;
};

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  CounterFamily& requests = prometheus::BuildCounter()
                                .Name("http_requests_total")
                                .Help("Requests answered.")
                                .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("http_request_seconds")
          .Help("From the whole request to the whole answer, without the wire.")
          .Register(registry);
  CounterFamily& refusals = prometheus::BuildCounter()
                                .Name("http_refused_total")
                                .Help("Connections and requests turned away for a limit.")
                                .Register(registry);
  CounterFamily& handshakes = prometheus::BuildCounter()
                                  .Name("http_tls_handshakes_total")
                                  .Help("TLS handshakes, by how they ended.")
                                  .Register(registry);
  prometheus::Counter& connections_total = prometheus::BuildCounter()
                                               .Name("http_connections_total")
                                               .Help("Connections accepted.")
                                               .Register(registry)
                                               .Add({});
  prometheus::Gauge& connections = prometheus::BuildGauge()
                                       .Name("http_connections")
                                       .Help("Connections open now.")
                                       .Register(registry)
                                       .Add({});
  prometheus::Counter& received = prometheus::BuildCounter()
                                      .Name("http_received_bytes_total")
                                      .Help("Bytes read from connections.")
                                      .Register(registry)
                                      .Add({});
  prometheus::Counter& sent = prometheus::BuildCounter()
                                  .Name("http_sent_bytes_total")
                                  .Help("Bytes written to connections.")
                                  .Register(registry)
                                  .Add({});
  std::array<prometheus::Counter*, kReasons.size()> refused = {};
  std::array<prometheus::Counter*, kHandshakes.size()> shaken = {};
  std::map<std::string, RouteCounters, std::less<>> routes;
};

Metrics::Metrics(std::vector<std::string> route_names) : families_(std::make_unique<Families>()) {
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    families_->refused[i] = &families_->refusals.Add({{"reason", kReasons[i]}});
  }
  for (std::size_t i = 0; i < kHandshakes.size(); ++i) {
    families_->shaken[i] = &families_->handshakes.Add({{"end", kHandshakes[i]}});
  }
  route_names.push_back("none");
  for (std::string const& name : route_names) {
    RouteCounters& counters = families_->routes[name];
    counters.seconds = &families_->seconds.Add({{"route", name}}, bucket_bounds());
  }
}

Metrics::~Metrics() = default;

void Metrics::connected() {
  families_->connections_total.Increment();
  families_->connections.Increment();
}

void Metrics::disconnected() { families_->connections.Decrement(); }

void Metrics::refused(Refused why) {
  families_->refused[static_cast<std::size_t>(why)]->Increment();
}

void Metrics::shaken(Handshake how) {
  families_->shaken[static_cast<std::size_t>(how)]->Increment();
}

void Metrics::received(std::size_t bytes) {
  families_->received.Increment(static_cast<double>(bytes));
}

void Metrics::sent(std::size_t bytes) { families_->sent.Increment(static_cast<double>(bytes)); }

void Metrics::answered(std::string_view route, std::optional<Method> method, Status status,
                       std::chrono::microseconds took, std::uint64_t times) {
  auto found = families_->routes.find(route);
  if (found == families_->routes.end()) found = families_->routes.find("none");
  auto status_class = static_cast<std::size_t>(number_of(status) / 100 - 1);
  std::size_t method_index = method ? static_cast<std::size_t>(*method) : kMethods.size();
  auto& slot = found->second.answers[method_index][status_class];
  prometheus::Counter* counter = slot.load(std::memory_order_acquire);
  if (counter == nullptr) {
    counter = &families_->requests.Add({{"route", found->first},
                                        {"method", std::string(method ? name_of(*method) : "none")},
                                        {"status", kClasses[status_class]}});
    slot.store(counter, std::memory_order_release);
  }
  counter->Increment(static_cast<double>(times));
  double seconds = std::chrono::duration<double>(took).count();
  if (times == 1) {
    found->second.seconds->Observe(seconds);
  } else {
    // All of one length: one bucket.
    std::vector<double> buckets(bucket_bounds().size() + 1, 0);
    std::size_t bucket = 0;
    for (double bound : bucket_bounds()) bucket += seconds > bound ? 1 : 0;
    buckets[bucket] = static_cast<double>(times);
    found->second.seconds->ObserveMultiple(buckets, seconds * static_cast<double>(times));
  }
}

void Metrics::add(QuickCounts& counts, std::vector<std::string> const& routes) {
  received(counts.received.take());
  sent(counts.sent.take());
  for (std::size_t i = 0; i < routes.size(); ++i) {
    QuickCounts::Route& counted = counts.routes[i];
    auto add = [&](Method method, Status status, std::uint64_t number) {
      if (number > 0) answered(routes[i], method, status, std::chrono::microseconds(0), number);
    };
    add(Method::get, Status::ok, counted.ok.take());
    add(Method::get, Status::not_modified, counted.redirected.take());
    add(Method::get, Status::not_found, counted.refused.take());
  }
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace allmende::http
