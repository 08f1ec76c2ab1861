#pragma once
// A copy of a paper to try things out on: it is gone when the scope ends, and the paper knows
// nothing of it.

#include "app/paper.h"

namespace allmende::app {

/// Lies in the machine's folder for temporary files, readable by the paper's user alone, and takes
/// as much room there as the paper's database. Reading is all that the paper itself is asked for;
/// it may be served meanwhile.
class Scratch {
 public:
  /// Refuses what Database::open refuses. Throws Fault when there is no room for a copy.
  static Result<Scratch> of(Paper& paper);
  Scratch(Scratch&&) noexcept;
  ~Scratch();

  /// The settings and the database of the paper, on SQLite whatever it is kept in; of its pictures
  /// the names.
  Paper& paper() { return *paper_; }

 private:
  Scratch(std::filesystem::path folder, std::unique_ptr<Paper> paper);

  std::filesystem::path folder_;
  std::unique_ptr<Paper> paper_;
};

}  // namespace allmende::app
