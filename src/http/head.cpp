#include "http/head.h"

#include <algorithm>
#include <charconv>

#include "http/coding.h"

namespace allmende::http {

namespace {

std::size_t count(Fields const& headers, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(),
                    [&](Field const& field) { return same_word(field.name, name); }));
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t number = 0;
  if (digits.empty() || digits[0] == '+' || digits[0] == '-') return std::nullopt;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

}  // namespace

bool is_host(std::string_view host) {
  // A table, because this is looked at for every request.
  static constexpr auto kAllowed = [] {
    std::array<bool, 256> allowed = {};
    for (char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "0123456789-._~:[]%")) {
      allowed[static_cast<unsigned char>(c)] = true;
    }
    return allowed;
  }();
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return kAllowed[static_cast<unsigned char>(c)];
  });
}

std::expected<std::optional<std::size_t>, Status> HeadFinder::find(std::string_view input) {
  while (true) {
    std::size_t line_break = input.find('\n', seen_);
    if (line_break == std::string_view::npos) {
      seen_ = input.size();
      return std::nullopt;
    }
    if (line_break == line_ || input[line_break - 1] != '\r') {
      return std::unexpected(Status::bad_request);
    }
    if (line_ > 0 && (input[line_] == ' ' || input[line_] == '\t')) {
      return std::unexpected(Status::bad_request);
    }
    bool empty_line = line_break == line_ + 1;
    seen_ = line_ = line_break + 1;
    if (!first_line_) first_line_ = line_break - 1;
    if (empty_line) return line_;
  }
}

std::expected<void, Status> check_head(Head& head) {
  auto bad = std::unexpected(Status::bad_request);
  std::size_t hosts = count(head.headers, "Host");
  if (hosts > 1 || (hosts == 0 && head.is_http_1_1)) return bad;
  if (hosts == 1 && !is_host(*find_header(head.headers, "Host"))) return bad;

  std::size_t lengths = count(head.headers, "Content-Length");
  std::size_t codings = count(head.headers, "Transfer-Encoding");
  if (lengths > 1 || (lengths == 1 && codings > 0)) return bad;
  if (codings > 1 || (codings == 1 && !head.is_http_1_1)) return bad;
  if (lengths == 1) {
    head.content_length = whole_number(*find_header(head.headers, "Content-Length"));
    if (!head.content_length) return bad;
  }
  if (codings == 1) {
    head.chunked = same_word(*find_header(head.headers, "Transfer-Encoding"), "chunked");
    if (!head.chunked) return std::unexpected(Status::not_implemented);
  }
  auto expect = find_header(head.headers, "Expect");
  if (expect && !same_word(*expect, "100-continue")) {
    return std::unexpected(Status::expectation_failed);
  }
  head.expects_100 = expect && head.is_http_1_1 && head.has_body();
  return {};
}

}  // namespace allmende::http
