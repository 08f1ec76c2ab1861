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
#include <optional>
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
  /// Makes the folder where it is missing. Nothing while another process has it: one Index a folder, wherever.
  /// Throws Fault for a folder that cannot be used.
  static std::optional<Index> open(std::filesystem::path folder);
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
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

  static constexpr std::size_t kLongest = 1'000'000;  // bytes of a text

 private:
  struct Inside;
  explicit Index(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// What was committed into the folder's index, by whichever process: those that have all of these words, in whatever
/// form (German), the last one perhaps unfinished; the best first. "…" holds a phrase together, - leaves out. Nothing
/// for what has no words, and where there is no index yet.
std::vector<std::int64_t> find(std::filesystem::path const& folder, std::string_view words, int limit);
constexpr std::size_t kLongestQuery = 1'000;  // bytes; what is longer is cut

}  // namespace allmende::index
