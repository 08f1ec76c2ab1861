#pragma once
// What the till does by itself, at its time.

#include "app/rounds.h"
#include "giving/giving.h"
#include "http/http.h"

namespace allmende::app {

/// On a thread of its own, as long as it lives: every few seconds the letters that are due to givers are written, every hour
/// what nobody needs any more is forgotten (links, gifts that were never confirmed, what erasing left until its day), and what
/// can be told of the money is told to everybody.
class TillClock {
 public:
  /// Both outlive it.
  TillClock(database::Database& database, giving::Giving const& giving, contributions::Till till, Clock clock, http::LogSink log);

 private:
  void look_after_rest();
  void forget();
  void tell();
  void report(std::string_view what) const;

  database::Database& database_;
  giving::Giving const& giving_;
  contributions::Till till_;
  Clock clock_;
  http::LogSink log_;
  Rounds letters_, hours_;
};

}  // namespace allmende::app
