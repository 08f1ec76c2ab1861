#pragma once
// Private: what a ReadTx or WriteTx holds.

#include <memory>

#include "database/fault_plan.h"
#include "database/pool.h"
#include "database/signal.h"
#include "database/transaction.h"

namespace allmende::database {

/// What all transactions of one Database share.
struct Environment {
  Clock clock;
  std::shared_ptr<FaultPlan> faults;
  Signal signal;
};

class Transaction {
 public:
  Transaction(Pool::Lease lease, Environment& environment)
      : lease_(std::move(lease)), environment_(environment) {}

  Connection& connection() { return *lease_; }
  Environment& environment() { return environment_; }

  std::int64_t execute(Sql const& sql, std::span<Parameter const> parameters,
                       std::span<Kind const> columns, Connection::Sink const& sink, bool in_parts);
  void script(std::string const& name, std::string const& text);
  void commit();

  int begin_savepoint();
  void keep_savepoint(int depth);
  void undo_savepoint(int depth) noexcept;

  /// The commit is to be told to those who follow the change log.
  void note_change() { changed_ = true; }
  bool changed() const { return changed_; }

 private:
  void expect_sound(std::string const& what) const;
  void consult_plan(std::string const& name);

  Pool::Lease lease_;
  Environment& environment_;
  int depth_ = 0;
  bool over_ = false;
  bool spoilt_ = false;
  bool changed_ = false;
};

/// How the room's own files reach below the door.
struct Machinery {
  static Transaction& transaction(ReadTx& tx) { return *tx.transaction_; }
};

}  // namespace allmende::database
