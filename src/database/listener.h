#pragma once
// Private: hearing of other processes' commits on PostgreSQL.

#include <memory>

#include "base/base.h"

struct pg_conn;

namespace allmende::database {

/// A connection of its own that LISTENs. It never throws: a notification that is not heard is made
/// good by the follower's poll.
class Listener {
 public:
  explicit Listener(Secret address) : address_(std::move(address)) {}

  /// Connects if it is not connected, and takes away what was heard.
  void listen() noexcept;
  /// Readable when something was heard; -1 while not connected.
  int descriptor() const;

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };

  void connect();

  Secret address_;
  std::unique_ptr<pg_conn, Close> connection_;
};

}  // namespace allmende::database
