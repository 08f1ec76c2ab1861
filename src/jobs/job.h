#pragma once
// A job, and what anybody may do to it. Part of the door.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"
#include "database/database.h"

namespace allmende::jobs {

struct Job {
  std::string kind;          ///< "mail"; never empty
  std::string key;           ///< "3", "front-page"; never empty
  std::string payload = {};  ///< UTF-8 without a zero byte, as the kind likes it
  Instant due;               ///< in the past: at once

  bool operator==(Job const&) const = default;
};

/// What a job writes into the change log: kSubject, with the kind. Of no interest but to runners.
inline constexpr std::string_view kSubject = "job";

/// Has it done at `job.due`, if `tx` commits. When there is one with this kind and key, it is moved: it gets this
/// payload and this time, and its attempts are forgotten. While a handler `outside` is at it, the one that it is at
/// is finished, and this one comes after.
void put(database::WriteTx& tx, Job const& job);

/// Takes it back, whatever its state. Whether it was there; what a handler `outside` is at already is finished.
bool cancel(database::WriteTx& tx, std::string_view kind, std::string_view key);

enum class State {
  waiting,  ///< for its time, or after a fault for the next attempt
  claimed,  ///< a handler `outside` is at it
  failed,   ///< for good, unless somebody retries
};

/// A job with what has become of it so far.
struct Standing {
  Job job;
  State state = State::waiting;
  Instant next;                 ///< the next attempt; of a claimed one the end of its lease
  int attempts = 0;             ///< that were begun
  std::string last_error = {};  ///< in the words of whoever failed, at most 500 bytes; may be shown to the staff
};

/// Those in this state, by the time at which something happens next; at most `limit`. It notes no dependency: a
/// page that shows it is not to be kept.
std::vector<Standing> list(database::ReadTx& tx, State state, std::size_t limit);
std::optional<Standing> find(database::ReadTx& tx, std::string_view kind, std::string_view key);

struct Counts {
  std::int64_t waiting = 0, claimed = 0, failed = 0;
};
Counts count(database::ReadTx& tx);

/// Has a failed job done at `now`, with all its attempts before it.
/// Refuses: not_found when there is no such job; conflict when it has not failed.
Result<void> retry(database::WriteTx& tx, std::string_view kind, std::string_view key, Instant now);

}  // namespace allmende::jobs
