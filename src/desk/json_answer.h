#pragma once
// What the desk's script sends and is told: docs/writing.md. Private to this room.

#include <string_view>

#include "http/http.h"
#include "json/json.h"

namespace allmende::desk {

http::Response json_answer(json::Object object, http::Status status = http::Status::ok);

/// The object in a request's body. Refuses: invalid for anything else.
Result<json::Object> object_in(http::Request const& request);

}  // namespace allmende::desk
