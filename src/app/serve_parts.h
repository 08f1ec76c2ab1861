#pragma once
// What a running paper consists of. Private to serve*.cpp.

#include <optional>

#include "app/follower.h"
#include "app/indexer.h"
#include "app/publisher.h"
#include "app/serve.h"
#include "app/till_clock.h"
#include "desk/desk.h"
#include "giving/giving.h"
#include "jobs/jobs.h"
#include "purge/purge.h"

namespace allmende::app {

// Whose sockets are which, from one program to the next.
constexpr char const* kReaders = "readers";
constexpr char const* kOperator = "operator";
constexpr char const* kRedirect = "redirect";

using Purgers = std::vector<std::unique_ptr<purge::Purger>>;

/// In the order in which each needs the one before.
struct Service::Parts {
  Parts(Paper opened, site::Settings const& settings, ServeOptions const& options);

  /// A line in the log about the program itself: "event=reload time=… end=refused what=…".
  void log_event(std::string_view event, std::string_view end, std::string what = "") const;

  Paper paper;
  Config in_force;  // the settings, with what was taken since
  http::LogSink log;
  Clock clock;
  Inheritance inheritance;
  Purgers purgers;
  press::Press press;
  std::optional<site::Site> site;
  std::optional<Indexer> indexer;
  std::optional<desk::Desk> desk;
  std::optional<giving::Giving> giving;
  std::optional<Follower> follower;
  std::optional<Publisher> publisher;
  std::optional<TillClock> till_clock;
  std::optional<jobs::Runner> runner;
  std::optional<http::Server> readers;
  std::optional<http::Server> operators;
  std::optional<http::Server> redirect;
};

}  // namespace allmende::app
