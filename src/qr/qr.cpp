#include "qr/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <cerrno>
#include <iterator>
#include <memory>

namespace allmende::qr {

namespace {

constexpr std::size_t kMostBytes = 331;

std::unexpected<Refusal> too_long() {
  return refuse(Code::limit, fmt::format("a QR code holds at most {} bytes here", kMostBytes));
}

}  // namespace

Result<Symbol> encode(std::string_view bytes) {
  if (bytes.empty()) return refuse(Code::invalid, "a QR code of nothing");
  if (bytes.size() > kMostBytes) return too_long();
  std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(static_cast<int>(bytes.size()),
                        reinterpret_cast<unsigned char const*>(bytes.data()), 0, QR_ECLEVEL_M),
      &QRcode_free);
  if (!code) throw Fault(fmt::format("libqrencode failed (errno {})", errno));
  if (code->version > kGreatestVersion) return too_long();
  Symbol symbol{static_cast<std::size_t>(code->width), {}};
  for (std::size_t i = 0; i < symbol.size * symbol.size; ++i) {
    symbol.dark.push_back((code->data[i] & 1) != 0);  // the other bits say what the square is for
  }
  return symbol;
}

std::size_t side(Symbol const& symbol) { return symbol.size + 2 * kQuietZone; }

std::string svg_path(Symbol const& symbol) {
  std::string path;
  for (std::size_t y = 0; y < symbol.size; ++y) {
    for (std::size_t x = 0; x < symbol.size;) {
      std::size_t const begin = x;
      while (x < symbol.size && symbol.is_dark(x, y)) ++x;
      if (x > begin) {
        fmt::format_to(std::back_inserter(path), "M{},{}h{}v1h-{}z", begin + kQuietZone,
                       y + kQuietZone, x - begin, x - begin);
      } else {
        ++x;
      }
    }
  }
  return path;
}

}  // namespace allmende::qr
