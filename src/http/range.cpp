#include "http/range.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "http/coding.h"
#include "http/http_date.h"

namespace allmende::http {

namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

/// "first-last", "first-" or "-count", in numbers.
struct Asked {
  std::optional<std::uint64_t> first, last;
};

struct Part {
  std::size_t from;
  std::size_t count;
};

/// A number larger than any file is as good as the largest.
std::optional<std::uint64_t> number_in(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t number = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    auto digit = static_cast<std::uint64_t>(c - '0');
    number = number > (kMost - digit) / 10 ? kMost : number * 10 + digit;
  }
  return number;
}

/// Nothing for what is malformed, or not one range of bytes.
std::optional<Asked> asked_for(std::string_view range) {
  std::string_view unit = take_until(range, '=');
  if (!same_word(unit, "bytes") || range.contains(',')) return std::nullopt;
  std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  std::string_view first = range.substr(0, dash), last = range.substr(dash + 1);
  Asked asked{number_in(first), number_in(last)};
  bool malformed = (!first.empty() && !asked.first) || (!last.empty() && !asked.last) ||
                   (!asked.first && !asked.last) ||
                   (asked.first && asked.last && *asked.last < *asked.first);
  return malformed ? std::nullopt : std::optional(asked);
}

/// Nothing where the body has no such part.
std::optional<Part> part_of(std::size_t size, Asked const& asked) {
  if (!asked.first) {
    std::size_t count = std::min<std::uint64_t>(*asked.last, size);
    return count > 0 ? std::optional(Part{size - count, count}) : std::nullopt;
  }
  if (*asked.first >= size) return std::nullopt;
  std::size_t last = std::min<std::uint64_t>(asked.last.value_or(kMost), size - 1);
  return Part{*asked.first, last - *asked.first + 1};
}

/// RFC 9110, 13.1.5: an ETag that is the same byte by byte and not weak, or the very date.
bool is_the_version(std::string_view if_range, Response const& response) {
  if_range = trimmed(if_range);
  if (if_range.starts_with('"')) return if_range == response.header("ETag");
  auto date = parse_http_date(if_range);
  return date && date == parse_http_date(response.header("Last-Modified").value_or(""));
}

/// The request's Range, where it is to be obeyed.
std::optional<Asked> obeyed_range(Request const& request, Response const& response) {
  auto range = request.header("Range");
  bool may_be_parted = request.method() == Method::get && response.status() == Status::ok &&
                       response.header("Accept-Ranges") == "bytes" &&
                       !response.header("Content-Encoding") && !response.body().empty();
  if (!range || !may_be_parted) return std::nullopt;
  auto if_range = request.header("If-Range");
  if (if_range && !is_the_version(*if_range, response)) return std::nullopt;
  return asked_for(*range);
}

}  // namespace

Response in_part(Request const& request, Response response) {
  auto asked = obeyed_range(request, response);
  if (!asked) return response;
  std::size_t size = response.body().size();
  auto part = part_of(size, *asked);
  if (!part) {
    auto refused = Response::empty(Status::range_not_satisfiable);
    refused.set_header("Content-Range", fmt::format("bytes */{}", size));
    refused.set_header("Accept-Ranges", "bytes");
    return std::move(refused.not_stored());
  }
  response.set_status(Status::partial_content);
  response.set_header("Content-Range", fmt::format("bytes {}-{}/{}", part->from,
                                                   part->from + part->count - 1, size));
  response.set_body(response.body().part(part->from, part->count));
  return response;
}

}  // namespace allmende::http
