#include "http/tls_stream.h"

#include <openssl/err.h>
#include <openssl/sslerr.h>

#include <algorithm>

#include "base/result.h"

namespace allmende::http {

TlsStream::TlsStream(SSL_CTX* context, int socket) : ssl_(SSL_new(context)) {
  if (ssl_ == nullptr || SSL_set_fd(ssl_.get(), socket) != 1) throw Fault("no memory for TLS");
  SSL_set_accept_state(ssl_.get());
}

// SSL_get_error() looks at the thread's queue of errors, where even a step that succeeded may have left one
// (a ticket that was not ours): each step begins with an empty queue, or the next connection pays for it.

TlsStream::Step TlsStream::shake() {
  ERR_clear_error();
  int result = SSL_do_handshake(ssl_.get());
  if (result != 1) return unfinished(result);
  ready_ = true;
  return {};
}

TlsStream::Step TlsStream::read(std::span<char> into) {
  std::size_t count = 0;
  ERR_clear_error();
  int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &count);
  return result == 1 ? Step{End::done, count} : unfinished(result);
}

TlsStream::Step TlsStream::write(std::string_view bytes) {
  std::size_t count = 0;
  ERR_clear_error();
  int result = SSL_write_ex(ssl_.get(), bytes.data(), std::min(bytes.size(), kRecord), &count);
  return result == 1 ? Step{End::done, count} : unfinished(result);
}

TlsStream::Step TlsStream::unfinished(int result) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return {End::wants_to_read};
    case SSL_ERROR_WANT_WRITE:
      return {End::wants_to_write};
    case SSL_ERROR_ZERO_RETURN:
      return {End::ended};
    default:
      break;
  }
  broken_ = true;
  bool plain = !ready_ && ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
  ERR_clear_error();  // the queue is the thread's: the next connection must not find it
  return {plain ? End::plain_http : End::broken};
}

void TlsStream::say_end() {
  if (!ready_ || broken_ || std::exchange(said_end_, true)) return;
  if (SSL_shutdown(ssl_.get()) < 0) ERR_clear_error();
}

}  // namespace allmende::http
