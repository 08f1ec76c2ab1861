#pragma once
// Private: connections that are used again.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "database/connection.h"

namespace allmende::database {

/// At most `limit` connections, made when first needed. From any thread.
class Pool {
 public:
  using Make = std::function<std::unique_ptr<Connection>()>;

  Pool(std::size_t limit, std::chrono::milliseconds patience, Make make)
      : limit_(limit), patience_(patience), make_(std::move(make)) {}

  /// A connection in an open transaction. Ends by undoing what is open and giving the connection
  /// back.
  class Lease {
   public:
    Lease(Lease&& other) noexcept = default;
    ~Lease();
    Connection* operator->() const { return connection_.get(); }
    Connection& operator*() const { return *connection_; }
    /// The transaction has ended by itself: there is nothing to undo.
    void ended() { open_ = false; }

   private:
    friend class Pool;
    Lease(Pool& pool, std::unique_ptr<Connection> connection, bool used_before)
        : pool_(&pool), connection_(std::move(connection)), used_before_(used_before) {}

    Pool* pool_;
    std::unique_ptr<Connection> connection_;
    bool used_before_;
    bool open_ = false;
  };

  /// Waits for a free connection and begins a transaction. Throws a retryable StatementFault after
  /// `patience`.
  Lease begin();

 private:
  Lease take();
  void give_back(std::unique_ptr<Connection> connection);

  std::size_t limit_;
  std::chrono::milliseconds patience_;
  Make make_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t in_use_ = 0;
};

}  // namespace allmende::database
