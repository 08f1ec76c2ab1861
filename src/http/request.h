#pragma once
// One request, whole and checked. See http.h, invariant 1.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/field.h"
#include "http/method.h"

namespace allmende::http {

/// How many named values a request may bring.
struct FieldLimits {
  std::size_t query_fields = 64;
  std::size_t form_fields = 256;
  /// Browsers keep at most 180 for one site; a reader who has them all must still be able to read.
  std::size_t cookies = 200;
};

class Request {
 public:
  /// A request as the server makes it; tests make theirs here too. `target` is "/path?query" or an
  /// absolute "http://host/path?query"; "*" with OPTIONS. A body of type
  /// application/x-www-form-urlencoded is read into the form.
  /// Refuses: invalid for a target that is neither, a path or query with a bad "%", a NUL or
  /// another control character, bytes that are not UTF-8, a "." or ".." segment, an encoded slash;
  /// for a form like that. limit for more fields than `limits` allows.
  static Result<Request> make(Method method, std::string_view target, Fields headers = {},
                              std::string body = {}, FieldLimits const& limits = {});

  Method method() const { return method_; }
  /// As it was sent, of an absolute one the part from the path on: "/a%20b?c=d".
  std::string const& target() const { return target_; }
  /// Decoded: "/a b".
  std::string const& path() const { return path_; }
  /// The authority asked for, as it was sent: "localhost:8080". Not to be trusted. May be empty.
  std::string const& host() const { return host_; }

  /// The address written in the one way in which each is written: the path encoded, and of the query
  /// the first field of each of these names, in their order: "/a%20b?c=d".
  std::string address(std::vector<std::string> const& query_names) const;

  Fields const& query() const { return query_; }
  /// The first value of this name in the query.
  std::optional<std::string_view> query(std::string_view name) const;

  Fields const& headers() const { return headers_; }
  /// The first header of this name, in whatever case.
  std::optional<std::string_view> header(std::string_view name) const;

  /// As sent, cookies without "=" left out. Values are bytes: not decoded, not trusted.
  Fields const& cookies() const { return cookies_; }
  std::optional<std::string_view> cookie(std::string_view name) const;

  std::string const& body() const { return body_; }
  /// The fields of a form that was sent; empty when the body is something else.
  Fields const& form() const { return form_; }
  std::optional<std::string_view> form(std::string_view name) const;

  /// What stood at {name} in the route's pattern. Bug when the pattern has no such name.
  std::string_view parameter(std::string_view name) const;

  /// All that stood at names in the route's pattern.
  Fields const& parameters() const { return parameters_; }

  /// Sixteen hexadecimal digits that also stand on the request's log line. Empty in a test.
  std::string const& id() const { return id_; }

  /// A number for where it comes from: the same for one address (of IPv6, one /64) while the program runs,
  /// and of no use outside it, for who slows down guessing. 0 when that is not known, and in tests.
  std::uint64_t source() const { return source_; }

  // For the server and the router.
  /// Takes the body and reads it if it is a form. Refuses as make() does.
  Result<void> take_body(std::string body, FieldLimits const& limits);
  void capture(Fields parameters) { parameters_ = std::move(parameters); }
  void identify(std::string id) { id_ = std::move(id); }
  void come_from(std::uint64_t source) { source_ = source; }

 private:
  Request() = default;
  Result<void> take_target(std::string_view target, FieldLimits const& limits);
  Result<void> take_cookies(FieldLimits const& limits);

  Method method_ = Method::get;
  std::string target_, path_, host_, body_, id_;
  Fields headers_, query_, cookies_, form_, parameters_;
  std::uint64_t source_ = 0;
};

}  // namespace allmende::http
