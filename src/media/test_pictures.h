#pragma once
// Pictures made by hand, for this room's tests: PNG, whose header can lie.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace allmende::media {

inline std::string four_bytes(std::uint32_t number) {
  std::string bytes;
  for (int shift : {24, 16, 8, 0}) bytes += static_cast<char>((number >> shift) & 0xFF);
  return bytes;
}

/// The check sum of PNG, Annex D.
inline std::uint32_t crc(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFF;
  for (char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~sum;
}

inline std::string chunk(std::string_view type, std::string_view data) {
  std::string body = std::string(type) + std::string(data);
  return four_bytes(static_cast<std::uint32_t>(data.size())) + body + four_bytes(crc(body));
}

/// Bytes as zlib wraps them, not compressed (RFC 1950, RFC 1951 3.2.4).
inline std::string stored(std::string_view bytes) {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (char c : bytes) {
    low = (low + static_cast<unsigned char>(c)) % 65521;
    high = (high + low) % 65521;
  }
  std::string out = "\x78\x01";
  while (!bytes.empty()) {
    std::string_view block = bytes.substr(0, 65535);
    bytes.remove_prefix(block.size());
    auto size = static_cast<std::uint32_t>(block.size());
    out += bytes.empty() ? '\1' : '\0';
    for (std::uint32_t number : {size, ~size}) {
      out += static_cast<char>(number & 0xFF);
      out += static_cast<char>((number >> 8) & 0xFF);
    }
    out += block;
  }
  return out + four_bytes(high << 16 | low);
}

/// A grey picture. With `rows`, it has so many only, whatever its header says.
inline std::string png(std::uint32_t width, std::uint32_t height, char shade = 'k',
                       std::uint32_t rows = ~0U) {
  std::string row = '\0' + std::string(width, shade);
  std::string pixels;
  for (std::uint32_t i = 0; i < std::min(rows, height); ++i) pixels += row;
  std::string header = four_bytes(width) + four_bytes(height) + std::string("\x08\0\0\0\0", 5);
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", stored(pixels)) + chunk("IEND", "");
}

}  // namespace allmende::media
