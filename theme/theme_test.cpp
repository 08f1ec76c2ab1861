#include "theme/theme.h"

#include <gmock/gmock.h>

#include <string>

namespace allmende::theme {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::Not;

File const& file(std::string_view name) {
  for (File const& one : files()) {
    if (one.name == name) return one;
  }
  throw std::out_of_range(std::string(name));
}

TEST(Theme, every_file_is_there_and_its_address_carries_a_hash_of_its_content) {
  ASSERT_THAT(files(), Not(IsEmpty()));
  for (File const& one : files()) {
    EXPECT_THAT(one.bytes, Not(IsEmpty())) << one.name;
    EXPECT_THAT(std::string(one.address), MatchesRegex("/theme/[0-9a-f]+\\.[a-z0-9.-]+"));
    EXPECT_TRUE(one.address.ends_with("." + std::string(one.name)));
    EXPECT_EQ(address(one.name), one.address);
  }
}

TEST(Theme, what_is_text_is_compressed_beforehand_and_fonts_are_not) {
  for (File const& one : files()) {
    bool is_font = one.type == "font/woff2";
    EXPECT_EQ(one.gzip.empty(), is_font) << one.name;
    EXPECT_EQ(one.brotli.empty(), is_font) << one.name;
    EXPECT_LE(one.brotli.size(), one.gzip.size()) << one.name;
    EXPECT_EQ(one.address, "/theme/" + std::string(one.hash) + "." + std::string(one.name));
  }
  EXPECT_EQ(file("paper.css").gzip.substr(0, 2), "\x1f\x8b");
}

TEST(Theme, the_style_sheet_names_the_fonts_as_they_are_served) {
  std::string const css(file("paper.css").bytes);
  for (File const& one : files()) {
    if (one.type != "font/woff2") continue;
    EXPECT_THAT(css, HasSubstr("url(" + std::string(one.address.substr(7)) + ")"));
  }
}

TEST(Theme, the_style_sheet_fetches_nothing_from_elsewhere) {
  std::string const css(file("paper.css").bytes);
  EXPECT_THAT(css, Not(HasSubstr("@import")));
  EXPECT_THAT(css, Not(HasSubstr("//")));
  EXPECT_THAT(css, Not(HasSubstr("data:")));  // the Content-Security-Policy would refuse it
}

TEST(Theme, no_font_arrives_late_and_moves_the_text) {
  std::string const css(file("paper.css").bytes);
  std::size_t faces = 0;
  std::size_t optional = 0;
  for (std::size_t at = 0; (at = css.find("src:url(", at)) != css.npos; ++at) ++faces;
  for (std::size_t at = 0; (at = css.find("font-display:optional", at)) != css.npos; ++at)
    ++optional;
  EXPECT_GT(faces, 0U);
  EXPECT_EQ(faces, optional);
}

TEST(Theme, style_sheet_and_fonts_of_the_first_view_leave_room_in_100_kB) {
  std::size_t fonts = 0;
  for (std::string_view const font : preloaded_fonts()) {
    for (File const& one : files()) {
      if (one.address == font) fonts += one.bytes.size();
    }
  }
  EXPECT_GT(fonts, 0U);
  EXPECT_LE(fonts, 47'000U);
  EXPECT_LE(file("paper.css").gzip.size(), 9'000U);
}

}  // namespace
}  // namespace allmende::theme
