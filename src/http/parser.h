#pragma once
// Reads one request off the wire with Beast's parser. Private to this room.

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "http/head.h"

namespace allmende::http {

class Parser {
 public:
  Parser();
  ~Parser();
  Parser(Parser&&) noexcept;

  /// Forgets the last request.
  void reset();

  /// Reads a head that is whole, empty line included, and checks it (check_head). bad_request for
  /// what is not HTTP; version_not_supported; headers_too_large for more than `most_fields`.
  std::expected<Head, Status> read_head(std::string_view bytes, std::size_t most_fields);

  /// What comes next is the body of the head that was read, chunked or not, of at most so many
  /// bytes.
  void begin_body(std::size_t most_bytes);

  struct Progress {
    std::size_t used = 0;
    bool complete = false;
  };
  /// Reads as much of the body as `bytes` hold (there must be one); what was not used must come
  /// again, with more behind it. bad_request for what is no body; content_too_large for a chunk
  /// beyond the limit.
  std::expected<Progress, Status> read_body(std::string_view bytes);
  std::string take_body();

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace allmende::http
