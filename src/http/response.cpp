#include "http/response.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/result.h"
#include "http/coding.h"
#include "http/http_date.h"

namespace allmende::http {

namespace {

constexpr std::array<std::string_view, 4> kServersOwn = {"Content-Length", "Transfer-Encoding",
                                                         "Connection", "Date"};

/// Control characters in a header would let a value write further headers, or a second answer.
void verify_header(std::string_view name, std::string_view value) {
  VERIFY(is_token(name));
  bool servers_own = std::any_of(kServersOwn.begin(), kServersOwn.end(),
                                 [&](std::string_view own) { return same_word(own, name); });
  VERIFY(!servers_own);
  bool value_is_one_line = std::none_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  VERIFY(value_is_one_line);
}

}  // namespace

Response Response::html(Bytes markup, Status status) {
  return of("text/html; charset=utf-8", std::move(markup), status);
}

Response Response::text(Bytes text, Status status) {
  return of("text/plain; charset=utf-8", std::move(text), status);
}

Response Response::of(std::string_view type, Bytes body, Status status) {
  Response response(status);
  response.set_header("Content-Type", std::string(type));
  response.body_ = std::move(body);
  return response;
}

Response Response::empty(Status status) { return Response(status); }

Response Response::redirect(Status status, std::string location) {
  bool is_url = !location.empty() && std::all_of(location.begin(), location.end(),
                                                 [](char c) { return c > 0x20 && c < 0x7f; });
  VERIFY(is_url);
  Response response(status);
  response.set_header("Location", std::move(location));
  return response;
}

std::optional<std::string_view> Response::header(std::string_view name) const {
  return find_header(headers_, name);
}

void Response::set_header(std::string_view name, std::string value) {
  verify_header(name, value);
  remove_header(name);
  headers_.push_back({std::string(name), std::move(value)});
}

void Response::add_header(std::string_view name, std::string value) {
  verify_header(name, value);
  headers_.push_back({std::string(name), std::move(value)});
}

void Response::remove_header(std::string_view name) {
  std::erase_if(headers_, [&](Field const& field) { return same_word(field.name, name); });
}

Response& Response::cacheable(std::chrono::seconds age, Cache cache) {
  std::string_view who = cache == Cache::shared ? "public" : "private";
  set_header("Cache-Control", fmt::format("{}, max-age={}", who, age.count()));
  return *this;
}

Response& Response::immutable() {
  set_header("Cache-Control", "public, max-age=31536000, immutable");
  return *this;
}

Response& Response::not_stored() {
  set_header("Cache-Control", "no-store");
  return *this;
}

Response& Response::in_ranges() {
  set_header("Accept-Ranges", "bytes");
  return *this;
}

Response& Response::etag(std::string_view tag) {
  bool is_tag = tag.size() <= 64 && is_token(tag) &&
                tag.find_first_of("!#$%&'*+^`|~") == std::string_view::npos;
  VERIFY(is_tag);
  set_header("ETag", fmt::format("\"{}\"", tag));
  return *this;
}

Response& Response::last_modified(Instant instant) {
  set_header("Last-Modified", http_date(instant));
  return *this;
}

}  // namespace allmende::http
