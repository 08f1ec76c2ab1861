#pragma once
// Header lines as they lie in memory. Private to this room.

#include <string>

#include "http/http.h"

namespace allmende::press {

/// `headers`, and those of `always` that are not among them.
http::Fields with_always(http::Fields headers, http::Fields const& always);

struct HeadLines {
  std::string of_200;
  std::string of_304;  ///< what a 304 repeats of the 200 (RFC 9110, 15.4.5), but for Date and ETag
};
/// "Name: value\r\n" and so on, without the empty line.
HeadLines head_lines(http::Fields const& headers);

/// Whether the list names this ETag, or is "*". An ETag of ours holds no comma and no quote.
/// Allocates nothing.
bool names_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace allmende::press
