#pragma once
// THE DOOR of the index: texts in, the numbers of those that have certain words out. Xapian, in a folder of its own.
//
// Whatever is in it can be made again from elsewhere: a damaged folder, or one of another version, is thrown away.
// What was put in is found after commit(); what was not committed is gone with a process that is killed.
//
// Threads: any at once.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/base.h"

namespace allmende::index {

struct Document {
  std::int64_t id;       ///< above 0, below 2^32
  std::string title;     ///< words in it count for more
  std::string text;
};

class Index {
 public:
  /// Makes the folder where it is missing. One Index a folder, in all processes. Throws Fault for a folder that cannot
  /// be used.
  explicit Index(std::filesystem::path folder);
  Index(Index&&) noexcept;
  ~Index();

  /// In the place of the one with this id. At most kLongest bytes of its text are read.
  void put(Document const& document);
  void remove(std::int64_t id);
  /// `position`: up to where its source has been read.
  void commit(std::int64_t position);
  /// Of the last commit; 0 for a new index.
  std::int64_t position() const;
  /// Forgets everything.
  void clear();

  /// Those that have all of these words, in whatever form (German), the last one perhaps unfinished; the best first.
  /// "…" holds a phrase together, - leaves out. Nothing for what has no words.
  std::vector<std::int64_t> find(std::string_view words, int limit) const;

  static constexpr std::size_t kLongest = 1'000'000;   // bytes of a text
  static constexpr std::size_t kLongestQuery = 1'000;  // bytes; what is longer is cut

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace allmende::index
