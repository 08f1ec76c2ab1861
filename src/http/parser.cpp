#include "http/parser.h"

#include <boost/beast/http/basic_parser.hpp>
#include <limits>
#include <optional>

#include "base/result.h"

namespace allmende::http {

namespace beast = boost::beast;

namespace {

/// Keeps what Beast finds, as strings. Lengths were limited before (session.cpp).
class Collector : public beast::http::basic_parser<true> {
 public:
  explicit Collector(std::size_t most_fields) : most_fields_(most_fields) {
    header_limit(std::numeric_limits<std::uint32_t>::max());
    body_limit(boost::none);
    eager(true);
  }

  Head head;
  std::string body;
  bool has_too_many_fields = false;

 private:
  using ErrorCode = beast::error_code;
  using View = beast::string_view;

  void on_request_impl(beast::http::verb, View method, View target, int version,
                       ErrorCode&) override {
    head.method = method;
    head.target = target;
    head.is_http_1_1 = version == 11;
  }

  void on_field_impl(beast::http::field, View name, View value, ErrorCode& error) override {
    if (head_is_read_) return;  // trailers could overrule headers that were checked: dropped
    if (head.headers.size() == most_fields_) {
      has_too_many_fields = true;
      error = beast::http::error::header_limit;
      return;
    }
    head.headers.push_back({std::string(name), std::string(value)});
  }

  void on_header_impl(ErrorCode&) override { head_is_read_ = true; }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorCode&) override {}
  std::size_t on_body_impl(View bytes, ErrorCode&) override {
    body.append(bytes);
    return bytes.size();
  }
  void on_chunk_header_impl(std::uint64_t, View, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, ErrorCode&) override {
    body.append(bytes);
    return bytes.size();
  }
  void on_finish_impl(ErrorCode&) override {}
  void on_response_impl(int, View, int, ErrorCode&) override {}

  std::size_t most_fields_;
  bool head_is_read_ = false;
};

}  // namespace

class Parser::Machine {
 public:
  std::optional<Collector> collector;
};

Parser::Parser() : machine_(std::make_unique<Machine>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;

void Parser::reset() { machine_->collector.reset(); }

std::expected<Head, Status> Parser::read_head(std::string_view bytes, std::size_t most_fields) {
  Collector& collector = machine_->collector.emplace(most_fields);
  beast::error_code error;
  std::size_t used = collector.put({bytes.data(), bytes.size()}, error);
  if (collector.has_too_many_fields) return std::unexpected(Status::headers_too_large);
  if (error == beast::http::error::bad_version) {
    return std::unexpected(Status::version_not_supported);
  }
  bool whole = !error && used == bytes.size() && collector.is_header_done();
  if (!whole) return std::unexpected(Status::bad_request);
  collector.head.keep_alive = collector.keep_alive();
  Head head = std::move(collector.head);
  if (auto checked = check_head(head); !checked) return std::unexpected(checked.error());
  return head;
}

void Parser::begin_body(std::size_t most_bytes) {
  VERIFY(machine_->collector.has_value());
  machine_->collector->body_limit(most_bytes);
}

std::expected<Parser::Progress, Status> Parser::read_body(std::string_view bytes) {
  VERIFY(machine_->collector.has_value());
  Collector& collector = *machine_->collector;
  // Beast asserts this when the last chunk comes in pieces. No chunked body ends in less.
  if (collector.chunked() && bytes.size() < std::string_view("0\r\n\r\n").size()) return Progress{};
  beast::error_code error;
  std::size_t used = collector.put({bytes.data(), bytes.size()}, error);
  if (error == beast::http::error::body_limit) return std::unexpected(Status::content_too_large);
  if (error && error != beast::http::error::need_more) return std::unexpected(Status::bad_request);
  return Progress{used, collector.is_done()};
}

std::string Parser::take_body() {
  VERIFY(machine_->collector.has_value());
  return std::move(machine_->collector->body);
}

}  // namespace allmende::http
