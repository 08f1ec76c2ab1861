#pragma once
// One thread that accepts, reads and writes. Private to this room.
//
// Its connections are in an epoll descriptor of its own, edge-triggered, so that a connection costs
// two system calls a request and no memory of Asio's; that descriptor is one descriptor of an Asio
// io_context, which does the timer, the signals and the answers of workers. Limits of time are
// looked at by a sweep over all connections, because a timer for each operation costs more than the
// request.

#include <functional>
#include <memory>
#include <vector>

#include "http/descriptor.h"
#include "http/service.h"
#include "http/session.h"
#include "http/workers.h"

namespace allmende::http {

class Loop {
 public:
  /// `number`: its place among the server's loops, from 0.
  Loop(Service& service, Workers& workers, std::vector<Descriptor> listening, std::size_t number);
  ~Loop();

  /// Works until stop() and the last connection's end.
  void run();
  /// Accepts no more; connections end as `leave` says, or at `deadline`. From any thread.
  void stop(Moment deadline, Leave leave = Leave::at_once);
  /// From now on SIGTERM and SIGINT call `stop`, on this loop's thread.
  void watch_signals(std::function<void()> stop);

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace allmende::http
