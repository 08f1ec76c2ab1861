#pragma once
// QR codes (ISO/IEC 18004), over libqrencode: bytes in, dark and light squares out.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace allmende::qr {

inline constexpr std::size_t kQuietZone =
    4;  ///< light squares around a symbol that the standard asks for
inline constexpr int kGreatestVersion =
    13;  ///< what EPC069-12 allows: 69 squares a side, 331 bytes

/// A symbol without its quiet zone.
struct Symbol {
  std::size_t size;        ///< squares a side: 21 to 69
  std::vector<bool> dark;  ///< row by row, from the top left

  bool is_dark(std::size_t x, std::size_t y) const { return dark[y * size + x]; }
};

/// The smallest symbol for these bytes, with error correction level M (15 % may be lost).
/// Refuses: invalid for no bytes at all; limit when they need more than version 13 (331 bytes).
Result<Symbol> encode(std::string_view bytes);

/// Squares a side with the quiet zone: the SVG's viewBox is "0 0 side side".
std::size_t side(Symbol const& symbol);

/// The dark squares as the data of one SVG path, the quiet zone left free: "M4,4h7v1h-7z…", one
/// rectangle for each run of dark squares in a row.
std::string svg_path(Symbol const& symbol);

}  // namespace allmende::qr
