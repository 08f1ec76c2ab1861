#include "http/server.h"

#include <atomic>
#include <thread>

#include "http/listen.h"
#include "http/loop.h"

namespace allmende::http {

struct Server::Parts {
  Parts(Options options, Router router, Listening listening)
      : service(std::move(options), std::move(router)),
        port(listening.port),
        workers(
            std::make_unique<Workers>(service.options().workers, service.limits().worker_queue)) {
    for (auto& sockets : listening.by_loop) {
      loops.push_back(
          std::make_unique<Loop>(service, *workers, std::move(sockets), loops.size()));
    }
  }

  Service service;
  std::uint16_t port;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<Workers> workers;  // ends before the loops, to which it posts its answers
  std::atomic<bool> stopping = false;
};

Server::Server(Options options, Router router) {
  VERIFY(options.loops > 0 && options.workers > 0);
  Listening listening = listen_on(options.addresses, options.port, options.loops);
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
  bool second = parts_->stopping.exchange(true);
  auto time = second ? std::chrono::milliseconds(0) : parts_->service.limits().stop_time;
  for (auto const& loop : parts_->loops) loop->stop(std::chrono::steady_clock::now() + time);
}

std::uint16_t Server::port() const { return parts_->port; }

std::string Server::metrics() const { return parts_->service.metrics_text(); }

}  // namespace allmende::http
