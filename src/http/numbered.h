#pragma once
// Things that are found by a number, quickly, and never by the number of one that is gone. Private to
// this room.

#include <cstdint>
#include <memory>
#include <vector>

namespace allmende::http {

/// A number is the place in a vector (its lower bits) and how many came before (the rest): at least
/// kFirst, and never given twice.
template <class T>
class Numbered {
 public:
  static constexpr unsigned kPlaceBits = 24;
  static constexpr std::uint64_t kFirst = std::uint64_t{1} << kPlaceBits;

  /// The number that what is added next must have (its member `number`).
  std::uint64_t next_number() const {
    std::uint64_t place = free_.empty() ? places_.size() : free_.back();
    return (came_ + 1) << kPlaceBits | place;
  }
  T& add(std::unique_ptr<T> one) {
    VERIFY(one->number == next_number() && places_.size() < kFirst);
    ++came_;
    ++size_;
    if (free_.empty()) return *places_.emplace_back(std::move(one));
    std::unique_ptr<T>& place = places_[free_.back()];
    free_.pop_back();
    place = std::move(one);
    return *place;
  }
  T* find(std::uint64_t number) const {
    std::uint64_t place = number % kFirst;
    if (place >= places_.size()) return nullptr;
    T* one = places_[place].get();
    return one != nullptr && one->number == number ? one : nullptr;
  }
  /// It must be there.
  void remove(std::uint64_t number) {
    VERIFY(find(number) != nullptr);
    std::uint64_t place = number % kFirst;
    free_.push_back(static_cast<std::uint32_t>(place));
    places_[place].reset();
    --size_;
  }
  bool empty() const { return size_ == 0; }
  /// Nothing may be added or removed meanwhile.
  template <class See>
  void each(See&& see) const {
    for (auto const& one : places_) {
      if (one != nullptr) see(*one);
    }
  }

 private:
  std::vector<std::unique_ptr<T>> places_;
  std::vector<std::uint32_t> free_;
  std::uint64_t came_ = 0;
  std::size_t size_ = 0;
};

}  // namespace allmende::http
