#include "advertising/advertising.h"

#include <gtest/gtest.h>

namespace allmende::advertising {
namespace {

Result<Advertisement> read(std::string_view text) {
  return advertisement_from_json(TRY(json::parse(text)));
}

TEST(Advertisement, survives_being_written_and_read) {
  Advertisement calendar{Slug::parse("kalender").value(), "Zwölf Monate", "Von Hand gedruckt.",
                         "/beitrag", Language::german()};
  EXPECT_EQ(read(json::write(to_json(calendar))).value(), calendar);
  Advertisement free_place{Slug::parse("freier-platz").value()};
  EXPECT_EQ(read(json::write(to_json(free_place))).value(), free_place);
}

TEST(Advertisement, refuses_a_language_that_is_none) {
  EXPECT_FALSE(
      read(R"({"format":"allmende-advertisement/1","slug":"a","text":"x","language":"deutsch"})"));
}

}  // namespace
}  // namespace allmende::advertising
