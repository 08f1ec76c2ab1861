#include "qr/qr.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace allmende::qr {
namespace {

std::string const kTransfer =
    "BCD\n002\n1\nSCT\n\nHafenblatt eG\nDE02120300000000202051\nEUR12.50\n\nRF18539007547034\n\n";

TEST(Qr, is_the_smallest_symbol_that_holds_the_bytes) {
  EXPECT_EQ(encode("a")->size, 21U);
  EXPECT_EQ(encode(std::string(331, 'a'))->size, 69U);
}

TEST(Qr, refuses_what_the_standard_for_transfers_does_not_allow) {
  EXPECT_EQ(encode(std::string(332, 'a')).error().code, Code::limit);
  EXPECT_EQ(encode("").error().code, Code::invalid);
}

TEST(Qr, has_its_finders_in_three_corners) {
  Symbol const symbol = encode(kTransfer).value();
  std::size_t const last = symbol.size - 1;
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_TRUE(symbol.is_dark(i, 0) && symbol.is_dark(0, i));
    EXPECT_TRUE(symbol.is_dark(last - i, 0) && symbol.is_dark(last, i));
    EXPECT_TRUE(symbol.is_dark(i, last) && symbol.is_dark(0, last - i));
  }
  EXPECT_FALSE(symbol.is_dark(7, 0));
}

TEST(Qr, is_drawn_as_one_rectangle_for_each_run) {
  Symbol const symbol{3, {true, true, false, false, false, false, false, true, true}};
  EXPECT_EQ(svg_path(symbol), "M4,4h2v1h-2zM5,6h2v1h-2z");
  EXPECT_EQ(side(symbol), 11U);
}

/// What a reader of QR codes makes of the symbol's drawing.
std::string read_back(Symbol const& symbol, std::filesystem::path const& picture) {
  constexpr std::size_t kScale = 6;
  std::size_t const width = side(symbol) * kScale;
  std::ofstream out(picture);
  out << "P2\n" << width << ' ' << width << "\n1\n";
  for (std::size_t y = 0; y < width; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      std::size_t const column = x / kScale - kQuietZone;  // wraps around in the quiet zone
      std::size_t const row = y / kScale - kQuietZone;
      bool const inside = column < symbol.size && row < symbol.size;
      out << (inside && symbol.is_dark(column, row) ? "0 " : "1 ");
    }
    out << '\n';
  }
  out.close();
  std::string const command = "zbarimg --raw -q -Sbinary '" + picture.string() + "' 2> /dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  std::array<char, 512> buffer{};
  while (std::size_t const size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    text.append(buffer.data(), size);
  }
  pclose(pipe);
  return text;
}

TEST(Qr, a_reader_reads_what_was_written) {
  if (std::system("command -v zbarimg > /dev/null") != 0)
    GTEST_SKIP() << "zbarimg is not installed";
  std::filesystem::path const picture =
      std::filesystem::path(testing::TempDir()) / "allmende_qr_test.pgm";
  for (std::string const& text : {kTransfer, std::string("Für Ä»ß«"), std::string(331, 'x')}) {
    EXPECT_EQ(read_back(encode(text).value(), picture), text);
  }
  std::filesystem::remove(picture);
}

}  // namespace
}  // namespace allmende::qr
