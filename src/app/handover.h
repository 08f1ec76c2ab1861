#pragma once
// How a running program and the one that follows it pass on the sockets that readers come to.
//
// The old one starts the new one with its listening sockets, and goes on; the new one says that it is
// ready; only then the old one takes no more connections and ends. A socket is open in one of them at
// every moment, so nobody is refused.
//
//   ALLMENDE_SOCKETS=readers:5,readers:6,operator:7   ALLMENDE_READY=8
//
// The first start by systemd may bring sockets too (LISTEN_FDS, named readers, operator or redirect by
// FileDescriptorName=; without a name they are the readers'), and is told of the readiness and of the new
// program's number (NOTIFY_SOCKET: Type=notify, NotifyAccess=main).

#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/base.h"
#include "http/http.h"

namespace allmende::app {

using SharedSockets = std::vector<std::shared_ptr<http::Descriptor>>;

/// What whoever started this program handed to it.
class Inheritance {
 public:
  /// Takes it out of the environment: no program started from here sees it. Once, before any thread.
  static Inheritance take();

  /// The listening sockets of this name.
  SharedSockets sockets(std::string const& name) const;
  /// Says to who waits for it that this program serves now.
  void say_ready();

 private:
  std::map<std::string, SharedSockets> sockets_;
  http::Descriptor ready_;
};

/// Sockets and whose they are.
using NamedSockets = std::vector<std::pair<std::string, http::Descriptor>>;

/// Starts this program anew, by the words it was started with and from the file that is there now, and
/// waits until it is ready: its process. Refuses: conflict when it ends first or takes longer than a
/// minute (it is killed then), or when `stop` comes.
Result<int> start_successor(NamedSockets const& sockets, std::stop_token stop);

/// Tells systemd that the program is another process from now on.
void announce_successor(int process);

}  // namespace allmende::app
