// What holds for every value, as rapidcheck finds them.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unicode/unistr.h>

#include "html/html.h"

namespace allmende::html {
namespace {

std::string valid(std::string const& bytes) {
  std::string out;
  return icu::UnicodeString::fromUTF8(bytes).toUTF8String(out);
}

std::string decode(std::string_view encoded) {
  std::string out;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] == '%') {
      out += static_cast<char>(std::stoi(std::string(encoded.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += encoded[i];
    }
  }
  return out;
}

TEST(Property, escaped_text_is_valid_utf8_without_markup) {
  EXPECT_TRUE(rc::check([](std::string const& value) {
    std::string const out = text(value).bytes();
    RC_ASSERT(valid(out) == out);
    RC_ASSERT(out.find_first_of("<>\"'") == std::string::npos);
    RC_ASSERT(out.find('\0') == std::string::npos);
  }));
}

TEST(Property, text_is_escaped_character_by_character) {
  EXPECT_TRUE(rc::check([](std::string const& left, std::string const& right) {
    RC_ASSERT(text(valid(left)) + text(valid(right)) == text(valid(left) + valid(right)));
  }));
}

TEST(Property, every_whole_number_is_printed_as_it_is) {
  EXPECT_TRUE(rc::check([](long long a, unsigned long long b, short c) {
    RC_ASSERT(html<R"({} {} <b id="{}"></b>)">(a, b, c).bytes() ==
              std::to_string(a) + " " + std::to_string(b) + " <b id=\"" + std::to_string(c) +
                  "\"></b>");
  }));
}

TEST(Property, a_segment_is_decoded_to_what_it_was) {
  EXPECT_TRUE(rc::check([](std::string const& value) {
    std::string const segment = "-" + value;
    std::string const path = Url::path_of({segment}).text();
    RC_ASSERT(decode(path.substr(1)) == segment);
    RC_ASSERT(path.find_first_of("/?#&\\", 1) == std::string::npos);
    RC_ASSERT(Url::path(path).text() == path);
  }));
}

TEST(Property, an_accepted_address_is_accepted_again_unchanged) {
  EXPECT_TRUE(rc::check([](std::string const& value) {
    std::string rest = valid(value);
    std::erase_if(rest, [](char c) { return (c >= 0 && c < ' ') || c == 127 || c == '\\'; });
    Url const once = Url::external("https://example.org/" + rest).value();
    RC_ASSERT(Url::external(once.text()).value() == once);
  }));
}

}  // namespace
}  // namespace allmende::html
