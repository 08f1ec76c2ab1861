#pragma once
// Identities. An Id of one kind never converts into another, nor from or to a bare number by accident.

#include <compare>
#include <cstdint>
#include <functional>

namespace allmende {

template <class Tag>
class Id {
 public:
  explicit constexpr Id(std::int64_t value) : value_(value) {}
  constexpr std::int64_t value() const { return value_; }
  constexpr auto operator<=>(Id const&) const = default;

 private:
  std::int64_t value_;
};

}  // namespace allmende

template <class Tag>
struct std::hash<allmende::Id<Tag>> {
  std::size_t operator()(allmende::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value());
  }
};
