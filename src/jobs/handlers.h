#pragma once
// Who does the jobs of a kind. Part of the door.

#include <chrono>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

#include "base/base.h"
#include "jobs/job.h"

namespace allmende::jobs {

/// By how much a job is begun after its time; zero when it is not late. Counted from Job::due, so it grows with
/// every further attempt.
using Lateness = std::chrono::microseconds;

/// When it is tried again after a fault: `first` later, twice that after the next one, and so on up to `longest`,
/// each give or take a quarter by chance, so that what failed together is not tried together. After `attempts` it
/// has failed.
struct Retries {
  int attempts = 12;
  std::chrono::seconds first{5};
  std::chrono::seconds longest{3600};
};

/// Works in `tx` alone, and does not commit it. The job's row is gone there already: putting the same kind and key
/// anew makes it come again. A Refusal: this cannot be done and is not tried again. An exception: it is tried again.
/// Either way nothing of it stands.
using InsideHandler =
    std::function<Result<void>(database::WriteTx& tx, Job const& job, Instant now, Lateness late)>;

/// Works without a transaction; it may open its own. Refusals and exceptions as above. Ends soon, with an exception,
/// when the token says so: the program is stopping.
using OutsideHandler =
    std::function<Result<void>(Job const& job, Instant now, Lateness late, std::stop_token stop)>;

/// Whether what a handler `outside` does can be noticed by anybody outside of the house: a letter is, a picture made
/// smaller is not. What reaches others waits while the database is held (hold.h).
enum class Reach { others, house };

/// The handlers of a Runner. A job whose kind has none stays where it is, and in nobody's way.
class Handlers {
 public:
  struct Inside {
    InsideHandler handler;
    Retries retries;
  };
  static constexpr Retries kOutsideRetries{.attempts = 12, .first = std::chrono::seconds(30), .longest = std::chrono::hours(6)};
  static constexpr std::chrono::seconds kLease = std::chrono::minutes(5);
  struct Outside {
    OutsideHandler handler;
    Retries retries;
    std::chrono::seconds lease;
    Reach reach;
  };
  using Handler = std::variant<Inside, Outside>;
  using ByKind = std::map<std::string, Handler, std::less<>>;

  /// A kind has one handler: Bug for a second one.
  Handlers& inside(std::string kind, InsideHandler handler, Retries retries = {});
  /// `lease`: longer than the handler can take. Who takes longer may find that another does the same.
  Handlers& outside(std::string kind, OutsideHandler handler,
                    Retries retries = kOutsideRetries, std::chrono::seconds lease = kLease, Reach reach = Reach::others);

  ByKind const& by_kind() const { return by_kind_; }

 private:
  ByKind by_kind_;
};

}  // namespace allmende::jobs
