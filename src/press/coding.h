#pragma once
// Bytes compressed in parts that can be strung together. Private to this room.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace allmende::press {

enum class Coding : std::uint8_t { identity, gzip, brotli };
inline constexpr std::size_t kCodings = 3;

/// The ten bytes before a gzip stream's first block.
std::string_view gzip_header();

/// One part of a raw deflate stream (RFC 1951). `before`: what stands before it in the whole, as far
/// as it is the same in every whole; kSlotByte where it is not. `is_last` ends the stream, otherwise
/// the part ends on a byte's border (Z_SYNC_FLUSH).
std::string deflate_part(std::string_view part, std::string_view before, bool is_last);

/// One part of a brotli stream (RFC 7932) that begins `offset` bytes into the whole and refers to
/// nothing before it.
std::string brotli_part(std::string_view part, std::size_t offset, bool is_last);

/// The whole of a gzip or brotli stream that was put together of such parts; `size` is its length. Bug for another.
std::string decoded(Coding coding, std::string_view stream, std::size_t size);

std::uint32_t crc_of(std::string_view bytes);
/// What a part with this checksum adds to the checksum of the whole, `behind` bytes before its end.
/// The checksum of the whole is the XOR of what its parts add (CRC-32 is linear).
std::uint32_t crc_share(std::uint32_t crc, std::size_t behind);

}  // namespace allmende::press
