#pragma once
// How long the fields of a record may be, in bytes and in entries. docs/article.schema.json says the same
// to others (in characters, which are never more than bytes).

#include <cstddef>

namespace allmende::newsroom::limits {

inline constexpr std::size_t kName = 400;          // of a person, place, agency, topic, page title
inline constexpr std::size_t kLine = 1200;         // headline, kicker, credit, title of a box
inline constexpr std::size_t kParagraph = 400'000; // a run, a caption, a reason
inline constexpr std::size_t kAddress = 2000;
inline constexpr std::size_t kBlocks = 5000;
inline constexpr std::size_t kBlocksInBox = 200;
inline constexpr std::size_t kRuns = 2000;
inline constexpr std::size_t kItems = 500;
inline constexpr std::size_t kEntries = 50;        // authors, topics, placements, see-pages
inline constexpr std::size_t kNotes = 200;         // corrections
inline constexpr long long kLargestNumber = 999'999'999'999;

}  // namespace allmende::newsroom::limits
