#pragma once
// The readers' path: answers that lie in memory, given on the loop that read the request, without a
// Request, a worker, a lock or an allocation. Part of the door.
//
// The server asks its QuickAnswers first, for each plain GET and HEAD of HTTP/1.1. What they do not
// know goes the ordinary way, through the router.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/status.h"

namespace allmende::http {

/// A request as it lies in the loop's buffer: the views are gone when answer() returns. Its head is
/// whole, within the limits, and checked as every other one is. Headers that are not there are
/// empty.
struct RequestView {
  /// As it was sent: "/a%20b?c=d".
  std::string_view target;
  std::string_view accept_encoding = {};
  std::string_view if_none_match = {};
  std::string_view cookie = {};
  std::string_view user_agent = {};
  bool is_head = false;
};

/// What is to be sent, in pieces. They must stay as they are until release(); the server writes
/// them in one call, and copies what the socket does not take.
class QuickAnswer {
 public:
  static constexpr std::size_t kMostPieces = 16;
  static constexpr std::size_t kScratch = 256;

  Status status = Status::ok;
  /// Which of the QuickAnswers' routes() this was, for the log and the metrics.
  std::size_t route = 0;

  /// Header lines, each with its CRLF, the last one with the empty line behind it. The server has
  /// written the status line and Date before them. Content-Length is the answerer's to say.
  void add_head(std::string_view piece) { add(piece); }
  /// After the head; left out by the server for HEAD and 304.
  void add_body(std::string_view piece) {
    if (!is_body_wanted_) return;
    body_bytes_ += piece.size();
    add(piece);
  }
  /// Room for a header line or two that is written for this request alone.
  std::span<char> scratch() { return scratch_; }

  // For the server.
  void begin(bool is_body_wanted) {
    status = Status::ok;
    route = 0;
    pieces_ = 1;  // the first one is the server's
    body_bytes_ = 0;
    is_body_wanted_ = is_body_wanted;
  }
  void set_first(std::string_view piece) { list_[0] = piece; }
  std::span<std::string_view const> pieces() const { return {list_.data(), pieces_}; }
  std::size_t body_bytes() const { return body_bytes_; }

 private:
  void add(std::string_view piece) {
    VERIFY(pieces_ < kMostPieces);
    list_[pieces_++] = piece;
  }

  std::array<std::string_view, kMostPieces> list_;
  std::size_t pieces_ = 1;
  std::size_t body_bytes_ = 0;
  bool is_body_wanted_ = true;
  std::array<char, kScratch> scratch_;
};

/// Implemented by who keeps answers in memory (the press). Called from every loop's thread at once.
class QuickAnswers {
 public:
  virtual ~QuickAnswers() = default;

  /// Names for the log and the metrics; asked once.
  virtual std::vector<std::string> routes() const = 0;
  /// How many loops will call, numbered from 0; called once, before they do.
  virtual void prepare(std::size_t loops) = 0;

  /// True: `answer` says what to send. False: not known, or not now. Must not wait, lock, allocate
  /// or throw.
  virtual bool answer(RequestView const& request, std::size_t loop, QuickAnswer& answer) noexcept = 0;
  /// The loop has let go of every piece that it was given.
  virtual void release(std::size_t loop) noexcept = 0;
};

}  // namespace allmende::http
