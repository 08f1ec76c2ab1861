#pragma once
// THE DOOR of purging: tells a cache in front of the server (Varnish, a CDN's gateway) that what it keeps under some
// keys is outdated.
//
//   PURGE / HTTP/1.1
//   Surrogate-Key: entry-2043 list-7
//
// Invariants
//  1. Nobody who says that something is outdated waits for the cache.
//  2. What could not be said is said again, later and later (Options::longest_pause), until the cache has
//     answered 2xx; each failure is a line in the log.
//  3. Everything is said twice, the second time Options::again later: an answer that was on its way to the
//     cache while the first purge came may have been the one before.
//
// Threads: purge() may be called from any thread.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace allmende::purge {

struct Options {
  /// "http://127.0.0.1:6081".
  std::string address;
  /// Said in the place of the others when there are too many of them: stands for everything.
  std::string key_of_all;
  std::chrono::milliseconds again{3'000};
  std::chrono::milliseconds first_pause{500};
  std::chrono::milliseconds longest_pause{60'000};
  std::chrono::milliseconds patience{5'000};  ///< for one answer
  /// Takes a line without its line break; from one thread.
  std::function<void(std::string_view line)> log = {};
};

/// Refuses: invalid for what is no address with http or https, or has a path, a query or a password.
Result<void> check_address(std::string_view address);

class Purger {
 public:
  explicit Purger(Options options);
  /// What has not been said by now is not said any more.
  ~Purger();

  /// Keys have neither blanks nor control characters: Bug otherwise.
  void purge(std::vector<std::string> const& keys);

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace allmende::purge
