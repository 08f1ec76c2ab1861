#include "http/service.h"

#include <fmt/format.h>
#include <sodium.h>

#include <cstring>

#include "http/affordable.h"
#include "http/coding.h"
#include "http/tls.h"
#include "http/transfer.h"

namespace allmende::http {

namespace {

std::vector<std::unique_ptr<QuickCounts>> counts_for(Options const& options, std::size_t routes) {
  std::vector<std::unique_ptr<QuickCounts>> counts;
  for (std::size_t i = 0; i < options.loops; ++i) {
    counts.push_back(std::make_unique<QuickCounts>(routes));
  }
  return counts;
}

std::vector<std::string> names_of(std::vector<Route const*> const& routes,
                                  std::vector<std::string> names) {
  for (Route const* route : routes) names.push_back(route->name);
  return names;
}

/// As the log writes them.
std::vector<std::string> encoded(std::vector<std::string> names) {
  for (std::string& name : names) name = encode_path(name);
  return names;
}

std::uint64_t random_number() {
  VERIFY(sodium_init() >= 0);
  std::uint64_t number = 0;
  randombytes_buf(&number, sizeof number);
  return number;
}

/// A permutation of the 64-bit numbers (splitmix64): neighbours do not look alike.
std::uint64_t scattered(std::uint64_t number) {
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
  number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
  return number ^ (number >> 31);
}

}  // namespace

Service::Service(Options options, Router router)
    : options_(std::move(options)),
      router_(std::move(router)),
      quick_routes_(options_.quick != nullptr ? options_.quick->routes()
                                              : std::vector<std::string>()),
      quick_log_names_(encoded(quick_routes_)),
      quick_counts_(counts_for(options_, quick_routes_.size())),
      metrics_(names_of(router_.routes(), quick_routes_)),
      log_(options_.log, options_.quick != nullptr ? options_.loops : 0),
      admission_(affordable_connections(limits().connections), limits().connections_per_source,
                 limits().large_bodies),
      proxies_(options_.proxies),
      tls_(options_.tls ? std::make_unique<Tls>(*options_.tls) : nullptr),
      log_requests_(options_.log_requests),
      next_id_(random_number()) {
  randombytes_buf(source_key_.data(), source_key_.size());
  if (options_.quick != nullptr) options_.quick->prepare(options_.loops);
  if (std::size_t most = admission_.most(); most < limits().connections && log_.is_on()) {
    log_.write(failure_line(now(), "-", fmt::format("too few descriptors for {} connections: {} at most",
                                                    limits().connections, most)));
  }
}

Service::~Service() = default;

std::uint64_t Service::mark_of(Source const& source) const {
  static_assert(crypto_shorthash_KEYBYTES == sizeof source_key_);
  std::array<unsigned char, crypto_shorthash_BYTES> hash;
  crypto_shorthash(hash.data(), source.data(), source.size(), source_key_.data());
  std::uint64_t mark = 0;
  std::memcpy(&mark, hash.data(), sizeof mark);
  return mark | 1;  // 0 is nobody's
}

void Service::look_at_certificate() {
  auto looked = tls_->look();
  if (!looked) return;
  if (*looked) {
    log_.write(notice_line(now(), "certificate", "taken", {}));
  } else {
    log_.write(notice_line(now(), "certificate", "refused",
                           fmt::format("{}: {}", looked->error().where, looked->error().message)));
  }
}

Response Service::perform(Match const& match, Request const& request) {
  try {
    return made_ready(request, router_.run(match, request));
  } catch (...) {
    return failed(request, std::current_exception());
  }
}

void Service::perform_deferred(Match const& match, Request asked,
                               std::move_only_function<void(Response)> done) {
  auto request = std::make_shared<Request const>(std::move(asked));
  auto shared_done = std::make_shared<std::move_only_function<void(Response)>>(std::move(done));
  Reply reply([this, request, shared_done](Result<Response> response, std::exception_ptr exception) {
    Response ready = exception
                         ? failed(*request, exception)
                         : made_ready(*request, router_.finished(*request, std::move(response)));
    (*shared_done)(std::move(ready));
  });
  try {
    router_.deferred(match)(request, std::move(reply));
  } catch (...) {
    (*shared_done)(failed(*request, std::current_exception()));
  }
}

Response Service::made_ready(Request const& request, Response response) const {
  Compression compression{options_.gzip_level, options_.gzip_from_bytes};
  return complete(prepared(request, std::move(response), compression));
}

Response Service::failed(Request const& request, std::exception_ptr exception) {
  try {
    std::rethrow_exception(exception);
  } catch (Fault const& fault) {
    return failed(request, fmt::format("{} at {}:{}", fault.what(), fault.location().file_name(),
                                       fault.location().line()));
  } catch (std::exception const& other) {
    return failed(request, other.what());
  } catch (...) {
    return failed(request, "something that is no std::exception");
  }
}

Response Service::failed(Request const& request, std::string_view what) {
  log_.write(failure_line(now(), request.id(), what));
  return problem(
      {.status = Status::internal_error, .path = request.path(), .request_id = request.id()});
}

Response Service::problem(Problem const& problem) {
  Response response = router_.problem(problem);
  if (problem.status == Status::unavailable) response.set_header("Retry-After", "5");
  return complete(std::move(response));
}

Response Service::complete(Response response) const {
  for (Field const& field : options_.always) {
    if (!response.header(field.name)) response.add_header(field.name, field.value);
  }
  return response;
}

std::uint64_t Service::next_request_number() {
  return scattered(next_id_.fetch_add(1, std::memory_order_relaxed));
}

std::string Service::next_request_id() { return fmt::format("{:016x}", next_request_number()); }

std::string Service::metrics_text() {
  std::lock_guard lock(metrics_mutex_);
  for (auto const& counts : quick_counts_) metrics_.add(*counts, quick_routes_);
  return metrics_.text();
}

}  // namespace allmende::http
