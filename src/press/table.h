#pragma once
// Pages by address: one writer at a time, readers without a lock. Private to this room.

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "press/page.h"
#include "press/quiescence.h"

namespace allmende::press {

/// An address and its page. Readers see the atomics; all else is the writer's.
struct Entry {
  enum class State : std::uint8_t { fresh, stale, renewing };

  std::uint64_t hash;
  std::string address;
  std::atomic<Page const*> page = nullptr;
  std::atomic<State> state = State::fresh;
  /// Microseconds since 1970; when state left fresh.
  std::atomic<std::int64_t> stale_since = 0;
  /// How often it was asked for of late, 3 at most.
  std::atomic<std::uint8_t> heat = 0;
  std::atomic<Entry*> next = nullptr;  // in its bucket

  std::shared_ptr<Page const> owned;
  std::uint64_t id = 0;
  std::size_t bytes = 0;
};

class Table {
 public:
  /// About one bucket for each of the entries that are expected.
  explicit Table(std::size_t expected);

  /// Keyed, so that nobody outside can choose addresses that fall together (SipHash).
  std::uint64_t hash(std::string_view address) const;

  /// Reader's or writer's.
  Entry* find(std::uint64_t hash, std::string_view address) const {
    Entry* entry = buckets_[hash & mask_].load(std::memory_order_seq_cst);
    while (entry != nullptr && (entry->hash != hash || entry->address != address)) {
      entry = entry->next.load(std::memory_order_seq_cst);
    }
    return entry;
  }

  /// Writer's. `entry` must not be there already.
  void insert(std::shared_ptr<Entry> entry);
  /// Writer's: out of reach from now on; kept until the readers are at rest.
  void remove(Entry* entry, Quiescence& quiescence);
  /// Writer's: all entries.
  template <class Take>
  void each(Take&& take) const {
    for (auto const& bucket : buckets_) {
      for (Entry* it = bucket.load(); it != nullptr; it = it->next.load()) take(*it);
    }
  }

 private:
  std::array<unsigned char, 16> key_;
  std::size_t mask_;
  std::vector<std::atomic<Entry*>> buckets_;
  std::unordered_map<Entry*, std::shared_ptr<Entry>> owned_;
};

}  // namespace allmende::press
