#include "database/fault_plan.h"

#include <csignal>

namespace allmende::database {

namespace {

/// Counts down to the ordered one.
bool reached(int& place) { return place > 0 && --place == 0; }

}  // namespace

void FaultPlan::order(int& place, int nth) {
  std::scoped_lock lock(mutex_);
  place = nth;
  carried_out_ = false;
}

void FaultPlan::fail_statement(int nth) { order(statement_, nth); }
void FaultPlan::fail_commit(int nth) { order(commit_, nth); }
void FaultPlan::lose_commit(int nth) { order(lost_commit_, nth); }

void FaultPlan::fail_statement(std::string name) {
  std::scoped_lock lock(mutex_);
  name_ = std::move(name);
  carried_out_ = false;
}

void FaultPlan::kill_instead() {
  std::scoped_lock lock(mutex_);
  kills_ = true;
}

void FaultPlan::kill_if_told() const {
  if (kills_) std::raise(SIGKILL);
}

void FaultPlan::answer_lost() const {
  std::scoped_lock lock(mutex_);
  kill_if_told();
}

void FaultPlan::lose_notifications() {
  std::scoped_lock lock(mutex_);
  notifications_lost_ = true;
}

void FaultPlan::forget() {
  std::scoped_lock lock(mutex_);
  statement_ = commit_ = lost_commit_ = 0;
  name_.clear();
  carried_out_ = kills_ = notifications_lost_ = false;
}

bool FaultPlan::carried_out() const {
  std::scoped_lock lock(mutex_);
  return carried_out_;
}

FaultPlan::Verdict FaultPlan::statement(std::string_view name) {
  std::scoped_lock lock(mutex_);
  bool named = !name_.empty() && name_ == name;
  if (named) name_.clear();
  if (!reached(statement_) && !named) return Verdict::go_on;
  carried_out_ = true;
  kill_if_told();
  return Verdict::fail;
}

FaultPlan::Verdict FaultPlan::commit() {
  std::scoped_lock lock(mutex_);
  bool fails = reached(commit_);
  bool loses = reached(lost_commit_);
  if (!fails && !loses) return Verdict::go_on;
  carried_out_ = true;
  if (fails) kill_if_told();
  return fails ? Verdict::fail : Verdict::lose;
}

bool FaultPlan::notifications_lost() const {
  std::scoped_lock lock(mutex_);
  return notifications_lost_;
}

}  // namespace allmende::database
