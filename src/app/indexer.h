#pragma once
// Keeps the newsroom's index in step with what is written.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "database/database.h"
#include "http/http.h"
#include "index/index.h"
#include "newsroom/newsroom.h"

namespace allmende::app {

/// As long as it lives: once there is somebody who could search, and no other program has the index (one that is
/// about to hand over), reads every text into a new index, when the machine has nothing else to do; then follows the
/// change log. The newest revision of everything is in it, drafts too: it is for the newsroom alone. What goes wrong
/// is a line in the log.
class Indexer {
 public:
  /// The database outlives it. `folder` is the index's own.
  Indexer(database::Database& database, std::filesystem::path folder, Clock clock, http::LogSink log);
  ~Indexer();

  /// Numbers of articles; the best first.
  std::vector<newsroom::ArticleNumber> find(std::string_view words, int limit) const;

 private:
  void work(std::stop_token stop);
  /// False when it ends before.
  bool wait_until(std::stop_token const& stop, std::function<bool()> const& is_so);
  bool read_everything(std::stop_token const& stop);
  void take(database::Change const& change);
  void put(newsroom::ArticleNumber article);
  void report(std::string_view what) const;

  database::Database& database_;
  Clock clock_;
  http::LogSink log_;
  std::filesystem::path folder_;
  std::optional<index::Index> index_;
  std::mutex watching_;
  std::condition_variable_any ends_;
  std::optional<database::ChangeWatcher> watcher_;
  std::jthread thread_;
};

}  // namespace allmende::app
