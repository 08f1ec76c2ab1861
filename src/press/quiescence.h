#pragma once
// Letting go of what other threads may still be reading. Private to this room.
//
// Readers (the server's loops) take nothing: no lock, no count. Each says in a place of its own
// since when it has been reading; a writer that has taken something out of reach keeps it until
// every reader has been at rest since. (Quiescent-state reclamation: McKenney & Slingwine 1998.)

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace allmende::press {

class Quiescence {
 public:
  /// Before the first reader reads.
  void set_readers(std::size_t count) { readers_ = std::vector<Reader>(count); }

  /// Reader's, before it looks at anything shared. Once until rest().
  void enter(std::size_t reader) {
    Reader& it = readers_[reader];
    if (it.is_reading) return;
    it.is_reading = true;
    it.since.store(epoch_.load(), std::memory_order_seq_cst);
  }
  /// Reader's: it holds nothing any more.
  void rest(std::size_t reader) {
    Reader& it = readers_[reader];
    if (!it.is_reading) return;
    it.is_reading = false;
    it.since.store(kAtRest, std::memory_order_release);
  }

  /// Writer's, one at a time: `thing` is out of reach for whoever enters from now on.
  void retire(std::shared_ptr<void const> thing) {
    retired_.push_back({epoch_.fetch_add(1) + 1, std::move(thing)});
  }
  /// Writer's: lets go of what nobody can be reading any more.
  void sweep() {
    std::uint64_t oldest = UINT64_MAX;
    for (Reader const& reader : readers_) {
      std::uint64_t since = reader.since.load(std::memory_order_seq_cst);
      if (since != kAtRest) oldest = std::min(oldest, since);
    }
    while (!retired_.empty() && retired_.front().epoch <= oldest) retired_.pop_front();
  }
  std::size_t waiting() const { return retired_.size(); }

 private:
  static constexpr std::uint64_t kAtRest = 0;

  struct alignas(64) Reader {
    Reader() = default;
    Reader(Reader&&) noexcept {}  // for vector's constructor, before anyone reads
    std::atomic<std::uint64_t> since = kAtRest;
    bool is_reading = false;  // the reader's own
  };
  struct Retired {
    std::uint64_t epoch;
    std::shared_ptr<void const> thing;
  };

  std::vector<Reader> readers_;
  std::atomic<std::uint64_t> epoch_ = 1;
  std::deque<Retired> retired_;
};

}  // namespace allmende::press
