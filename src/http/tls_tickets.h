#pragma once
// The keys that session tickets are sealed with (RFC 5077, RFC 8446). Private to this room.
//
// A ticket lets a reader who comes back skip the costly half of the handshake. Whoever has its key
// can read it, so keys are random, live in memory only, and go after a while.

#include <openssl/ssl.h>

#include <array>
#include <chrono>
#include <deque>
#include <mutex>

namespace allmende::http {

/// Shared by all loops.
class TicketKeys {
 public:
  /// How many keys before the present one still open tickets.
  static constexpr std::size_t kKept = 2;

  /// Each key seals for `life`.
  explicit TicketKeys(std::chrono::milliseconds life) : life_(life) {}

  /// How long a ticket may be of use.
  std::chrono::milliseconds longest() const { return life_ * (1 + kKept); }

  /// What OpenSSL asks for, as its ticket key callback: 1 sealed or opened; 2 opened, with a new
  /// ticket due, as it is with `once` for each that was used; 0 no such key; -1 failed.
  int use(unsigned char* name, unsigned char* iv, EVP_CIPHER_CTX* cipher, EVP_MAC_CTX* mac,
          bool seals, bool once);

 private:
  static constexpr std::size_t kName = 16;
  struct Key {
    std::array<unsigned char, kName> name;
    std::array<unsigned char, 32> cipher;
    std::array<unsigned char, 32> mac;
    std::chrono::steady_clock::time_point made;

    Key();
    ~Key();
    Key(Key const&) = delete;
  };

  void rotate();

  std::chrono::milliseconds life_;
  std::mutex mutex_;
  std::deque<Key> keys_;  // the newest first
};

}  // namespace allmende::http
