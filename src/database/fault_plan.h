#pragma once
// Breaking the disk on purpose, for tests.

#include <mutex>
#include <string>
#include <string_view>

namespace allmende::database {

/// Given to Options, it makes statements and commits fail. Each order is carried out once. From any
/// thread.
///
///     for (int n = 1;; ++n) {
///       plan->fail_statement(n);
///       … do the work, expect a StatementFault or success, check that nothing is half done …
///       if (!plan->carried_out()) break;  // the work has fewer than n statements: all were tried
///     }
///     plan->forget();
class FaultPlan {
 public:
  /// The `nth` statement from now on fails (1 = the next), before the engine sees it.
  void fail_statement(int nth = 1);
  /// The next statement of that name fails.
  void fail_statement(std::string name);
  /// The `nth` commit from now on fails and is undone.
  void fail_commit(int nth = 1);
  /// The `nth` commit from now on stands, but its answer is lost: in_doubt().
  void lose_commit(int nth = 1);
  /// Orders of failing and losing end the process instead, as kill -9 does: before the statement, before the commit, or
  /// as soon as the commit stands whose answer was to be lost. For a process that a test has made for it.
  void kill_instead();
  /// From now on nobody is told of a commit: followers of the change log have only their poll.
  void lose_notifications();

  /// Takes back all orders.
  void forget();
  /// Whether the last order has been carried out.
  bool carried_out() const;

  // Called by the database.
  enum class Verdict { go_on, fail, lose };
  Verdict statement(std::string_view name);
  Verdict commit();
  void answer_lost() const;
  bool notifications_lost() const;

 private:
  void order(int& place, int nth);
  void kill_if_told() const;

  mutable std::mutex mutex_;
  int statement_ = 0;
  int commit_ = 0;
  int lost_commit_ = 0;
  std::string name_;
  bool carried_out_ = false;
  bool kills_ = false;
  bool notifications_lost_ = false;
};

}  // namespace allmende::database
