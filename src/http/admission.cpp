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

std::optional<Refused> Admission::enter(Source const& source) {
  std::lock_guard lock(mutex_);
  if (inside_ == in_all_) return Refused::connections;
  std::size_t& of_source = by_source_[source];
  if (per_source_ > 0 && of_source == per_source_) return Refused::source;
  ++of_source;
  ++inside_;
  return std::nullopt;
}

void Admission::leave(Source const& source) {
  std::lock_guard lock(mutex_);
  --inside_;
  auto found = by_source_.find(source);
  if (--found->second == 0) by_source_.erase(found);
}

}  // namespace allmende::http
