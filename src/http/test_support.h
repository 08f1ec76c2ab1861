#pragma once
// A server on a free port and a client of bare sockets, for this room's tests.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "http/descriptor.h"
#include "http/http.h"

namespace allmende::http::testing {

using namespace std::chrono_literals;

struct Answer {
  int status = 0;
  Fields headers;
  std::string body;

  std::string header(std::string_view name) const {
    return std::string(find_header(headers, name).value_or("(none)"));
  }
};

/// One connection. Whatever takes longer than five seconds fails by coming back empty.
class Client {
 public:
  explicit Client(std::uint16_t port, std::optional<int> receive_buffer = {})
      : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer) {
      setsockopt(socket_.number(), SOL_SOCKET, SO_RCVBUF, &*receive_buffer, sizeof(int));
    }
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connect_to(reinterpret_cast<sockaddr*>(&address), sizeof address);
  }

  static Client on_ipv6(std::uint16_t port) {
    Client client(Descriptor(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0)));
    sockaddr_in6 address = {};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(port);
    address.sin6_addr = in6addr_loopback;
    client.connect_to(reinterpret_cast<sockaddr*>(&address), sizeof address);
    return client;
  }

  virtual ~Client() = default;
  Client(Client&&) = default;
  Client& operator=(Client&&) = default;

  bool is_connected() const { return connected_; }

  Client& send(std::string_view bytes) {
    while (!bytes.empty()) {
      ssize_t count = give(bytes);
      if (count <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return *this;
  }

  /// A GET with a Host, and `more` header lines, each with its CRLF.
  Client& get(std::string_view target, std::string_view more = "") {
    return send("GET " + std::string(target) + " HTTP/1.1\r\nHost: here\r\n" + std::string(more) +
                "\r\n");
  }

  void end_of_output() { shutdown(socket_.number(), SHUT_WR); }
  /// Breaks the connection off with a reset.
  void reset() {
    linger now{1, 0};
    setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket_ = Descriptor();
  }

  /// The next answer; status 0 when there is none. `Body::none` for the answer to a HEAD.
  enum class Body { by_length, none };
  Answer answer(Body body = Body::by_length) {
    Answer answer;
    std::size_t end = 0;
    while ((end = input_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return answer;
    }
    std::size_t line = input_.find("\r\n");
    answer.status = std::atoi(input_.substr(9, 3).c_str());
    while (line < end) {
      std::size_t next = input_.find("\r\n", line + 2);
      std::string field = input_.substr(line + 2, next - line - 2);
      std::size_t colon = field.find(": ");
      answer.headers.push_back({field.substr(0, colon), field.substr(colon + 2)});
      line = next;
    }
    input_.erase(0, end + 4);
    std::string length = answer.header("Content-Length");
    std::size_t size = length == "(none)" || body == Body::none ? 0 : std::stoul(length);
    while (input_.size() < size && receive()) {
    }
    answer.body = input_.substr(0, size);
    input_.erase(0, size);
    return answer;
  }

  /// Whatever comes until the server closes.
  std::string rest() {
    while (receive()) {
    }
    return std::exchange(input_, {});
  }

  /// Whether the server closes within five seconds, with nothing more said.
  bool is_closed() { return input_.empty() && !receive() && ended_; }
  /// Whether nothing comes, not even the end, for so long.
  bool is_quiet_for(std::chrono::milliseconds time) {
    pollfd waiting{socket_.number(), POLLIN, 0};
    return input_.empty() && poll(&waiting, 1, static_cast<int>(time.count())) == 0;
  }

 protected:
  int socket() const { return socket_.number(); }
  /// How many bytes were sent, or received; none or less at the end.
  virtual ssize_t give(std::string_view bytes) {
    return ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  virtual ssize_t take(std::span<char> into) {
    return recv(socket_.number(), into.data(), into.size(), 0);
  }
  /// Whether there are bytes that the socket does not show.
  virtual bool holds_some() const { return false; }

 private:
  explicit Client(Descriptor socket) : socket_(std::move(socket)) {}

  void connect_to(sockaddr const* address, socklen_t size) {
    connected_ = ::connect(socket_.number(), address, size) == 0;
  }

  bool receive() {
    pollfd waiting{socket_.number(), POLLIN, 0};
    if (ended_ || (!holds_some() && poll(&waiting, 1, 5000) <= 0)) return false;
    char buffer[16384];
    ssize_t count = take(buffer);
    ended_ = count <= 0;
    if (count > 0) input_.append(buffer, static_cast<std::size_t>(count));
    return count > 0;
  }

  Descriptor socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string input_;
};

/// A server that runs while this lives.
class Running {
 public:
  Running(Options options, Router router)
      : server_(on_this_machine(std::move(options)), std::move(router)),
        thread_([this] { server_.run(); }) {}
  ~Running() { join(); }

  Client connect() { return Client(server_.port()); }
  std::uint16_t port() const { return server_.port(); }
  Server& server() { return server_; }
  void join() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

 private:
  static Options on_this_machine(Options options) {
    options.port = 0;
    options.limits.sweep = 10ms;
    return options;
  }

  Server server_;
  std::thread thread_;
};

/// Lets threads of a test wait for each other. Opens once.
class Gate {
 public:
  void open() {
    std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  /// False when it stays closed for five seconds.
  bool wait() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 5s, [this] { return open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
};

/// A log sink that keeps its lines.
class Lines {
 public:
  LogSink sink() {
    return [this](std::string_view line) {
      std::lock_guard lock(mutex_);
      lines_.emplace_back(line);
      changed_.notify_all();
    };
  }
  /// Waits for `count` lines and gives what there is, at the latest after five seconds.
  std::vector<std::string> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 5s, [&] { return lines_.size() >= count; });
    return lines_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
};

}  // namespace allmende::http::testing
