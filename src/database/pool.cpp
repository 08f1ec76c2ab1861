#include "database/pool.h"

namespace allmende::database {

Pool::Lease::~Lease() {
  if (!connection_) return;
  if (open_) connection_->rollback();
  pool_->give_back(std::move(connection_));
}

Pool::Lease Pool::begin() {
  while (true) {
    Lease lease = take();
    lease.open_ = true;
    try {
      lease->begin();
      return lease;
    } catch (StatementFault const& fault) {
      // The server may have gone and come back while the connection lay idle: that is nobody's
      // business.
      if (!fault.connection_lost() || !lease.used_before_) throw;
    }
  }
}

Pool::Lease Pool::take() {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, patience_, [&] { return in_use_ < limit_; })) {
    throw StatementFault("begin", "pool", "no connection became free in time",
                         StatementFault::Cause::busy);
  }
  ++in_use_;
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return Lease(*this, std::move(connection), true);
  }
  lock.unlock();
  try {
    return Lease(*this, make_(), false);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  if (connection && !connection->usable()) connection.reset();
  {
    std::scoped_lock lock(mutex_);
    --in_use_;
    if (connection) idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace allmende::database
