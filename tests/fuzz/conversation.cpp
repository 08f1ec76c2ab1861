#include "tests/fuzz/conversation.h"

#include <fmt/format.h>

#include <deque>

#include "http/coding.h"
#include "http/head_memory.h"
#include "http/parser.h"
#include "http/wire.h"

namespace allmende::fuzz {

namespace {

constexpr std::string_view kDate = "Sat, 21 Nov 2026 06:30:00 GMT";

/// Everything that the readers' path is told of a request, as the body of its answer.
std::string told(std::string_view target, std::string_view accept_encoding,
                 std::string_view if_none_match, std::string_view cookie) {
  return fmt::format("{}|{}|{}|{}", target, accept_encoding, if_none_match, cookie);
}

std::string headers_in_one(http::Request const& request, std::string_view name) {
  std::string all;
  for (http::Field const& field : request.headers()) {
    if (http::same_word(field.name, name)) all += field.value;
  }
  return all;
}

http::Response tell(http::Request const& request) {
  auto response = http::Response::text(told(
      request.target(), headers_in_one(request, "Accept-Encoding"),
      headers_in_one(request, "If-None-Match"), headers_in_one(request, "Cookie")));
  response.remove_header("Content-Type");
  response.not_stored();
  return response;
}

http::Router router() {
  http::Router router;
  router.fallback(tell);
  router.get("/a/{b}", "a", tell);
  router.post("/echo", "echo", [](http::Request const& request) {
    return std::move(http::Response::text(request.body()).not_stored());
  });
  return router;
}

http::Options options(http::QuickAnswers& quick) {
  http::Options options;
  options.limits = small_limits();
  options.always = {};
  options.gzip_level = 0;
  options.quick = &quick;
  return options;
}

void erase_all(std::string& text, std::string_view what) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos;) {
    text.erase(at, what.size());
  }
}

/// Bytes that are too long, or wrong further on, or not whole: which of these is seen first depends on
/// what came. All end the connection, so nothing stands behind them.
void level_refusals(std::string& text) {
  std::size_t first = std::string::npos;
  for (std::string_view status : {"400", "408", "413", "414", "431"}) {
    first = std::min(first, text.find(fmt::format("HTTP/1.1 {} ", status)));
  }
  if (first == std::string::npos) return;
  text.erase(first);
  text += "refused\n";
}

class Conversation : private http::Session::Host {
 public:
  Conversation(http::Service& service, http::QuickAnswers& quick, http::QuickPrefixes& prefixes,
               Manner const& manner)
      : service_(service), quick_(quick), prefixes_(prefixes), manner_(manner) {}

  Heard hold(std::string_view bytes) {
    while (!session_.is_closed()) {
      write();
      if (session_.take_end_of_output()) heard_.is_ended = true;
      if (session_.wants_bytes() && !bytes.empty()) {
        std::size_t size = std::min(manner_.piece(), bytes.size());
        read(bytes.substr(0, size));
        bytes.remove_prefix(size);
      } else if (!tasks_.empty()) {
        perform(std::move(tasks_.front()));
        tasks_.pop_front();
      } else if (!session_.has_output()) {
        break;
      }
    }
    if (!heard_.is_ended) {
      session_.time_is_up();  // what is not whole by now never will be
      write();
      heard_.is_ended = session_.take_end_of_output();
    }
    level_refusals(heard_.bytes);
    return heard_;
  }

 private:
  void start(http::Session&, http::Task task) override {
    if (manner_.answers_at_once) perform(std::move(task));
    else tasks_.push_back(std::move(task));
  }
  http::Moment now() const override { return http::Moment(); }
  std::string const& date() const override { return date_; }

  void perform(http::Task task) {
    session_.answer(task.exchange, service_.perform(task.match, task.request));
  }

  void write() {
    while (session_.has_output()) {
      auto pieces = session_.output();
      std::size_t size = std::min(pieces[0].size() + pieces[1].size(), manner_.piece());
      std::size_t of_first = std::min(size, pieces[0].size());
      heard_.bytes.append(pieces[0].substr(0, of_first));
      heard_.bytes.append(pieces[1].substr(0, size - of_first));
      session_.sent(size);
    }
    erase_all(heard_.bytes, "HTTP/1.1 100 Continue\r\n\r\n");
  }

  void read(std::string_view bytes) {
    http::Limits const& limits = service_.limits();
    while (manner_.asks_quick_answers && !bytes.empty() && session_.is_at_rest()) {
      auto head = heads_.read(1, bytes, limits);
      if (!head || head->request.target.size() > limits.target_bytes) break;
      answer_.begin(!head->request.is_head);
      if (!quick_.answer(head->request, 0, answer_)) break;
      answer_.set_first(prefixes_.of(answer_.status));
      std::string whole;
      for (std::string_view piece : answer_.pieces()) whole += piece;
      std::size_t taken = std::min(manner_.piece(), whole.size());
      heard_.bytes.append(whole, 0, taken);
      if (taken == whole.size()) session_.served_quickly();
      else session_.owe(whole.substr(taken));
      ++heard_.quick;
      bytes.remove_prefix(head->bytes);
    }
    if (!bytes.empty()) session_.receive(bytes);
  }

  http::Service& service_;
  http::QuickAnswers& quick_;
  http::QuickPrefixes& prefixes_;
  Manner const& manner_;
  std::string date_ = std::string(kDate);
  http::QuickAnswer answer_;
  http::HeadMemory heads_;
  std::deque<http::Task> tasks_;
  Heard heard_;
  http::Session session_{service_, *this, 1};
};

}  // namespace

http::Limits small_limits() {
  http::Limits limits;
  limits.header_bytes = 1024;
  limits.header_fields = 20;
  limits.target_bytes = 128;
  limits.body_bytes = 256;
  limits.requests_per_connection = 8;
  limits.fields = {.query_fields = 4, .form_fields = 4, .cookies = 4};
  return limits;
}

bool KnowsAddresses::answer(http::RequestView const& request, std::size_t,
                            http::QuickAnswer& answer) noexcept {
  auto asked = http::Request::make(http::Method::get, request.target, {}, {}, small_limits().fields);
  if (!asked || asked->address({"c"}) != request.target || asked->path() == "/echo") return false;
  body_ = told(request.target, request.accept_encoding, request.if_none_match, request.cookie);
  head_ = fmt::format("Cache-Control: no-store\r\nContent-Length: {}\r\n\r\n", body_.size());
  answer.add_head(head_);
  answer.add_body(body_);
  return true;
}

Table::Table() : service_(options(quick_), router()) { prefixes_.set_second(0, kDate); }

Heard Table::talk(std::string_view bytes, Manner const& manner) {
  return Conversation(service_, quick_, prefixes_, manner).hold(bytes);
}

/// One that has met many heads, and has this one's lines in its place by the second time.
static void compare_memory(std::string_view input, http::Limits const& limits,
                           std::optional<http::QuickHead> const& read) {
  static http::HeadMemory memory;
  for (int time = 0; time < 2; ++time) {
    auto remembered = memory.read(1, input, limits);
    VERIFY(remembered.has_value() == read.has_value());
    if (!read) continue;
    VERIFY(remembered->bytes == read->bytes);
    VERIFY(remembered->request.target == read->request.target);
    VERIFY(remembered->request.is_head == read->request.is_head);
    VERIFY(remembered->request.accept_encoding == read->request.accept_encoding);
    VERIFY(remembered->request.if_none_match == read->request.if_none_match);
    VERIFY(remembered->request.cookie == read->request.cookie);
    VERIFY(remembered->request.user_agent == read->request.user_agent);
  }
}

void compare_readers(std::string_view input) {
  http::Limits limits = small_limits();
  auto quick = http::read_quick_head(input, limits);
  compare_memory(input, limits, quick);
  if (!quick) return;
  VERIFY(quick->bytes > 0 && quick->bytes <= input.size());
  auto head = http::Parser().read_head(input.substr(0, quick->bytes), limits.header_fields);
  VERIFY(head.has_value());
  VERIFY(head->method == (quick->request.is_head ? "HEAD" : "GET"));
  VERIFY(head->target == quick->request.target);
  VERIFY(head->is_http_1_1 && head->keep_alive);
  VERIFY(!head->has_body() && !head->content_length && !head->expects_100);
  auto is_as_read = [&](std::string_view name, std::string_view value) {
    return http::find_header(head->headers, name).value_or("") == value;
  };
  VERIFY(is_as_read("Accept-Encoding", quick->request.accept_encoding));
  VERIFY(is_as_read("If-None-Match", quick->request.if_none_match));
  VERIFY(is_as_read("Cookie", quick->request.cookie));
}

}  // namespace allmende::fuzz
