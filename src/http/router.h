#pragma once
// The table of routes: which function answers which address.

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/method.h"
#include "http/options.h"
#include "http/problem.h"
#include "http/request.h"
#include "http/response.h"

namespace allmende::http {

/// Answers one request. A Refusal becomes a problem page with the status of status_of(); an
/// exception becomes a 500 and a line in the log. Runs on several threads at once.
using Handler = std::function<Result<Response>(Request const&)>;

/// How a deferred handler answers: once, on whatever thread. What is never answered ends with the
/// time that a request may take.
class Reply {
 public:
  using Sender = std::move_only_function<void(Result<Response>, std::exception_ptr)>;
  explicit Reply(Sender sender) : sender_(std::move(sender)) {}

  void operator()(Result<Response> response) { sender_(std::move(response), nullptr); }
  /// As if the handler had thrown it.
  void fail(std::exception_ptr exception) {
    sender_(refuse(Code::invalid, ""), std::move(exception));
  }

 private:
  Sender sender_;
};

/// Answers one request now or later. Called on a worker, and must not wait there for another request.
using DeferredHandler = std::function<void(std::shared_ptr<Request const>, Reply)>;

/// Makes the page for a problem; its status is set to the problem's afterwards, and unless it says
/// how it may be cached it is not stored. May run on a loop: it must touch nothing but memory. When
/// it throws, a plain text is sent instead.
using ProblemPage = std::function<Response(Problem const&)>;

/// Where a handler runs. `on_loop` only for one that touches nothing but memory and is done in well
/// under a millisecond: while it runs, every connection of that loop waits.
enum class Run { on_worker, on_loop };

struct Route {
  Method method;
  /// "/a/{name}": segments between slashes. A segment holds at most one {name}, which stands for
  /// one or more characters, and may have text around it: "/map-{n}.xml". At each segment the exact
  /// text wins, then the {name} with the most text around it. Bug for anything else, and for the
  /// same pattern twice.
  std::string pattern;
  /// Stands in log lines and metrics; several routes may share one.
  std::string name;
  Handler handler = {};
  Run run = Run::on_worker;
  /// The largest body, in bytes; 0 = the server's limit.
  std::size_t body_bytes = 0;
  /// In the handler's place.
  DeferredHandler deferred = {};
  /// How long its handler may take; zero = as Limits::request_time says.
  std::chrono::milliseconds time{0};
  /// Its address lets in whoever knows it: the log has the pattern in the path's place.
  bool has_secret_path = false;
};

/// What the table says to a method and a path.
struct Match {
  Route const* route = nullptr;
  Fields parameters = {};
  /// Without a route: not_found, method_not_allowed, no_content (OPTIONS), permanent_redirect (a
  /// slash too many at the end).
  Status status = Status::ok;
  /// "GET, HEAD, OPTIONS" with method_not_allowed and no_content.
  std::string allow = {};
};

/// How long the handler of what was asked may take.
std::chrono::milliseconds time_of(Match const& match, Limits const& limits);

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  void add(Route route);
  void get(std::string pattern, std::string name, Handler handler, Run run = Run::on_worker);
  void post(std::string pattern, std::string name, Handler handler);
  void get_deferred(std::string pattern, std::string name, DeferredHandler handler);

  /// Answers GET and HEAD where no route matches; without it that is a 404. On a worker.
  void fallback(Handler handler);
  void fallback_deferred(DeferredHandler handler);
  /// Who answers without a route: see Route::deferred.
  DeferredHandler const& deferred(Match const& match) const;
  void problem_page(ProblemPage page);

  /// Every route, in the order in which they were added; the references stay valid.
  std::vector<Route const*> routes() const;

  /// HEAD is matched by GET's route, OPTIONS by every path that has a route.
  Match match(Method method, std::string_view path) const;
  /// Lets the matched route, or the table itself, answer. A Refusal becomes its page; exceptions
  /// pass. A deferred handler is waited for, which is for tests only.
  Response run(Match const& match, Request const& request) const;
  /// The page of a Refusal, or the response itself.
  Response finished(Request const& request, Result<Response> response) const;
  /// The page for a problem. Throws nothing.
  Response problem(Problem const& problem) const noexcept;

  /// match() and run() in one, for tests: an answer without a server, before compression and 304.
  Response answer(Request request) const;

 private:
  struct Table;
  std::unique_ptr<Table> table_;
};

}  // namespace allmende::http
