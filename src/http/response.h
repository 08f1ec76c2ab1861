#pragma once
// One answer. The server adds Date, Content-Length and Connection, compresses, and answers
// conditional requests by itself (transfer.h).

#include <chrono>
#include <string>
#include <string_view>

#include "base/time.h"
#include "http/bytes.h"
#include "http/field.h"
#include "http/status.h"

namespace allmende::http {

/// Who may keep an answer: everyone on the way, or only who asked.
enum class Cache { shared, personal };

class Response {
 public:
  static Response html(Bytes markup, Status status = Status::ok);
  static Response text(Bytes text, Status status = Status::ok);
  /// Anything else: Response::of("application/feed+json", …). `type` with its charset where it has
  /// one.
  static Response of(std::string_view type, Bytes body, Status status = Status::ok);
  /// An empty answer: 204, 304.
  static Response empty(Status status);
  /// `location` must be a URL or path ready to be sent: percent-encoded ASCII. Bug otherwise.
  static Response redirect(Status status, std::string location);

  Status status() const { return status_; }
  void set_status(Status status) { status_ = status; }
  Bytes const& body() const { return body_; }
  void set_body(Bytes body) { body_ = std::move(body); }

  Fields const& headers() const { return headers_; }
  /// The first header of this name, or nothing.
  std::optional<std::string_view> header(std::string_view name) const;
  /// Replaces every header of this name. Bug when the name is no token, when the value has a
  /// control character (a line break in a header is an attack), or for what is the server's to say:
  /// Content-Length, Transfer-Encoding, Connection, Date.
  void set_header(std::string_view name, std::string value);
  /// As set_header, beside those of this name (Set-Cookie, Link).
  void add_header(std::string_view name, std::string value);
  void remove_header(std::string_view name);

  /// May be kept for so long without asking again; afterwards it is asked for with its ETag.
  Response& cacheable(std::chrono::seconds age, Cache cache = Cache::shared);
  /// Never changes under its address: kept for a year.
  Response& immutable();
  /// Must not be kept at all, by anyone.
  Response& not_stored();

  /// May be asked for in parts (Range), unless it goes out compressed.
  Response& in_ranges();

  /// The ETag's text without quotes: ASCII letters, digits, "-", "_", "."; 1 to 64 of them. Bug
  /// otherwise. Without one the server hashes the body.
  Response& etag(std::string_view tag);
  Response& last_modified(Instant instant);

 private:
  explicit Response(Status status) : status_(status) {}

  Status status_;
  Fields headers_;
  Bytes body_;
};

}  // namespace allmende::http
