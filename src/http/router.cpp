#include "http/router.h"

#include <fmt/format.h>

#include <deque>
#include <future>

#include "http/coding.h"
#include "http/pattern.h"

namespace allmende::http {

struct Router::Table {
  std::deque<Route> routes;  // a deque, because the tree points into it
  PatternNode tree;
  Handler fallback;
  DeferredHandler fallback_deferred;
  ProblemPage problem_page;
};

namespace {

Method routed_as(Method method) { return method == Method::head ? Method::get : method; }

std::string allow(PatternNode::RoutesByMethod const& routes) {
  std::string names;
  for (auto const& [method, route] : routes) {
    names += fmt::format("{}, ", name_of(method));
    if (method == Method::get) names += "HEAD, ";
  }
  return names + "OPTIONS";
}

Response plain_problem(Problem const& problem) {
  return Response::text(fmt::format("{} {}\n{}{}{}\n", number_of(problem.status),
                                    reason_of(problem.status), problem.where,
                                    problem.where.empty() ? "" : ": ", problem.message));
}

/// Waits for a deferred handler.
Result<Response> wait_for(DeferredHandler const& handler, Request const& request) {
  std::promise<Result<Response>> promise;
  handler(std::make_shared<Request const>(request),
          Reply([&promise](Result<Response> response, std::exception_ptr exception) {
            if (exception) promise.set_exception(exception);
            else promise.set_value(std::move(response));
          }));
  return promise.get_future().get();
}

/// `path` with its query, without the slash at its end.
std::string without_last_slash(Request const& request) {
  std::string_view path = request.path();
  std::string_view target = request.target();
  path.remove_suffix(1);
  std::size_t query = std::min(target.find('?'), target.size());
  return encode_path(path) + std::string(target.substr(query));
}

}  // namespace

Router::Router() : table_(std::make_unique<Table>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Route route) {
  VERIFY((route.handler != nullptr) != (route.deferred != nullptr));
  VERIFY(route.method != Method::head && route.method != Method::options);
  table_->tree.insert(table_->routes.emplace_back(std::move(route)));
}

void Router::get(std::string pattern, std::string name, Handler handler, Run run) {
  add({Method::get, std::move(pattern), std::move(name), std::move(handler), run});
}

void Router::post(std::string pattern, std::string name, Handler handler) {
  add({Method::post, std::move(pattern), std::move(name), std::move(handler)});
}

void Router::get_deferred(std::string pattern, std::string name, DeferredHandler handler) {
  add({.method = Method::get,
       .pattern = std::move(pattern),
       .name = std::move(name),
       .deferred = std::move(handler)});
}

void Router::fallback_deferred(DeferredHandler handler) {
  table_->fallback_deferred = std::move(handler);
}

DeferredHandler const& Router::deferred(Match const& match) const {
  static DeferredHandler const kNone;
  if (match.route != nullptr) return match.route->deferred;
  return match.status == Status::not_found ? table_->fallback_deferred : kNone;
}

void Router::fallback(Handler handler) { table_->fallback = std::move(handler); }

void Router::problem_page(ProblemPage page) { table_->problem_page = std::move(page); }

std::vector<Route const*> Router::routes() const {
  std::vector<Route const*> all;
  for (Route const& route : table_->routes) all.push_back(&route);
  return all;
}

Match Router::match(Method method, std::string_view path) const {
  if (method == Method::options && path == "*") {
    return {.status = Status::no_content, .allow = "GET, HEAD, POST, OPTIONS"};
  }
  auto found = table_->tree.find(path);
  if (!found) {
    bool slash_too_many = path.size() > 1 && path.ends_with('/') && method != Method::options &&
                          table_->tree.find(path.substr(0, path.size() - 1)).has_value();
    return {.status = slash_too_many ? Status::permanent_redirect : Status::not_found};
  }
  if (method == Method::options) {
    return {.status = Status::no_content, .allow = allow(*found->routes)};
  }
  auto route = found->routes->find(routed_as(method));
  if (route == found->routes->end()) {
    return {.status = Status::method_not_allowed, .allow = allow(*found->routes)};
  }
  return {.route = route->second, .parameters = std::move(found->parameters)};
}

Response Router::run(Match const& match, Request const& request) const {
  auto problem_with = [&](Status status) {
    return problem({.status = status, .path = request.path(), .request_id = request.id()});
  };
  if (auto const& handler = deferred(match)) return finished(request, wait_for(handler, request));
  if (match.route != nullptr) return finished(request, match.route->handler(request));
  if (match.status == Status::not_found && table_->fallback) {
    return finished(request, table_->fallback(request));
  }
  if (match.status == Status::permanent_redirect) {
    auto response = Response::redirect(match.status, without_last_slash(request));
    return std::move(response.cacheable(std::chrono::seconds(0)));  // there may be a page one day
  }
  Response response = match.status == Status::no_content ? Response::empty(match.status)
                                                         : problem_with(match.status);
  if (!match.allow.empty()) response.set_header("Allow", match.allow);
  return response;
}

Response Router::finished(Request const& request, Result<Response> response) const {
  if (response) return *std::move(response);
  Refusal const& refusal = response.error();
  return problem(
      {status_of(refusal.code), refusal.message, refusal.where, request.path(), request.id()});
}

Response Router::problem(Problem const& problem) const noexcept {
  Response response = plain_problem(problem);
  if (table_->problem_page) {
    try {
      response = table_->problem_page(problem);
    } catch (...) {
      // The page about a failure failed: the plain text says what can be said.
    }
  }
  response.set_status(problem.status);
  if (!response.header("Cache-Control")) response.not_stored();
  return response;
}

Response Router::answer(Request request) const {
  Match match = this->match(request.method(), request.path());
  request.capture(match.parameters);
  return run(match, request);
}

std::chrono::milliseconds time_of(Match const& match, Limits const& limits) {
  bool has_its_own = match.route != nullptr && match.route->time.count() > 0;
  return has_its_own ? match.route->time : limits.request_time;
}

}  // namespace allmende::http
