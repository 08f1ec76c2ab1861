#include "http/session.h"

#include "http/forwarded.h"
#include "http/wire.h"

namespace allmende::http {

namespace {

using namespace std::chrono_literals;

/// Method, version and spaces around the target of a request line.
constexpr std::size_t kAroundTarget = 32;
/// How long a peer may take to close after the last answer. Closing at once would reset the
/// connection while the answer is on its way.
constexpr std::chrono::milliseconds kDrainTime = 2s;

}  // namespace

Session::Session(Service& service, Host& host, std::uint64_t number)
    : service_(service), host_(host), number_(number) {
  enter(Phase::idle, service_.limits().idle_time);
}

void Session::enter(Phase phase, std::chrono::milliseconds time) {
  phase_ = phase;
  deadline_ = host_.now() + time;
}

bool Session::wants_bytes() const {
  return phase_ == Phase::idle || phase_ == Phase::head || phase_ == Phase::body ||
         phase_ == Phase::draining;
}

void Session::begin_handshake() { enter(Phase::handshake, service_.limits().header_time); }

void Session::handshake_done() {
  enter(Phase::idle, service_.limits().idle_time);
  if (retiring_ && leave_ == Leave::at_once) deadline_ = host_.now();
}

/// Not cut: a reset would overtake the alert that says what was wrong.
void Session::handshake_failed() {
  end_of_output_ = true;
  enter(Phase::draining, kDrainTime);
}

void Session::refuse_plain_http() {
  exchange_ = {.number = exchange_.number + 1};
  refuse(Status::bad_request, "This port speaks HTTPS: the address begins with https://");
}

void Session::served_quickly() {
  ++requests_;
  ++exchange_.number;
  enter(Phase::idle, service_.limits().idle_time);
}

void Session::owe(std::string bytes) {
  served_quickly();
  Limits const& limits = service_.limits();
  std::chrono::seconds extra(bytes.size() / limits.slowest_bytes_per_second);
  out_head_ = std::move(bytes);
  exchange_ = {.number = exchange_.number, .keep_alive = true};
  is_logged_ = true;
  enter(Phase::writing, limits.write_time + extra);
}

void Session::receive(std::string_view bytes) {
  service_.metrics().received(bytes.size());
  if (phase_ == Phase::draining) return;
  input_.append(bytes);
  advance();
}

void Session::consume(std::size_t count) {
  constexpr std::size_t kWorthMoving = 16 * 1024;
  read_ += count;
  if (read_ == input_.size()) {
    input_.clear();
    read_ = 0;
    if (input_.capacity() > kWorthMoving) input_.shrink_to_fit();
  } else if (read_ > kWorthMoving) {
    input_.erase(0, read_);
    read_ = 0;
  }
}

void Session::advance() {
  bool goes_on = true;
  while (goes_on) {
    bool at_head = phase_ == Phase::idle || phase_ == Phase::head;
    goes_on = at_head ? read_head() : phase_ == Phase::body && read_body();
  }
}

/// True when there may be more to do with the bytes that are there; so for all that return bool
/// here.
bool Session::read_head() {
  Limits const& limits = service_.limits();
  if (phase_ == Phase::idle) {
    // RFC 9112, 2.2: empty lines before a request are ignored. They do not put the deadline off.
    while (unread().starts_with("\r\n")) consume(2);
    if (unread().empty() || unread() == "\r") return false;
    exchange_ = {.number = exchange_.number + 1};
    finder_ = {};
    enter(Phase::head, limits.header_time);
  }
  auto length = finder_.find(unread());
  if (!length) return refuse(length.error());
  std::size_t request_line = finder_.first_line().value_or(unread().size());
  if (request_line > limits.target_bytes + kAroundTarget) return refuse(Status::uri_too_long);
  if (length->value_or(unread().size()) > limits.header_bytes) {
    return refuse(Status::headers_too_large);
  }
  if (!*length) return false;
  auto head = parser_.read_head(unread().substr(0, **length), limits.header_fields);
  if (!head) return refuse(head.error());
  consume(**length);
  return take_head(*std::move(head));
}

bool Session::take_head(Head head) {
  Limits const& limits = service_.limits();
  exchange_.id = service_.next_request_id();
  exchange_.is_http_1_1 = head.is_http_1_1;
  exchange_.keep_alive =
      head.keep_alive && ++requests_ < limits.requests_per_connection && !retiring_;
  exchange_.method = method_of(head.method);
  if (!exchange_.method) return refuse(Status::not_implemented);
  if (head.target.size() > limits.target_bytes) return refuse(Status::uri_too_long);
  if (from_proxy_ && !find_place(head.headers)) return refuse(Status::unavailable);
  forget_source(head.headers);
  auto request =
      Request::make(*exchange_.method, head.target, std::move(head.headers), {}, limits.fields);
  if (!request) return refuse(Status::bad_request, request.error().message);
  request_ = *std::move(request);
  request_->identify(exchange_.id);
  exchange_.path = request_->path();
  exchange_.match = service_.router().match(*exchange_.method, exchange_.path);
  return head.has_body() ? begin_body(head) : start();
}

/// False when who the request is for has enough of them already.
bool Session::find_place(Fields const& headers) {
  auto source = service_.proxies().source_in(headers);
  if (!source) return true;
  auto place = service_.admission().place_for(*source);
  if (!place) {
    service_.metrics().refused(Refused::source);
    return false;
  }
  exchange_.place = *std::move(place);
  return true;
}

bool Session::begin_body(Head const& head) {
  Limits const& limits = service_.limits();
  Route const* route = exchange_.match.route;
  if (route == nullptr) {
    exchange_.keep_alive = false;  // the answer needs no body, so none is read
    return start();
  }
  std::size_t most = route->body_bytes > 0 ? route->body_bytes : limits.body_bytes;
  if (head.content_length.value_or(0) > most) return refuse(Status::content_too_large);
  parser_.begin_body(most);
  if (head.expects_100 && unread().empty()) out_head_ += "HTTP/1.1 100 Continue\r\n\r\n";
  enter(Phase::body, limits.body_time);
  return true;
}

bool Session::read_body() {
  Limits const& limits = service_.limits();
  if (unread().empty()) return false;
  auto progress = parser_.read_body(unread());
  if (!progress) return refuse(progress.error());
  consume(progress->used);
  if (!progress->complete) {
    bool endless_chunk_header = progress->used == 0 && unread().size() > limits.header_bytes;
    return endless_chunk_header && refuse(Status::bad_request);
  }
  auto taken = request_->take_body(parser_.take_body(), limits.fields);
  if (!taken) return refuse(status_of(taken.error().code), taken.error().message);
  return start();
}

bool Session::start() {
  exchange_.begun = host_.now();
  request_->capture(std::move(exchange_.match.parameters));
  Task task{number_, exchange_.number, *std::move(request_), exchange_.match};
  request_.reset();
  enter(Phase::running, service_.limits().request_time);
  host_.start(*this, std::move(task));
  return false;
}

void Session::answer(std::uint64_t exchange, Response response) {
  if (phase_ == Phase::running && exchange == exchange_.number) queue(std::move(response));
}

void Session::refuse_busy() {
  service_.metrics().refused(Refused::queue);
  refuse(Status::unavailable);
}

bool Session::refuse(Status status, std::string message) {
  if (exchange_.id.empty()) exchange_.id = service_.next_request_id();
  exchange_.keep_alive = false;
  queue(service_.problem({.status = status,
                          .message = std::move(message),
                          .path = exchange_.path,
                          .request_id = exchange_.id}));
  return false;
}

void Session::queue(Response response) {
  Limits const& limits = service_.limits();
  using std::chrono::duration_cast;
  if (exchange_.begun != Moment()) {
    exchange_.took = duration_cast<std::chrono::microseconds>(host_.now() - exchange_.begun);
  }
  exchange_.status = response.status();
  exchange_.keep_alive = exchange_.keep_alive && !retiring_;
  out_head_ += wire_head(response, {host_.date(), exchange_.keep_alive, exchange_.is_http_1_1});
  bool wants_body = exchange_.method != Method::head && !is_bodiless(response.status());
  if (wants_body) out_body_ = response.body();
  exchange_.bytes = out_body_.size();
  request_.reset();
  std::chrono::seconds extra(out_body_.size() / limits.slowest_bytes_per_second);
  enter(Phase::writing, limits.write_time + extra);
}

std::array<std::string_view, 2> Session::output() const {
  std::size_t of_head = std::min(out_, out_head_.size());
  return {std::string_view(out_head_).substr(of_head), out_body_.view().substr(out_ - of_head)};
}

void Session::sent(std::size_t count) {
  service_.metrics().sent(count);
  out_ += count;
  if (has_output()) return;
  out_head_.clear();
  out_body_ = {};
  out_ = 0;
  if (phase_ == Phase::writing) finish_exchange();
}

void Session::finish_exchange() {
  if (!std::exchange(is_logged_, false)) log("sent");
  exchange_.place = {};
  // An answer that did not say that it is the last one may have its next request on the way.
  bool goes_on = !retiring_ || leave_ == Leave::after_next_answer;
  if (exchange_.keep_alive && goes_on) {
    parser_.reset();
    enter(Phase::idle, service_.limits().idle_time);
    advance();
  } else {
    end_of_output_ = true;
    enter(input_ended_ ? Phase::closed : Phase::draining, kDrainTime);
  }
}

bool Session::take_end_of_output() { return std::exchange(end_of_output_, false); }

void Session::end_of_input() {
  input_ended_ = true;
  exchange_.place = {};
  phase_ = Phase::closed;
}

void Session::time_is_up() {
  switch (phase_) {
    case Phase::head:
    case Phase::body:
      refuse(Status::request_timeout);
      break;
    case Phase::running:
      service_.metrics().refused(Refused::deadline);
      refuse(Status::unavailable);
      break;
    case Phase::handshake:
    case Phase::idle:
    case Phase::writing:
    case Phase::draining:
    case Phase::closed:
      cut();
      break;
  }
}

void Session::retire(Leave leave) {
  retiring_ = true;
  leave_ = leave;
  if (phase_ == Phase::idle && leave == Leave::at_once) deadline_ = host_.now();
}

void Session::cut() {
  bool unlogged = phase_ == Phase::running || (phase_ == Phase::writing && !is_logged_);
  if (unlogged) log("cut");
  phase_ = Phase::closed;
}

void Session::log(std::string_view end) {
  Route const* route = exchange_.match.route;
  std::string_view name = route != nullptr ? std::string_view(route->name) : "none";
  if (exchange_.status) {
    service_.metrics().answered(name, exchange_.method, *exchange_.status, exchange_.took);
  }
  if (!service_.logs_requests()) return;
  std::string_view method = exchange_.method ? name_of(*exchange_.method) : "";
  service_.log().write(access_line({now(), exchange_.id, method, exchange_.path, name,
                                    exchange_.status, exchange_.bytes, exchange_.took, end}));
}

}  // namespace allmende::http
