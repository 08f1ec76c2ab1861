#include "http/service.h"

#include <fmt/format.h>
#include <sodium.h>

#include "http/coding.h"
#include "http/transfer.h"

namespace allmende::http {

namespace {

std::vector<std::string> names_of(std::vector<Route const*> const& routes) {
  std::vector<std::string> names;
  for (Route const* route : routes) names.push_back(route->name);
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
      metrics_(names_of(router_.routes())),
      log_(options_.log),
      admission_(limits().connections, limits().connections_per_source),
      next_id_(random_number()) {}

Response Service::perform(Match const& match, Request const& request) {
  try {
    Compression compression{options_.gzip_level, options_.gzip_from_bytes};
    return complete(prepared(request, router_.run(match, request), compression));
  } catch (Fault const& fault) {
    return failed(request, fmt::format("{} at {}:{}", fault.what(), fault.location().file_name(),
                                       fault.location().line()));
  } catch (std::exception const& exception) {
    return failed(request, exception.what());
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

std::string Service::next_request_id() {
  return fmt::format("{:016x}", scattered(next_id_.fetch_add(1, std::memory_order_relaxed)));
}

}  // namespace allmende::http
