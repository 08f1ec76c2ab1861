#pragma once
// Publishes what was scheduled, when its moment comes.

#include "app/rounds.h"
#include "database/database.h"
#include "http/http.h"
#include "manuscripts/manuscripts.h"

namespace allmende::app {

/// On a thread of its own, as long as it lives: asks every second, on the second, what is due. Each is published in
/// one transaction with its being taken off the schedule, so that it happens once, whatever is killed and however
/// many programs serve the paper. What is late is published at once and has its line in the log; what does not go is
/// tried again a second later, and nothing else waits for it.
class Publisher {
 public:
  /// The database outlives it.
  Publisher(database::Database& database, Clock clock, http::LogSink log);

 private:
  void publish_due();
  void publish(manuscripts::Due const& it, Instant now);
  void report(std::string_view what) const;

  database::Database& database_;
  Clock clock_;
  http::LogSink log_;
  Rounds rounds_;
};

}  // namespace allmende::app
