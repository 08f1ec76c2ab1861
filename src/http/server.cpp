#include "http/server.h"

#include <fcntl.h>

#include <cerrno>
#include <mutex>
#include <system_error>
#include <thread>

#include "http/listen.h"
#include "http/loop.h"
#include "http/tls.h"

namespace allmende::http {

struct Server::Parts {
  Parts(Options options, Router router, Listening listening)
      : service(std::move(options), std::move(router)),
        port(listening.port),
        workers(
            std::make_unique<Workers>(service.options().workers, service.limits().worker_queue)) {
    for (auto& sockets : listening.by_loop) {
      for (Descriptor const& socket : sockets) listening_on.push_back(socket.number());
      loops.push_back(
          std::make_unique<Loop>(service, *workers, std::move(sockets), loops.size()));
    }
  }

  Service service;
  std::uint16_t port;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<Workers> workers;  // ends before the loops, to which it posts its answers
  std::mutex mutex;
  std::vector<int> listening_on;  // the loops' sockets, while they have them
  bool hands_over = false;
  bool stopping = false;
};

Server::Server(Options options, Router router) {
  VERIFY(options.loops > 0 && options.workers > 0);
  Listening listening =
      listen_with(options.inherited, options.addresses, options.port, options.loops);
  options.inherited.clear();
  parts_ = std::make_unique<Parts>(std::move(options), std::move(router), std::move(listening));
  if (parts_->service.options().signals == Signals::stop) {
    parts_->loops.front()->watch_signals([this] { stop(); });
  }
}

Server::~Server() = default;

void Server::run() {
  VERIFY(parts_->workers != nullptr);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < parts_->loops.size(); ++i) {
      threads.emplace_back([loop = parts_->loops[i].get()] { loop->run(); });
    }
    parts_->loops.front()->run();
  }
  parts_->workers.reset();
}

void Server::stop() {
  bool second = false;
  {
    std::lock_guard lock(parts_->mutex);
    parts_->listening_on.clear();
    second = std::exchange(parts_->stopping, true);
  }
  auto time = second ? std::chrono::milliseconds(0) : parts_->service.limits().stop_time;
  for (auto const& loop : parts_->loops) loop->stop(std::chrono::steady_clock::now() + time);
}

void Server::hand_over() {
  {
    std::lock_guard lock(parts_->mutex);
    if (parts_->stopping || std::exchange(parts_->hands_over, true)) return;
    parts_->listening_on.clear();
  }
  Moment deadline = std::chrono::steady_clock::now() + parts_->service.limits().stop_time;
  for (auto const& loop : parts_->loops) loop->stop(deadline, Leave::after_next_answer);
}

std::vector<Descriptor> Server::sockets() const {
  std::lock_guard lock(parts_->mutex);
  std::vector<Descriptor> sockets;
  for (int number : parts_->listening_on) {
    sockets.emplace_back(fcntl(number, F_DUPFD_CLOEXEC, 0));
    if (sockets.back().number() < 0) throw Fault(std::generic_category().message(errno));
  }
  return sockets;
}

Result<void> Server::use_certificate(TlsFiles const& files) {
  VERIFY(parts_->service.tls() != nullptr);
  return parts_->service.tls()->load(files);
}

void Server::log_requests(bool wanted) { parts_->service.log_requests(wanted); }

std::uint16_t Server::port() const { return parts_->port; }

std::string Server::metrics() const { return parts_->service.metrics_text(); }

}  // namespace allmende::http
