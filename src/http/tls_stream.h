#pragma once
// One connection's TLS over its non-blocking socket. Private to this room.

#include <openssl/ssl.h>

#include <memory>
#include <span>
#include <string_view>

namespace allmende::http {

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

class TlsStream {
 public:
  /// Most that is sealed at once.
  static constexpr std::size_t kRecord = 16 * 1024;

  enum class End {
    done,
    wants_to_read,   ///< the socket has nothing more now
    wants_to_write,  ///< the socket takes nothing more now
    ended,           ///< the peer says no more
    plain_http,      ///< a handshake that is an HTTP request
    broken
  };
  struct Step {
    End end = End::done;
    std::size_t bytes = 0;
  };

  /// The socket outlives it.
  TlsStream(SSL_CTX* context, int socket);

  /// Goes on with the handshake; done: is_ready().
  Step shake();
  bool is_ready() const { return ready_; }
  /// Whether a ticket spared the peer the whole handshake.
  bool was_resumed() const { return SSL_session_reused(ssl_.get()) == 1; }

  Step read(std::span<char> into);
  /// Takes at most a record. After wants_to_write the next call must begin with the same bytes.
  Step write(std::string_view bytes);
  /// Tells the peer that nothing more is coming (close_notify), as far as that can be told at once.
  void say_end();

 private:
  Step unfinished(int result);

  std::unique_ptr<SSL, FreeSsl> ssl_;
  bool ready_ = false;
  bool broken_ = false;
  bool said_end_ = false;
};

}  // namespace allmende::http
