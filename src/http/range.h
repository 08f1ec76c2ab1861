#pragma once
// Parts of an answer (RFC 9110, 14). Private to this room.

#include "http/request.h"
#include "http/response.h"

namespace allmende::http {

/// The part that the request asks for, as a 206; 416 when there is no such part. The whole for whatever
/// else: a method other than GET, an answer that is no 200, is compressed or is not Response::in_ranges(),
/// a Range that is malformed, has another unit or names several parts (RFC 9110, 14.2 leaves that to the
/// server), an If-Range that names another version.
Response in_part(Request const& request, Response response);

}  // namespace allmende::http
