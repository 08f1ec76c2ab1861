#include "contributions/chance.h"

#include <sodium.h>

#include <string_view>

#include "base/base.h"

namespace allmende::contributions {

namespace {

std::string random_of(std::string_view letters, std::size_t length) {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  std::string made;
  while (made.size() < length) made += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
  return made;
}

}  // namespace

std::uint32_t random_number(std::uint32_t end) {
  if (sodium_init() < 0) throw Fault("libsodium cannot start");
  return 1 + randombytes_uniform(end);
}

std::string random_tag(std::size_t length) { return random_of("abcdefghjkmnpqrstuvwxyz23456789", length); }
std::string random_digits(std::size_t length) { return random_of("0123456789", length); }

}  // namespace allmende::contributions
