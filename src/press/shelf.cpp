#include "press/shelf.h"

namespace allmende::press {

void Shelf::put(Entry& entry, Queue& queue) {
  queue.entries.push_front(&entry);
  queue.bytes += entry.bytes;
  places_[&entry] = {&queue, queue.entries.begin()};
}

void Shelf::add(Entry& entry) {
  bool came_back = is_ghost_.erase(entry.hash) > 0;
  put(entry, came_back ? main_ : small_);
}

void Shelf::resize(Entry& entry, std::size_t bytes) {
  Queue& queue = *places_.at(&entry).queue;
  queue.bytes = queue.bytes - entry.bytes + bytes;
  entry.bytes = bytes;
}

void Shelf::remove(Entry& entry) {
  auto place = places_.find(&entry);
  place->second.queue->entries.erase(place->second.at);
  place->second.queue->bytes -= entry.bytes;
  places_.erase(place);
}

Entry* Shelf::surplus() {
  constexpr std::size_t kSmallShare = 10;
  while (bytes() > room_ && !places_.empty()) {
    bool small_is_full = small_.bytes > room_ / kSmallShare || main_.entries.empty();
    if (Entry* found = small_is_full && !small_.entries.empty() ? from_small() : from_main()) {
      return found;
    }
  }
  return nullptr;
}

/// The oldest of the small queue, or nothing when it has moved to the main one.
Entry* Shelf::from_small() {
  Entry* entry = small_.entries.back();
  if (entry->heat.load(std::memory_order_relaxed) == 0) {
    remember(entry->hash);
    return entry;
  }
  remove(*entry);
  entry->heat.store(0, std::memory_order_relaxed);
  put(*entry, main_);
  return nullptr;
}

/// The oldest of the main queue, or nothing when it may go round once more.
Entry* Shelf::from_main() {
  Entry* entry = main_.entries.back();
  std::uint8_t heat = entry->heat.load(std::memory_order_relaxed);
  if (heat == 0) return entry;
  entry->heat.store(static_cast<std::uint8_t>(heat - 1), std::memory_order_relaxed);
  main_.entries.splice(main_.entries.begin(), main_.entries, places_.at(entry).at);
  return nullptr;
}

void Shelf::remember(std::uint64_t hash) {
  if (!is_ghost_.insert(hash).second) return;
  ghosts_.push_front(hash);
  if (ghosts_.size() <= kMostGhosts) return;
  is_ghost_.erase(ghosts_.back());
  ghosts_.pop_back();
}

}  // namespace allmende::press
