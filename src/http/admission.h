#pragma once
// Who may connect and ask: counts connections, in all and by where they come from, and the requests that
// proxies hand on, by whom they are for. Private to this room.

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "http/metrics.h"

struct sockaddr_storage;

namespace allmende::http {

/// Where a connection comes from, as far as it is counted: an IPv4 address or an IPv6 /64 network,
/// of which one household has at least one. It lives as long as the connection, or the request of a
/// proxy, and is shown to nobody.
using Source = std::array<std::uint8_t, 8>;

Source source_of(sockaddr_storage const& address);

/// Shared by all loops.
class Admission {
 public:
  /// `per_source` 0 = any number.
  Admission(std::size_t in_all, std::size_t per_source, std::size_t large_bodies = 8)
      : in_all_(in_all), per_source_(per_source), rooms_(large_bodies) {}

  std::size_t most() const { return in_all_; }
  /// Counts a connection, or says why not. A proxy's has no source.
  std::optional<Refused> enter(std::optional<Source> const& source);
  void leave(std::optional<Source> const& source);

  /// A request's place among those of its source, for as long as it lives.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept
        : admission_(std::exchange(other.admission_, nullptr)), source_(other.source_) {}
    Place& operator=(Place&& other) noexcept {
      std::swap(admission_, other.admission_);
      std::swap(source_, other.source_);
      return *this;
    }
    ~Place();

   private:
    friend Admission;
    Place(Admission& admission, Source const& source) : admission_(&admission), source_(source) {}

    Admission* admission_ = nullptr;
    Source source_ = {};
  };
  /// Memory for a large body, for as long as it lives.
  class Room {
   public:
    Room() = default;
    Room(Room&& other) noexcept : admission_(std::exchange(other.admission_, nullptr)) {}
    Room& operator=(Room&& other) noexcept {
      std::swap(admission_, other.admission_);
      return *this;
    }
    ~Room();

   private:
    friend Admission;
    explicit Room(Admission& admission) : admission_(&admission) {}
    Admission* admission_ = nullptr;
  };
  /// Nothing when all are taken.
  std::optional<Room> room_for_large_body();

  /// Nothing when the source has enough.
  std::optional<Place> place_for(Source const& source);

 private:
  bool count(Source const& source);
  void discount(Source const& source);

  std::size_t in_all_;
  std::size_t per_source_;
  std::size_t rooms_;
  std::mutex mutex_;
  std::size_t inside_ = 0;
  std::map<Source, std::size_t> by_source_;
};

}  // namespace allmende::http
