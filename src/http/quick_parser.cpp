#include "http/quick_parser.h"

#include <algorithm>
#include <array>
#include <boost/beast/http/basic_parser.hpp>
#include <cstring>
#include <limits>
#include <utility>

#include "http/coding.h"
#include "http/head.h"
#include "http/head_memory.h"

namespace allmende::http {

namespace beast = boost::beast;

namespace {

/// Keeps views of what Beast finds; allocates nothing.
class Glance : public beast::http::basic_parser<true> {
 public:
  explicit Glance(Limits const& limits)
      : fields_left_(limits.header_fields), most_cookies_(limits.fields.cookies) {
    header_limit(std::numeric_limits<std::uint32_t>::max());
  }

  RequestView request;
  bool is_plain = true;
  std::size_t hosts = 0;

 private:
  using ErrorCode = beast::error_code;
  using View = beast::string_view;
  using Name = beast::http::field;

  void on_request_impl(beast::http::verb verb, View, View target, int version,
                       ErrorCode&) override {
    request.target = {target.data(), target.size()};
    request.is_head = verb == beast::http::verb::head;
    is_plain = version == 11 && (request.is_head || verb == beast::http::verb::get);
  }

  void on_field_impl(Name name, View, View bytes, ErrorCode& error) override {
    if (fields_left_-- == 0) error = beast::http::error::header_limit;
    std::string_view value(bytes.data(), bytes.size());
    switch (name) {
      case Name::host:
        is_plain = is_plain && ++hosts == 1 && is_host(value);
        break;
      case Name::accept_encoding:
        once(request.accept_encoding, value);
        break;
      case Name::if_none_match:
        once(request.if_none_match, value);
        break;
      case Name::cookie:
        once(request.cookie, value);
        is_plain = is_plain && may_be_cookies(value);
        break;
      case Name::user_agent:
        request.user_agent = value;
        break;
      case Name::connection:
        is_plain = is_plain && same_word(value, "keep-alive");
        break;
      case Name::proxy_connection:  // Beast heeds it as it does Connection
      case Name::content_length:
      case Name::transfer_encoding:
      case Name::expect:
      case Name::upgrade:
      case Name::range:
      case Name::if_match:
      case Name::if_unmodified_since:
      case Name::if_modified_since:
        is_plain = is_plain && name == Name::if_modified_since && !request.if_none_match.empty();
        break;
      default:
        break;
    }
  }

  void once(std::string_view& place, std::string_view value) {
    is_plain = is_plain && place.empty() && !value.empty();
    place = value;
  }

  /// No more than the ordinary way takes. Counts those without "=" too, which are then left to it.
  bool may_be_cookies(std::string_view value) const {
    return std::cmp_less(std::ranges::count(value, ';'), most_cookies_);
  }

  void on_header_impl(ErrorCode&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorCode&) override {}
  std::size_t on_body_impl(View, ErrorCode&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, View, ErrorCode&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View, ErrorCode&) override { return 0; }
  void on_finish_impl(ErrorCode&) override {}
  void on_response_impl(int, View, int, ErrorCode&) override {}

  std::size_t fields_left_;
  std::size_t most_cookies_;
};

}  // namespace

std::optional<QuickHead> read_quick_head(std::string_view input, Limits const& limits) {
  HeadFinder finder;
  auto length = finder.find(input);
  if (!length || !*length || **length > limits.header_bytes) return std::nullopt;
  Glance glance(limits);
  beast::error_code error;
  std::size_t used = glance.put({input.data(), **length}, error);
  bool whole = !error && used == **length && glance.is_header_done();
  if (!whole || !glance.is_plain || glance.hosts != 1) return std::nullopt;
  return QuickHead{glance.request, used};
}

std::optional<RequestView> read_quick_request_line(std::string_view line) {
  constexpr std::string_view kEnd = "\r\n";
  std::array<char, HeadMemory::kLongestRequestLine + kEnd.size()> head;
  VERIFY(line.size() + kEnd.size() <= head.size());
  if (!line.ends_with(kEnd)) return std::nullopt;  // as HeadFinder refuses it
  std::memcpy(head.data(), line.data(), line.size());
  std::memcpy(head.data() + line.size(), kEnd.data(), kEnd.size());
  Glance glance(Limits{});
  beast::error_code error;
  std::size_t used = glance.put({head.data(), line.size() + kEnd.size()}, error);
  bool whole = !error && used == line.size() + kEnd.size() && glance.is_header_done();
  if (!whole || !glance.is_plain) return std::nullopt;
  // Beast has seen a copy.
  auto at = static_cast<std::size_t>(glance.request.target.data() - head.data());
  glance.request.target = line.substr(at, glance.request.target.size());
  return glance.request;
}

}  // namespace allmende::http
