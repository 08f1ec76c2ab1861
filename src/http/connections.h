#pragma once
// The sockets of one loop: an epoll descriptor with listening sockets and connections. Private to
// this room; used by one thread.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "http/descriptor.h"
#include "http/head_memory.h"
#include "http/numbered.h"
#include "http/quick_prefixes.h"
#include "http/service.h"
#include "http/session.h"

namespace allmende::http {

class Connections : private Session::Host {
 public:
  /// See Session::Host::start().
  using Start = std::function<void(Session& session, Task task)>;

  Connections(Service& service, std::vector<Descriptor> listening, std::size_t loop, Start start);
  ~Connections();

  /// Readable when there is something to do for handle_events().
  int descriptor() const { return epoll_.number(); }

  /// Does what the sockets are ready for. False when none was.
  bool handle_events();
  /// Hands an answer to its connection, if that is still there.
  void answer(std::uint64_t connection, std::uint64_t exchange, Response response);
  /// Ends what has taken too long.
  void sweep();
  /// Accepts no more and lets connections go as soon as their request is answered, as Leave says.
  void retire(Leave leave);
  void cut_all();
  bool empty() const { return connections_.empty(); }

 private:
  struct Connection;

  void start(Session& session, Task task) override { start_(session, std::move(task)); }
  Moment now() const override { return now_; }
  std::string const& date() const override { return date_; }

  void look_at_clock();
  void release();
  void watch_listening();
  void accept_from(Descriptor const& listening);
  void admit(Descriptor socket, std::optional<Source> const& source);
  void watch(Connection const& connection, int operation);
  void handle(std::uint64_t number, std::uint32_t events);
  void drive(Connection& connection);
  void write(Connection& connection);
  ssize_t send(Connection& connection, std::span<std::string_view const> pieces);
  void end_output(Connection& connection);
  void read(Connection& connection);
  std::string_view answer_quickly(Connection& connection, std::string_view bytes);
  bool send_quickly(Connection& connection, QuickAnswer& answer);
  void note(QuickHead const& head, QuickAnswer const& answer, std::size_t bytes);
  void remove(Connection& connection);

  // With TLS (connections_tls.cpp).
  void begin_tls(Connection& connection);
  bool shake(Connection& connection);
  void read_tls(Connection& connection);
  ssize_t send_tls(Connection& connection, std::span<std::string_view const> pieces);
  void say_end(Connection& connection);

  std::vector<std::uint64_t> numbers_of(bool (*wanted)(Connection const&, Moment)) const;

  Service& service_;
  Start start_;
  std::size_t loop_;
  QuickPrefixes prefixes_;
  QuickAnswer quick_answer_;
  std::vector<Descriptor> listening_;
  bool watches_listening_ = false;
  Descriptor epoll_;
  Numbered<Connection> connections_;
  HeadMemory heads_;
  std::vector<char> buffer_;  // shared: a connection at rest owns no memory to read into
  std::vector<char> small_pieces_;  // where they become one
  std::vector<char> record_;  // where pieces become one record of TLS
  Moment now_;
  std::int64_t second_ = -1;
  std::string date_;
};

}  // namespace allmende::http
