// What is different about a connection with TLS: its handshake, and how bytes go in and out.

#include <cerrno>
#include <cstring>

#include "http/connection.h"
#include "http/tls.h"

namespace allmende::http {

namespace {

/// The bytes of `pieces` from `from` on, a record of them at most: as they lie there when they are
/// in one piece, else put together in `record`.
std::string_view record_of(std::span<std::string_view const> pieces, std::size_t from,
                           std::span<char> record) {
  std::size_t used = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string_view piece = pieces[i];
    std::size_t skipped = std::min(from, piece.size());
    piece.remove_prefix(skipped);
    from -= skipped;
    if (piece.empty()) continue;
    bool is_alone = used == 0 && (piece.size() >= record.size() || i + 1 == pieces.size());
    if (is_alone) return piece.substr(0, record.size());
    std::size_t count = std::min(piece.size(), record.size() - used);
    std::memcpy(record.data() + used, piece.data(), count);
    used += count;
    if (used == record.size()) break;
  }
  return {record.data(), used};
}

}  // namespace

void Connections::begin_tls(Connection& connection) {
  if (record_.empty()) record_.resize(TlsStream::kRecord);
  connection.tls = service_.tls()->stream(connection.socket.number());
  connection.session.begin_handshake();
}

/// True when there is something to do for the session.
bool Connections::shake(Connection& connection) {
  if (connection.session.is_closed()) return true;
  TlsStream::End end = connection.tls->shake().end;
  if (end == TlsStream::End::wants_to_read) {
    connection.readable = false;
    return false;
  }
  if (end == TlsStream::End::wants_to_write) {
    connection.writable = false;
    return false;
  }
  if (end == TlsStream::End::done) {
    bool resumed = connection.tls->was_resumed();
    service_.metrics().shaken(resumed ? Handshake::resumed : Handshake::full);
    connection.session.handshake_done();
    // What came together with the handshake's last record has left the socket already: no event will tell of it.
    connection.readable = true;
    return true;
  }
  service_.metrics().shaken(Handshake::failed);
  connection.tls.reset();
  if (end == TlsStream::End::plain_http) {
    connection.session.refuse_plain_http();
  } else {
    connection.session.handshake_failed();
  }
  return true;
}

void Connections::read_tls(Connection& connection) {
  TlsStream::Step step = connection.tls->read(buffer_);
  switch (step.end) {
    case TlsStream::End::done: {
      std::string_view bytes = answer_quickly(connection, {buffer_.data(), step.bytes});
      if (!bytes.empty()) connection.session.receive(bytes);
      break;
    }
    case TlsStream::End::wants_to_read:
      connection.readable = false;
      break;
    case TlsStream::End::wants_to_write:  // an answer of TLS' own
      connection.readable = false;
      connection.writable = false;
      connection.reads_when_writable = true;
      break;
    case TlsStream::End::ended:
      connection.session.end_of_input();
      break;
    case TlsStream::End::plain_http:
    case TlsStream::End::broken:
      connection.session.cut();
      break;
  }
}

/// Like sendmsg(): how many bytes were taken; none when the socket takes no more; -1 when it is
/// broken.
ssize_t Connections::send_tls(Connection& connection, std::span<std::string_view const> pieces) {
  std::size_t sent = 0;
  for (std::string_view record; !(record = record_of(pieces, sent, record_)).empty();) {
    TlsStream::Step step = connection.tls->write(record);
    if (step.end == TlsStream::End::done) {
      sent += step.bytes;
    } else if (step.end == TlsStream::End::wants_to_write) {
      connection.writable = false;
      break;
    } else {
      errno = EPIPE;
      return -1;
    }
  }
  return static_cast<ssize_t>(sent);
}

/// After this only the peer's end is waited for: what it still says is nobody's business.
void Connections::say_end(Connection& connection) {
  connection.tls->say_end();
  connection.tls.reset();
}

}  // namespace allmende::http
