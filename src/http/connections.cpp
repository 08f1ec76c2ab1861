#include "http/connections.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

#include "http/connection.h"
#include "http/http_date.h"

namespace allmende::http {

namespace {

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::size_t kEvents = 256;
/// How often one connection may be read before the others have their turn.
constexpr int kReadsInARow = 3;
constexpr int kAcceptsInARow = 64;

/// Pieces up to this size are copied together: the kernel keeps a list of more than eight in memory that
/// it must allocate.
constexpr std::size_t kSmallPiece = 1024;
constexpr std::size_t kSmallPieces = 4 * kSmallPiece;

/// The pieces for one call, neighbours that are small as one, which is put into `room`. How many they are.
std::size_t gather(std::span<std::string_view const> pieces, std::span<iovec> vector, std::span<char> room) {
  std::size_t count = 0;
  bool may_grow = false;  // the last of the vector lies at the end of what is used of the room
  for (std::string_view piece : pieces) {
    if (piece.empty()) continue;
    bool is_small = piece.size() <= kSmallPiece && piece.size() <= room.size();
    if (!is_small) {
      vector[count++] = {const_cast<char*>(piece.data()), piece.size()};
    } else {
      std::memcpy(room.data(), piece.data(), piece.size());
      if (may_grow) vector[count - 1].iov_len += piece.size();
      else vector[count++] = {room.data(), piece.size()};
      room = room.subspan(piece.size());
    }
    may_grow = is_small;
  }
  return count;
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK; }

/// Says why before hanging up; the socket is new, so there is room for these few bytes.
void turn_away(Descriptor const& socket) {
  constexpr std::string_view kAnswer =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n"
      "Connection: close\r\n\r\n";
  (void)send(socket.number(), kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  shutdown(socket.number(), SHUT_WR);
  // Closed with something unread, the connection would be reset, and the answer lost with it.
  std::array<char, 4096> unread;
  while (recv(socket.number(), unread.data(), unread.size(), MSG_DONTWAIT) ==
         static_cast<ssize_t>(unread.size())) {
  }
}

}  // namespace

Connections::Connections(Service& service, std::vector<Descriptor> listening, std::size_t loop,
                         Start start)
    : service_(service),
      start_(std::move(start)),
      loop_(loop),
      listening_(std::move(listening)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      buffer_(kReadBytes),
      small_pieces_(kSmallPieces) {
  if (epoll_.number() < 0) throw Fault(std::generic_category().message(errno));
  look_at_clock();
  watch_listening();
}

Connections::~Connections() = default;

void Connections::look_at_clock() {
  now_ = std::chrono::steady_clock::now();
  Instant instant = allmende::now();
  if (std::int64_t second = seconds_of(instant); second != second_) {
    second_ = second;
    set_http_date(date_, instant);
    prefixes_.set_second(second, date_);
  }
}

void Connections::watch_listening() {
  if (watches_listening_) return;
  for (std::size_t i = 0; i < listening_.size(); ++i) {
    epoll_event event = {.events = EPOLLIN, .data = {.u64 = i}};
    epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, listening_[i].number(), &event);
  }
  watches_listening_ = true;
}

bool Connections::handle_events() {
  look_at_clock();
  std::array<epoll_event, kEvents> events;
  int count = epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), 0);
  for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i) {
    handle(events[i].data.u64, events[i].events);
  }
  if (count > 0) release();
  return count > 0;
}

/// Wherever connections were driven: no piece of an answer from memory is held any more. Who never said
/// so would keep every page that is replaced from now on.
void Connections::release() {
  if (service_.options().quick != nullptr) service_.options().quick->release(loop_);
}

void Connections::handle(std::uint64_t number, std::uint32_t events) {
  if (number < connections_.kFirst) {  // a listening socket
    if (number < listening_.size()) accept_from(listening_[number]);
    return;
  }
  Connection* connection = connections_.find(number);
  if (connection == nullptr) return;
  if ((events & EPOLLERR) != 0) connection->session.cut();
  if ((events & (EPOLLRDHUP | EPOLLHUP)) != 0) connection->peer_has_ended = true;
  if ((events & EPOLLIN) != 0 || connection->peer_has_ended) connection->readable = true;
  if ((events & EPOLLOUT) != 0) {
    connection->writable = true;
    if (std::exchange(connection->reads_when_writable, false)) connection->readable = true;
  }
  drive(*connection);
}

void Connections::accept_from(Descriptor const& listening) {
  for (int i = 0; i < kAcceptsInARow; ++i) {
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    Descriptor socket(accept4(listening.number(), reinterpret_cast<sockaddr*>(&address), &size,
                              SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.number() >= 0) {
      bool is_proxy = service_.proxies().contains(address);
      admit(std::move(socket), is_proxy ? std::nullopt : std::optional(source_of(address)));
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      // It would be reported as ready again and again: not watched until the next sweep.
      for (Descriptor const& other : listening_) {
        epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, other.number(), nullptr);
      }
      watches_listening_ = false;
      return;
    } else if (errno != ECONNABORTED && errno != EINTR) {
      return;
    }
  }
}

void Connections::admit(Descriptor socket, std::optional<Source> const& source) {
  if (auto refused = service_.admission().enter(source)) {
    service_.metrics().refused(*refused);
    if (service_.tls() == nullptr) turn_away(socket);
    return;
  }
  service_.metrics().connected();
  int on = 1;
  setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  std::uint64_t number = connections_.next_number();
  auto connection = std::unique_ptr<Connection>(
      new Connection{number, std::move(socket), source, Session(service_, *this, number)});
  connection->session.comes_from(source);
  if (service_.tls() != nullptr) begin_tls(*connection);
  watch(connections_.add(std::move(connection)), EPOLL_CTL_ADD);
}

void Connections::watch(Connection const& connection, int operation) {
  epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                       .data = {.u64 = connection.number}};
  epoll_ctl(epoll_.number(), operation, connection.socket.number(), &event);
}

void Connections::drive(Connection& connection) {
  Session& session = connection.session;
  bool in_handshake = connection.tls != nullptr && !connection.tls->is_ready();
  if (in_handshake && !shake(connection)) return;
  for (int turn = 0; turn < kReadsInARow && !session.is_closed(); ++turn) {
    write(connection);
    if (session.take_end_of_output()) end_output(connection);
    bool waits_for_room = session.has_output() && !connection.writable;
    bool may_read = connection.readable && session.wants_bytes();
    if (session.is_closed()) break;
    if (!may_read || waits_for_room) return;
    read(connection);
  }
  if (session.is_closed()) {
    remove(connection);
  } else {
    watch(connection, EPOLL_CTL_MOD);  // reports what is ready once more, after the others
  }
}

void Connections::end_output(Connection& connection) {
  if (connection.tls != nullptr) say_end(connection);
  shutdown(connection.socket.number(), SHUT_WR);
}

/// How many bytes the socket took; -1, with errno, for none.
ssize_t Connections::send(Connection& connection, std::span<std::string_view const> pieces) {
  if (connection.tls != nullptr) return send_tls(connection, pieces);
  std::array<iovec, QuickAnswer::kMostPieces> vector;
  msghdr message = {};
  message.msg_iov = vector.data();
  message.msg_iovlen = gather(pieces, vector, small_pieces_);
  return sendmsg(connection.socket.number(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Connections::write(Connection& connection) {
  Session& session = connection.session;
  while (connection.writable && session.has_output() && !session.is_closed()) {
    ssize_t count = send(connection, session.output());
    if (count >= 0) {
      session.sent(static_cast<std::size_t>(count));
    } else if (would_block()) {
      connection.writable = false;
    } else if (errno != EINTR) {
      session.cut();
    }
  }
}

void Connections::read(Connection& connection) {
  if (connection.tls != nullptr) return read_tls(connection);
  ssize_t count = recv(connection.socket.number(), buffer_.data(), buffer_.size(), 0);
  if (count > 0) {
    // Fewer bytes than there was room for: that was all, a further read would only say so.
    bool was_all = static_cast<std::size_t>(count) < buffer_.size();
    if (was_all && !connection.peer_has_ended) connection.readable = false;
    std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
    bytes = answer_quickly(connection, bytes);
    if (!bytes.empty()) connection.session.receive(bytes);
  } else if (count == 0) {
    connection.session.end_of_input();
  } else if (would_block()) {
    connection.readable = false;
  } else if (errno != EINTR) {
    connection.session.cut();
  }
}

/// Answers what it can, in order, and returns what is left for the ordinary way.
std::string_view Connections::answer_quickly(Connection& connection, std::string_view bytes) {
  QuickAnswers* quick = service_.options().quick;
  Limits const& limits = service_.limits();
  while (quick != nullptr && !bytes.empty() && connection.session.is_at_rest()) {
    auto head = heads_.read(connection.number, bytes, limits);
    if (!head || head->request.target.size() > limits.target_bytes) break;
    quick_answer_.begin(!head->request.is_head);
    if (!quick->answer(head->request, loop_, quick_answer_)) break;
    if (!send_quickly(connection, quick_answer_)) return {};
    note(*head, quick_answer_, head->bytes);
    bytes.remove_prefix(head->bytes);
  }
  return bytes;
}

/// False when the connection is broken.
bool Connections::send_quickly(Connection& connection, QuickAnswer& answer) {
  answer.set_first(prefixes_.of(answer.status));
  auto pieces = answer.pieces();
  std::size_t size = 0;
  for (std::string_view piece : pieces) size += piece.size();
  ssize_t count = send(connection, pieces);
  if (count < 0 && !would_block() && errno != EINTR) {
    connection.session.cut();
    return false;
  }
  auto sent = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  service_.quick_counts(loop_).sent.add(sent);
  if (sent == size) {
    connection.session.served_quickly();
    return true;
  }
  std::string rest;
  rest.reserve(size - sent);
  for (std::string_view piece : pieces) {
    std::size_t skipped = std::min(sent, piece.size());
    sent -= skipped;
    rest.append(piece.substr(skipped));
  }
  connection.writable = false;
  connection.session.owe(std::move(rest));
  return true;
}

void Connections::note(QuickHead const& head, QuickAnswer const& answer, std::size_t bytes) {
  QuickCounts& counts = service_.quick_counts(loop_);
  counts.received.add(bytes);
  QuickCounts::Route& route = counts.routes[answer.route];
  int number = number_of(answer.status);
  (number < 300 ? route.ok : number < 400 ? route.redirected : route.refused).add(1);
  if (!service_.logs_requests()) return;
  std::array<char, 1024> line;
  std::string_view path = head.request.target.substr(0, head.request.target.find('?'));
  auto end = fmt::format_to_n(line.data(), line.size() - 1,
                              "event=request time={} id={:016x} method={} path={} route={} status={} "
                              "bytes={} ms=0.0 end=sent",
                              prefixes_.second(), service_.next_request_number(),
                              head.request.is_head ? "HEAD" : "GET", path,
                              service_.quick_log_names()[answer.route], number, answer.body_bytes());
  *end.out = '\n';
  service_.log().write_from(loop_, {line.data(), static_cast<std::size_t>(end.out - line.data()) + 1});
}

void Connections::answer(std::uint64_t number, std::uint64_t exchange, Response response) {
  look_at_clock();
  Connection* connection = connections_.find(number);
  if (connection == nullptr) return;
  connection->session.answer(exchange, std::move(response));
  drive(*connection);
  release();
}

void Connections::sweep() {
  look_at_clock();
  watch_listening();
  auto is_late = [](Connection const& one, Moment now) { return one.session.deadline() <= now; };
  for (std::uint64_t number : numbers_of(is_late)) {
    Connection& connection = *connections_.find(number);
    connection.session.time_is_up();
    drive(connection);
  }
  release();
}

void Connections::retire(Leave leave) {
  look_at_clock();
  listening_.clear();
  for (std::uint64_t number : numbers_of([](Connection const&, Moment) { return true; })) {
    Connection& connection = *connections_.find(number);
    connection.session.retire(leave);
    connection.readable = true;  // a request that has arrived unseen is still answered
    drive(connection);
  }
  sweep();
}

void Connections::cut_all() {
  for (std::uint64_t number : numbers_of([](Connection const&, Moment) { return true; })) {
    Connection& connection = *connections_.find(number);
    connection.session.cut();
    remove(connection);
  }
}

void Connections::remove(Connection& connection) {
  if (connection.tls != nullptr) say_end(connection);
  service_.metrics().disconnected();
  service_.admission().leave(connection.source);
  connections_.remove(connection.number);
}

std::vector<std::uint64_t> Connections::numbers_of(bool (*wanted)(Connection const&, Moment)) const {
  std::vector<std::uint64_t> numbers;
  connections_.each([&](Connection const& one) {
    if (wanted(one, now_)) numbers.push_back(one.number);
  });
  return numbers;
}

}  // namespace allmende::http
