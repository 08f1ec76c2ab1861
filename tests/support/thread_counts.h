#pragma once
// What each thread of a test program has taken from the heap and how often it has taken a lock.
//
// Linking thread_counts.cpp puts its own malloc and pthread_mutex_lock before the C library's.

#include <cstddef>
#include <cstdint>

namespace allmende::test {

struct ThreadCounts {
  std::uint64_t allocations = 0;  ///< by new, malloc and their kin
  std::uint64_t frees = 0;
  std::int64_t bytes = 0;         ///< allocated less freed, by this thread
  std::uint64_t locks = 0;        ///< of mutexes and read-write locks, tried or taken
};

/// Of the calling thread, since it began.
ThreadCounts thread_counts();

}  // namespace allmende::test
