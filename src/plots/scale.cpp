#include "plots/scale.h"

#include <algorithm>
#include <cmath>

#include "base/base.h"

namespace allmende::plots {

namespace {

/// The smallest of 1, 2, 5, 10, 20, 50, … that is at least `least`.
std::int64_t round_number(std::int64_t least) {
  for (std::int64_t power = 1;; power *= 10) {
    for (std::int64_t digit : {1, 2, 5}) {
      if (digit * power >= least) return digit * power;
    }
  }
}

std::int64_t divide_up(std::int64_t value, std::int64_t by) { return value / by + (value % by > 0 ? 1 : 0); }
std::int64_t divide_down(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

}  // namespace

Scale::Scale(std::int64_t least, std::int64_t greatest, std::int64_t unit) {
  VERIFY(unit >= 1);
  constexpr std::int64_t kIntervals = 4;
  std::int64_t lowest = std::min<std::int64_t>(least, 0);
  std::int64_t highest = std::max<std::int64_t>(greatest, 0);
  if (lowest == highest) highest = unit;  // all zero: there is a line to stand above
  step_ = unit * round_number(divide_up(divide_up(highest - lowest, kIntervals), unit));
  bottom_ = step_ * divide_down(lowest, step_);
  top_ = step_ * divide_up(highest, step_);
}

std::vector<std::int64_t> Scale::ticks() const {
  std::vector<std::int64_t> ticks;
  for (std::int64_t tick = bottom_; tick <= top_; tick += step_) ticks.push_back(tick);
  return ticks;
}

int Scale::height_of(std::int64_t value) const { return part_of(top_ - value, top_ - bottom_); }

int part_of(std::int64_t value, std::int64_t whole) {
  if (whole <= 0) return 0;
  double part = static_cast<double>(value) / static_cast<double>(whole);
  return static_cast<int>(std::lround(std::clamp(part, 0.0, 1.0) * kExtent));
}

}  // namespace allmende::plots
