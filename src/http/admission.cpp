#include "http/admission.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstring>

namespace allmende::http {

Source source_of(sockaddr_storage const& address) {
  Source source = {};
  if (address.ss_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof v4);
    std::memcpy(source.data() + 4, &v4.sin_addr, 4);  // begins with zeros, as no global /64 does
  } else if (address.ss_family == AF_INET6) {
    sockaddr_in6 v6;
    std::memcpy(&v6, &address, sizeof v6);
    bool is_v4_in_v6 = IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr);
    if (is_v4_in_v6) {
      std::memcpy(source.data() + 4, v6.sin6_addr.s6_addr + 12, 4);
    } else {
      std::memcpy(source.data(), v6.sin6_addr.s6_addr, source.size());
    }
  }
  return source;
}

bool Admission::count(Source const& source) {
  std::size_t& of_source = by_source_[source];
  if (per_source_ > 0 && of_source == per_source_) return false;
  ++of_source;
  return true;
}

void Admission::discount(Source const& source) {
  auto found = by_source_.find(source);
  if (--found->second == 0) by_source_.erase(found);
}

std::optional<Refused> Admission::enter(std::optional<Source> const& source) {
  std::lock_guard lock(mutex_);
  if (inside_ == in_all_) return Refused::connections;
  if (source && !count(*source)) return Refused::source;
  ++inside_;
  return std::nullopt;
}

void Admission::leave(std::optional<Source> const& source) {
  std::lock_guard lock(mutex_);
  --inside_;
  if (source) discount(*source);
}

std::optional<Admission::Room> Admission::room_for_large_body() {
  std::lock_guard lock(mutex_);
  if (rooms_ == 0) return std::nullopt;
  --rooms_;
  return Room(*this);
}

Admission::Room::~Room() {
  if (admission_ == nullptr) return;
  std::lock_guard lock(admission_->mutex_);
  ++admission_->rooms_;
}

std::optional<Admission::Place> Admission::place_for(Source const& source) {
  std::lock_guard lock(mutex_);
  if (!count(source)) return std::nullopt;
  return Place(*this, source);
}

Admission::Place::~Place() {
  if (admission_ == nullptr) return;
  std::lock_guard lock(admission_->mutex_);
  admission_->discount(source_);
}

}  // namespace allmende::http
