#pragma once
// What happens to an answer between its handler and the wire. The server does this to every answer.

#include "http/request.h"
#include "http/response.h"

namespace allmende::http {

/// 304 instead of a 200 whose ETag the request names in If-None-Match, or, without that header,
/// which is not newer than If-Modified-Since; 412 instead of one that is not what If-Match or, without
/// that header, If-Unmodified-Since is meant for. GET and HEAD only.
Response conditional(Request const& request, Response response);

/// Whether the request says that it has the version with this ETag (without quotes): for a handler that
/// can do without its body then. It answers Response::empty(Status::not_modified) with all headers of
/// the 200.
bool has_version(Request const& request, std::string_view tag);

struct Compression {
  int level = 6;
  std::size_t from_bytes = 512;
};

/// Gives a 200 to GET or HEAD an ETag (a BLAKE2b hash of its body, unless it has one or is not
/// stored), compresses it if it is text and the request accepts gzip (RFC 9110, 12.5.3), each
/// coding with its own ETag and with Vary, and makes it conditional; a part of it where a part is asked
/// for (Response::in_ranges). Other answers are only compressed.
Response prepared(Request const& request, Response response, Compression const& compression);

/// Which codings `accept_encoding` allows: named or by "*", with a q above zero.
struct Codings {
  bool gzip = false;
  bool brotli = false;
};
Codings accepted_codings(std::string_view accept_encoding);

}  // namespace allmende::http
