#pragma once
// One connection without a socket: bytes go in, cut as the test likes, and what a client would see
// comes out. The readers' path is asked first, as connections.cpp does.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/quick_parser.h"
#include "http/quick_prefixes.h"
#include "http/service.h"
#include "http/session.h"

namespace allmende::fuzz {

/// Knows every address that is written as the press writes its own, and tells what it understood.
class KnowsAddresses : public http::QuickAnswers {
 public:
  std::vector<std::string> routes() const override { return {"quick"}; }
  void prepare(std::size_t) override {}
  bool answer(http::RequestView const& request, std::size_t loop,
              http::QuickAnswer& answer) noexcept override;
  void release(std::size_t) noexcept override {}

 private:
  std::string head_, body_;
};

/// How a conversation goes on the wire.
struct Manner {
  /// The length of the next piece; at least 1.
  std::function<std::size_t()> piece;
  bool asks_quick_answers = true;
  /// Whether handlers answer while the session waits, or later.
  bool answers_at_once = true;
};

struct Heard {
  std::string bytes;      ///< without 100 Continue
  bool is_ended = false;  ///< the server has said that nothing more is coming
  std::size_t quick = 0;  ///< requests answered on the readers' path

  /// What must be the same however the bytes are cut.
  bool means_the_same_as(Heard const& other) const {
    return bytes == other.bytes && is_ended == other.is_ended;
  }
};

/// One server's share; used by many conversations.
class Table {
 public:
  Table();
  Heard talk(std::string_view bytes, Manner const& manner);

 private:
  KnowsAddresses quick_;
  http::Service service_;
  http::QuickPrefixes prefixes_;
};

/// Bug (an abort) when the two readers of heads do not agree on the bytes at the front of `input`.
void compare_readers(std::string_view input);

http::Limits small_limits();

}  // namespace allmende::fuzz
