#include "http/session.h"

#include "http/forwarded.h"
#include "http/parser.h"
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

/// What a session has beside itself from the first byte of a request to the last one of its answer.
struct Session::Work {
  Parser parser;
  HeadFinder finder;
  std::optional<Request> request;  // between its head and start()

  // What is known of the request.
  std::string id;
  std::optional<Method> method;
  std::string path;
  Match match;
  bool keep_alive = false;
  bool is_http_1_1 = true;
  Moment begun;
  std::chrono::microseconds took{0};
  std::optional<Status> status;
  std::size_t bytes = 0;
  Admission::Place place;
  Admission::Room room;  // of a large body

  std::string out_head;
  Bytes out_body;
  std::size_t out = 0;  // how much of the two is sent
};

Session::Session(Service& service, Host& host, std::uint64_t number)
    : service_(service), host_(host), number_(number) {
  enter(Phase::idle, service_.limits().idle_time);
}
Session::Session(Session&&) noexcept = default;
Session::~Session() = default;

/// Lets go of what the last request has left.
void Session::rest() {
  work_.reset();
  if (input_.empty()) std::string().swap(input_);
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
  ++exchange_;
  work_ = std::make_unique<Work>();
  refuse(Status::bad_request, "This port speaks HTTPS: the address begins with https://");
}

void Session::served_quickly() {
  ++requests_;
  ++exchange_;
  enter(Phase::idle, service_.limits().idle_time);
}

void Session::owe(std::string bytes) {
  served_quickly();
  Limits const& limits = service_.limits();
  std::chrono::seconds extra(bytes.size() / limits.slowest_bytes_per_second);
  work_ = std::make_unique<Work>();
  work_->out_head = std::move(bytes);
  work_->keep_alive = true;
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
    ++exchange_;
    work_ = std::make_unique<Work>();
    enter(Phase::head, limits.header_time);
  }
  auto length = work_->finder.find(unread());
  if (!length) return refuse(length.error());
  std::size_t so_far = unread().size() - (unread().ends_with('\r') ? 1 : 0);
  std::size_t request_line = work_->finder.first_line().value_or(so_far);
  if (request_line > limits.target_bytes + kAroundTarget) return refuse(Status::uri_too_long);
  if (length->value_or(unread().size()) > limits.header_bytes) {
    return refuse(Status::headers_too_large);
  }
  if (!*length) return false;
  auto head = work_->parser.read_head(unread().substr(0, **length), limits.header_fields);
  if (!head) return refuse(head.error());
  consume(**length);
  return take_head(*std::move(head));
}

bool Session::take_head(Head head) {
  Limits const& limits = service_.limits();
  work_->id = service_.next_request_id();
  work_->is_http_1_1 = head.is_http_1_1;
  work_->keep_alive =
      head.keep_alive && ++requests_ < limits.requests_per_connection && !retiring_;
  work_->method = method_of(head.method);
  if (!work_->method) return refuse(Status::not_implemented);
  if (head.target.size() > limits.target_bytes) return refuse(Status::uri_too_long);
  bool from_proxy = !source_;
  auto source = from_proxy ? service_.proxies().source_in(head.headers) : source_;
  if (from_proxy && !find_place(source)) return refuse(Status::unavailable);
  forget_source(head.headers);
  auto request =
      Request::make(*work_->method, head.target, std::move(head.headers), {}, limits.fields);
  if (!request) return refuse(Status::bad_request, request.error().message);
  work_->request = *std::move(request);
  work_->request->identify(work_->id);
  if (source) work_->request->come_from(service_.mark_of(*source));
  work_->path = work_->request->path();
  work_->match = service_.router().match(*work_->method, work_->path);
  return head.has_body() ? begin_body(head) : start();
}

/// False when who the request is for has enough of them already.
bool Session::find_place(std::optional<Source> const& source) {
  if (!source) return true;
  auto place = service_.admission().place_for(*source);
  if (!place) {
    service_.metrics().refused(Refused::source);
    return false;
  }
  work_->place = *std::move(place);
  return true;
}

bool Session::find_room() {
  auto room = service_.admission().room_for_large_body();
  if (!room) {
    service_.metrics().refused(Refused::queue);
    return false;
  }
  work_->room = *std::move(room);
  return true;
}

bool Session::begin_body(Head const& head) {
  Limits const& limits = service_.limits();
  Route const* route = work_->match.route;
  if (route == nullptr) {
    work_->keep_alive = false;  // the answer needs no body, so none is read
    return start();
  }
  std::size_t most = route->body_bytes > 0 ? route->body_bytes : limits.body_bytes;
  if (head.content_length.value_or(0) > most) return refuse(Status::content_too_large);
  bool is_large = head.content_length.value_or(most) > limits.body_bytes;
  if (is_large && !find_room()) return refuse(Status::unavailable);
  work_->parser.begin_body(most);
  if (head.expects_100 && unread().empty()) work_->out_head += "HTTP/1.1 100 Continue\r\n\r\n";
  constexpr std::size_t kSlowestWayUp = 128 * 1024;
  enter(Phase::body, limits.body_time + std::chrono::seconds(head.content_length.value_or(most) / kSlowestWayUp));
  return true;
}

bool Session::read_body() {
  Limits const& limits = service_.limits();
  if (unread().empty()) return false;
  auto progress = work_->parser.read_body(unread());
  if (!progress) return refuse(progress.error());
  consume(progress->used);
  if (!progress->complete) {
    bool endless_chunk_header = progress->used == 0 && unread().size() > limits.header_bytes;
    return endless_chunk_header && refuse(Status::bad_request);
  }
  auto taken = work_->request->take_body(work_->parser.take_body(), limits.fields);
  if (!taken) return refuse(status_of(taken.error().code), taken.error().message);
  return start();
}

bool Session::start() {
  work_->begun = host_.now();
  work_->request->capture(std::move(work_->match.parameters));
  Task task{number_, exchange_, *std::move(work_->request), work_->match};
  work_->request.reset();
  enter(Phase::running, time_of(work_->match, service_.limits()));
  host_.start(*this, std::move(task));
  return false;
}

void Session::answer(std::uint64_t exchange, Response response) {
  if (phase_ == Phase::running && exchange == exchange_) queue(std::move(response));
}

void Session::refuse_busy() {
  service_.metrics().refused(Refused::queue);
  refuse(Status::unavailable);
}

bool Session::refuse(Status status, std::string message) {
  if (work_->id.empty()) work_->id = service_.next_request_id();
  work_->keep_alive = false;
  queue(service_.problem({.status = status,
                          .message = std::move(message),
                          .path = work_->path,
                          .request_id = work_->id}));
  return false;
}

void Session::queue(Response response) {
  Limits const& limits = service_.limits();
  using std::chrono::duration_cast;
  if (work_->begun != Moment()) {
    work_->took = duration_cast<std::chrono::microseconds>(host_.now() - work_->begun);
  }
  work_->status = response.status();
  work_->keep_alive = work_->keep_alive && !retiring_;
  work_->out_head += wire_head(response, {host_.date(), work_->keep_alive, work_->is_http_1_1});
  bool wants_body = work_->method != Method::head && !is_bodiless(response.status());
  if (wants_body) work_->out_body = response.body();
  work_->bytes = work_->out_body.size();
  work_->request.reset();
  std::chrono::seconds extra(work_->out_body.size() / limits.slowest_bytes_per_second);
  enter(Phase::writing, limits.write_time + extra);
}

bool Session::has_output() const {
  auto [head, body] = output();
  return !head.empty() || !body.empty();
}

std::array<std::string_view, 2> Session::output() const {
  if (!work_) return {};
  std::size_t of_head = std::min(work_->out, work_->out_head.size());
  return {std::string_view(work_->out_head).substr(of_head),
          work_->out_body.view().substr(work_->out - of_head)};
}

void Session::sent(std::size_t count) {
  service_.metrics().sent(count);
  work_->out += count;
  if (has_output()) return;
  work_->out_head.clear();
  work_->out_body = {};
  work_->out = 0;
  if (phase_ == Phase::writing) finish_exchange();
}

void Session::finish_exchange() {
  if (!std::exchange(is_logged_, false)) log("sent");
  // An answer that did not say that it is the last one may have its next request on the way.
  bool goes_on = work_->keep_alive && (!retiring_ || leave_ == Leave::after_next_answer);
  if (!goes_on) consume(unread().size());
  rest();
  if (goes_on) {
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
  if (work_) work_->place = {};
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
  Route const* route = work_->match.route;
  std::string_view name = route != nullptr ? std::string_view(route->name) : "none";
  if (work_->status) {
    service_.metrics().answered(name, work_->method, *work_->status, work_->took);
  }
  if (!service_.logs_requests()) return;
  std::string_view method = work_->method ? name_of(*work_->method) : "";
  std::string_view path = route != nullptr && route->has_secret_path ? route->pattern : work_->path;
  service_.log().write(access_line({now(), work_->id, method, path, name,
                                    work_->status, work_->bytes, work_->took, end}));
}

}  // namespace allmende::http
