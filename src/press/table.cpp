#include "press/table.h"

#include <sodium.h>

#include <bit>

namespace allmende::press {

Table::Table(std::size_t expected)
    : mask_(std::bit_ceil(std::max<std::size_t>(expected, 64)) - 1), buckets_(mask_ + 1) {
  VERIFY(sodium_init() >= 0);
  randombytes_buf(key_.data(), key_.size());
}

std::uint64_t Table::hash(std::string_view address) const {
  static_assert(crypto_shorthash_BYTES == sizeof(std::uint64_t));
  std::uint64_t hash = 0;
  crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                   reinterpret_cast<unsigned char const*>(address.data()), address.size(),
                   key_.data());
  return hash;
}

void Table::insert(std::shared_ptr<Entry> entry) {
  auto& bucket = buckets_[entry->hash & mask_];
  entry->next.store(bucket.load());
  bucket.store(entry.get(), std::memory_order_seq_cst);
  Entry* key = entry.get();
  owned_.emplace(key, std::move(entry));
}

void Table::remove(Entry* entry, Quiescence& quiescence) {
  std::atomic<Entry*>* link = &buckets_[entry->hash & mask_];
  while (link->load() != entry) link = &link->load()->next;
  // Who stands on `entry` goes on from there: its own link stays.
  link->store(entry->next.load(), std::memory_order_seq_cst);
  auto owner = owned_.find(entry);
  quiescence.retire(std::move(owner->second));
  owned_.erase(owner);
}

}  // namespace allmende::press
