#pragma once
// One connection as a machine without sockets: bytes and answers go in, requests and bytes come out.
// Whoever owns the socket (connections.cpp) moves the bytes and tells it the time. Private to this
// room.
//
//   (handshake →) idle → head → (body) → running → writing → idle …
//   writing → draining → closed, when the connection is to end
//
// Invariants
//   1. One request at a time: what is pipelined behind it waits, unparsed, and no bytes are wanted.
//   2. Every phase ends at deadline() by itself; running ends there with a 503.
//   3. After a request that was refused, whatever else comes is thrown away.
//   4. At rest (idle, nothing unread) it holds no memory beside itself.

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/admission.h"
#include "http/bytes.h"
#include "http/service.h"

namespace allmende::http {

struct Head;

using Moment = std::chrono::steady_clock::time_point;

/// A whole request on its way to its handler.
struct Task {
  std::uint64_t connection;
  std::uint64_t exchange;
  Request request;
  Match match;
};

/// How a connection ends whose server ends.
enum class Leave {
  at_once,           ///< when nothing is being asked
  after_next_answer  ///< which says so: nobody's request is lost
};

class Session {
 public:
  /// What a session lives in.
  class Host {
   public:
    /// Has the task performed; then, or later, calls answer() with its exchange. Or refuse_busy().
    virtual void start(Session& session, Task task) = 0;
    virtual Moment now() const = 0;
    /// The value of the Date header.
    virtual std::string const& date() const = 0;

   protected:
    ~Host() = default;
  };

  /// `number` tells its tasks from those of other connections.
  Session(Service& service, Host& host, std::uint64_t number);
  Session(Session&&) noexcept;
  ~Session();

  // The readers' path (quick.h).
  /// Between two requests with nothing unread, so that the next one may be answered at once.
  bool is_at_rest() const {
    return phase_ == Phase::idle && input_.empty() && !retiring_ &&
           requests_ + 1 < service_.limits().requests_per_connection;
  }
  /// A request was answered without this session.
  void served_quickly();
  /// The same, but for these bytes, which the socket did not take.
  void owe(std::string bytes);

  // TLS. All time until the handshake is done counts as time for the first request's headers.
  void begin_handshake();
  void handshake_done();
  void handshake_failed();
  /// A plain HTTP request where TLS was to begin. The rest of the connection is plain.
  void refuse_plain_http();

  /// Without a source it is a proxy's: its requests are counted by whom they are for.
  void comes_from(std::optional<Source> const& source) { source_ = source; }

  // What happens to it.
  void receive(std::string_view bytes);
  void end_of_input();
  /// An answer that comes too late is dropped.
  void answer(std::uint64_t exchange, Response response);
  /// 503: nobody can take the task.
  void refuse_busy();
  /// `count` bytes of output() are on their way.
  void sent(std::size_t count);
  /// To be called when deadline() is past.
  void time_is_up();
  /// No further request after the present one; where there is none, the time is up, or one more is
  /// waited for.
  void retire(Leave leave);
  /// The connection is broken, or must be.
  void cut();

  // What it wants.
  Moment deadline() const { return deadline_; }
  bool wants_bytes() const;
  bool has_output() const;
  /// Head and body, as far as they are not sent yet.
  std::array<std::string_view, 2> output() const;
  /// True once: the peer is to be told that nothing more is coming.
  bool take_end_of_output();
  bool is_closed() const { return phase_ == Phase::closed; }

 private:
  enum class Phase { handshake, idle, head, body, running, writing, draining, closed };

  struct Work;

  void enter(Phase phase, std::chrono::milliseconds time);
  void advance();
  bool read_head();
  bool take_head(Head head);
  bool read_body();
  bool find_place(std::optional<Source> const& source);
  bool find_room();
  bool begin_body(Head const& head);
  bool start();
  bool refuse(Status status, std::string message = {});
  void queue(Response response);
  void finish_exchange();
  void rest();
  void log(std::string_view end);

  std::string_view unread() const { return std::string_view(input_).substr(read_); }
  void consume(std::size_t count);

  Service& service_;
  Host& host_;
  std::uint64_t number_;
  Phase phase_ = Phase::idle;
  Moment deadline_;
  bool retiring_ = false;
  Leave leave_ = Leave::at_once;
  std::optional<Source> source_ = Source{};
  bool input_ended_ = false;
  bool end_of_output_ = false;
  bool is_logged_ = false;  // what is being written has its line already
  std::size_t requests_ = 0;

  std::uint64_t exchange_ = 0;  // the number of the request at hand
  std::string input_;
  std::size_t read_ = 0;
  std::unique_ptr<Work> work_;  // none at rest, so that ten thousand idle connections are cheap
};

}  // namespace allmende::http
