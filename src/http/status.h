#pragma once

#include <string_view>

namespace allmende::http {

/// The status codes of RFC 9110 that this program speaks.
enum class Status {
  ok = 200,
  created = 201,
  no_content = 204,
  partial_content = 206,
  moved_permanently = 301,
  found = 302,
  see_other = 303,
  not_modified = 304,
  temporary_redirect = 307,
  permanent_redirect = 308,
  bad_request = 400,
  unauthorized = 401,
  forbidden = 403,
  not_found = 404,
  method_not_allowed = 405,
  request_timeout = 408,
  conflict = 409,
  gone = 410,
  length_required = 411,
  precondition_failed = 412,
  content_too_large = 413,
  uri_too_long = 414,
  unsupported_media_type = 415,
  range_not_satisfiable = 416,
  expectation_failed = 417,
  unprocessable_content = 422,
  locked = 423,  // RFC 4918
  too_many_requests = 429,
  headers_too_large = 431,
  internal_error = 500,
  not_implemented = 501,
  unavailable = 503,
  version_not_supported = 505,
};

/// 404.
constexpr int number_of(Status status) { return static_cast<int>(status); }
/// "Not Found".
std::string_view reason_of(Status status);

}  // namespace allmende::http
