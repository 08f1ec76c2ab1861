#pragma once
// Which pages stay when room is short: S3-FIFO (Yang et al., SOSP 2023). Private to this room; the
// writer's.
//
// A new page waits in a small queue, a tenth of the room. If it was asked for again by the time it
// reaches the end, it goes to the main queue, otherwise it goes, and its hash is remembered for a
// while: should it come back soon, it goes to the main queue at once. So what passes through once,
// a crawler's walk through the archive, never reaches the pages of today.

#include <cstdint>
#include <list>
#include <unordered_map>
#include <unordered_set>

#include "press/table.h"

namespace allmende::press {

class Shelf {
 public:
  explicit Shelf(std::size_t room) : room_(room) {}

  std::size_t bytes() const { return small_.bytes + main_.bytes; }
  std::size_t pages() const { return places_.size(); }

  /// A page that is new.
  void add(Entry& entry);
  /// `entry.bytes` becomes `bytes`.
  void resize(Entry& entry, std::size_t bytes);
  void remove(Entry& entry);
  /// The page to be removed next, if there are more bytes than room; otherwise nothing.
  Entry* surplus();

 private:
  struct Queue {
    std::list<Entry*> entries;  // newest first
    std::size_t bytes = 0;
  };
  struct Place {
    Queue* queue;
    std::list<Entry*>::iterator at;
  };
  static constexpr std::size_t kMostGhosts = 100'000;

  void put(Entry& entry, Queue& queue);
  Entry* from_small();
  Entry* from_main();
  void remember(std::uint64_t hash);

  std::size_t room_;
  Queue small_, main_;
  std::unordered_map<Entry*, Place> places_;
  std::list<std::uint64_t> ghosts_;  // newest first
  std::unordered_set<std::uint64_t> is_ghost_;
};

}  // namespace allmende::press
