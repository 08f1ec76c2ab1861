#pragma once
// How the head of an answer is written. Private to this room.

#include <string>
#include <string_view>

#include "http/response.h"

namespace allmende::http {

struct WireFacts {
  std::string_view date;
  bool keep_alive = true;
  bool is_http_1_1 = true;
};

/// Status line, headers, Content-Length where a body could be, empty line.
std::string wire_head(Response const& response, WireFacts const& facts);

/// Whether an answer with this status has no body by definition.
bool is_bodiless(Status status);

}  // namespace allmende::http
