#pragma once
// What became of an import's records, told on the command line. Private to app.

#include <chrono>

#include "app/import.h"

namespace allmende::app {

/// Refusals and notes (on standard error), what was changed and pages of text are always told, the rest when
/// asked to; on a terminal
/// there is a count that moves, also while pictures are made.
class ImportPrinter {
 public:
  explicit ImportPrinter(bool verbose);

  void operator()(Imported const& one);
  /// The count at the end; the command's exit status.
  int finish(ImportCount const& count);

 private:
  void clear() const;
  void show_progress(Imported const& one);

  bool verbose_;
  bool terminal_;
  std::size_t count_ = 0;
  std::chrono::steady_clock::time_point shown_;
};

}  // namespace allmende::app
