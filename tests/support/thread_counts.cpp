#include "tests/support/thread_counts.h"

#include <dlfcn.h>
#include <malloc.h>
#include <pthread.h>

namespace allmende::test {

namespace {

// Plain data: its place is there before anything runs on a thread, and needs no allocation.
thread_local constinit ThreadCounts counts;

void took(void const* place) {
  if (place == nullptr) return;
  ++counts.allocations;
  counts.bytes += static_cast<std::int64_t>(malloc_usable_size(const_cast<void*>(place)));
}

void gives(void const* place) {
  if (place == nullptr) return;
  ++counts.frees;
  counts.bytes -= static_cast<std::int64_t>(malloc_usable_size(const_cast<void*>(place)));
}

template <class Function>
int locked(char const* name, Function*& next, auto* lock) {
  if (next == nullptr) next = reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
  ++counts.locks;
  return next(lock);
}

}  // namespace

ThreadCounts thread_counts() { return counts; }

}  // namespace allmende::test

// NOLINTBEGIN: these are the C library's names.
using allmende::test::gives;
using allmende::test::locked;
using allmende::test::took;

using MutexFunction = int(pthread_mutex_t*);
using ReadWriteFunction = int(pthread_rwlock_t*);

extern "C" int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  static MutexFunction* next;
  return locked("pthread_mutex_lock", next, mutex);
}
extern "C" int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  static MutexFunction* next;
  return locked("pthread_mutex_trylock", next, mutex);
}
extern "C" int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  static ReadWriteFunction* next;
  return locked("pthread_rwlock_rdlock", next, lock);
}
extern "C" int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  static ReadWriteFunction* next;
  return locked("pthread_rwlock_wrlock", next, lock);
}

#if defined(__SANITIZE_ADDRESS__)

// The sanitizer has put its own malloc there already, and tells who asks.
extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*)(void const volatile*, std::size_t),
                                                         void (*)(void const volatile*));
namespace {
bool const installed = __sanitizer_install_malloc_and_free_hooks(
    [](void const volatile* place, std::size_t) { took(const_cast<void const*>(place)); },
    [](void const volatile* place) { gives(const_cast<void const*>(place)); }) != 0;
}  // namespace

#elif !defined(__SANITIZE_THREAD__)

extern "C" void* __libc_malloc(std::size_t);
extern "C" void* __libc_calloc(std::size_t, std::size_t);
extern "C" void* __libc_realloc(void*, std::size_t);
extern "C" void* __libc_memalign(std::size_t, std::size_t);
extern "C" void __libc_free(void*);

extern "C" void* malloc(std::size_t size) {
  void* place = __libc_malloc(size);
  took(place);
  return place;
}
extern "C" void* calloc(std::size_t count, std::size_t size) {
  void* place = __libc_calloc(count, size);
  took(place);
  return place;
}
extern "C" void* realloc(void* before, std::size_t size) {
  gives(before);
  void* place = __libc_realloc(before, size);
  took(place);
  return place;
}
extern "C" void* aligned_alloc(std::size_t alignment, std::size_t size) {
  void* place = __libc_memalign(alignment, size);
  took(place);
  return place;
}
extern "C" int posix_memalign(void** place, std::size_t alignment, std::size_t size) {
  *place = __libc_memalign(alignment, size);
  took(*place);
  return *place == nullptr ? 12 : 0;
}
extern "C" void free(void* place) {
  gives(place);
  __libc_free(place);
}

#endif
// NOLINTEND
