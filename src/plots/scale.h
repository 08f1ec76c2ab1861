#pragma once
// From values to places in the picture. Private to this room.

#include <cstdint>
#include <span>
#include <vector>

namespace allmende::plots {

/// The picture's own lengths; it is stretched to whatever room there is.
inline constexpr int kExtent = 10'000;

/// Where values stand between the lowest and the highest line across.
class Scale {
 public:
  /// Holds zero, `least` and `greatest`, and has lines at one, two or five times a power of ten times `unit`, about
  /// four of them.
  Scale(std::int64_t least, std::int64_t greatest, std::int64_t unit);

  /// From the lowest to the highest, at equal distances.
  std::vector<std::int64_t> ticks() const;
  /// From the top: 0 at the highest line, kExtent at the lowest.
  int height_of(std::int64_t value) const;

 private:
  std::int64_t step_, bottom_, top_;
};

/// `value` of `whole` in parts of kExtent, 0 to kExtent.
int part_of(std::int64_t value, std::int64_t whole);

}  // namespace allmende::plots
