#pragma once
// Reads the head of a plain GET or HEAD where it lies. Private to this room.

#include <cstddef>
#include <optional>
#include <string_view>

#include "http/options.h"
#include "http/quick.h"

namespace allmende::http {

struct QuickHead {
  RequestView request;
  std::size_t bytes = 0;  ///< up to the end of the empty line
};

/// The head at the front of `input`, if it is whole and there is nothing about it that needs the
/// ordinary way: HTTP/1.1, GET or HEAD, no body, kept alive, no condition but If-None-Match, no
/// range. Nothing otherwise, also for what is wrong or beyond the limits: the ordinary way says so.
std::optional<QuickHead> read_quick_head(std::string_view input, Limits const& limits);

/// What the line at the head's front says alone, as read_quick_head() finds it: `line` ends in its CRLF
/// and is no longer than HeadMemory::kLongestRequestLine. Nothing for what that would not take.
std::optional<RequestView> read_quick_request_line(std::string_view line);

}  // namespace allmende::http
