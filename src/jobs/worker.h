#pragma once
// One job after the other, on the thread of whoever calls. Private to this room.

#include <optional>
#include <random>
#include <stop_token>

#include "jobs/runner.h"
#include "jobs/store.h"

namespace allmende::jobs {

class Worker {
 public:
  /// All but `kinds` outlive it.
  Worker(database::Database& database, Handlers::ByKind kinds, Options const& options);

  struct Look {
    bool was_due = false;               ///< a job was: look again at once
    bool called = false;                ///< its handler was called
    std::optional<Instant> next = {};   ///< when none was due: the next one's time
  };
  /// Does the first job that is due. Throws as run_due() says.
  Look look(std::stop_token stop);

 private:
  /// What came of calling a handler.
  struct Attempt {
    enum class End { done, refused, fault, not_ours } end = End::done;
    std::string error = {};
  };

  template <class Call>
  static Attempt guarded(Call const& call);

  std::optional<store::Seen> first() const;
  bool work(store::Seen seen, Instant now, std::stop_token stop);
  Attempt try_inside(store::Seen const& seen, Handlers::Inside const& how, Instant now);
  /// Whether it is ours; counts the attempt.
  bool claim(store::Seen& seen, Handlers::Outside const& how, Instant now);
  /// Notes what came of the attempt that is the row's `begun`th; one inside that is done has no row any more.
  void settle(store::Seen const& seen, int begun, Retries const& retries, Attempt const& attempt, Instant now);
  /// A fault here would have the outside job done once more, so it is tried for some time.
  void settle_outside(store::Seen const& seen, Retries const& retries, Attempt const& attempt, Instant now,
                      std::stop_token stop);
  double chance();
  void report(store::Seen const& seen, int begun, Instant now, std::string_view end, std::string_view what) const;

  database::Database& database_;
  Handlers::ByKind kinds_;
  Options const& options_;
  std::mt19937 random_{std::random_device{}()};
};

}  // namespace allmende::jobs
