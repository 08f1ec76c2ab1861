#pragma once
// What went wrong with a request, and the one table from a Refusal to a status.

#include <string>

#include "base/result.h"
#include "http/status.h"

namespace allmende::http {

/// invalid 400, not_found 404, gone 410, forbidden 403, conflict 409, limit 413.
Status status_of(Code code);

/// What a page that reports a problem is made from. Everything in it may be shown to anyone.
struct Problem {
  Status status = Status::internal_error;
  /// For the person, from a Refusal; empty where the status must say it all.
  std::string message = {};
  /// The place in the person's input; may be empty.
  std::string where = {};
  /// The path that was asked for, decoded; empty when the request could not be read.
  std::string path = {};
  /// The id of the request's log lines.
  std::string request_id = {};
};

}  // namespace allmende::http
