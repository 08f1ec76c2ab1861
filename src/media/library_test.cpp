#include "media/test_library.h"
#include "media/test_pictures.h"

namespace allmende::media {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Library : public test::LibraryTest {
 protected:
  std::string taken(Actor const& actor, std::string_view called) {
    return take_in(actor, called, png(++width_, 20)).value().name;
  }
  std::vector<std::string> listed(Wanted const& wanted) {
    auto tx = database.read();
    std::vector<std::string> names;
    Listed found = list(tx, mira, wanted, std::nullopt, 50).value();
    for (StoredPicture const& it : found.pictures) names.push_back(it.name);
    return names;
  }

  std::uint32_t width_ = 30;
};
ALLMENDE_ON_BOTH_ENGINES(Library);

TEST_P(Library, keeps_what_is_known_of_a_picture) {
  std::string name = taken(mira, "kran.png");
  Facts facts{.credit = "Foto: Jonas  Thode ", .caption = "Der Kran\nam Kai", .alt = "Ein Kran", .focus = {20, 80},
              .ends = test::moment("2027-01-01T00:00:00Z")};
  ASSERT_TRUE(describe(pia, name, facts));
  facts.credit = "Foto: Jonas Thode";
  facts.caption = "Der Kran am Kai";
  EXPECT_EQ(find(name).facts, facts);
  auto tx = database.read();
  auto deeds = people::deeds_on(tx, "picture", name, 10);
  ASSERT_THAT(deeds, SizeIs(2));
  EXPECT_EQ(deeds[0].what, "described");
  EXPECT_EQ(deeds[0].name, "pia");
}

TEST_P(Library, lets_the_picture_desk_and_whoever_took_it_in_describe_a_picture) {
  std::string hers = taken(mira, "kran.png"), other = taken(pia, "kai.png");
  EXPECT_TRUE(describe(mira, hers, {.credit = "Mira"}));
  EXPECT_EQ(describe(mira, other, {.credit = "Mira"}).error().code, Code::forbidden);
  EXPECT_EQ(describe(till, hers, {.credit = "Till"}).error().code, Code::forbidden);
  EXPECT_EQ(describe(pia, "nie.png", {}).error().code, Code::not_found);
}

TEST_P(Library, refuses_what_is_too_long_and_a_focus_outside) {
  std::string name = taken(pia, "kran.png");
  EXPECT_EQ(describe(pia, name, {.credit = std::string(kLongestCredit + 1, 'x')}).error().where, "credit");
  EXPECT_EQ(describe(pia, name, {.caption = std::string(kLongestCaption + 1, 'x')}).error().where, "caption");
  EXPECT_EQ(describe(pia, name, {.alt = std::string(kLongestAlt + 1, 'x')}).error().where, "alt");
  EXPECT_EQ(describe(pia, name, {.focus = {101, 50}}).error().where, "focus");
  EXPECT_EQ(describe(pia, name, {.focus = {50, -1}}).error().where, "focus");
}

TEST_P(Library, lists_the_last_taken_in_first_a_stretch_at_a_time) {
  for (char const* name : {"a.png", "b.png", "c.png", "d.png"}) {
    taken(mira, name);
    now = Instant::from_microseconds(now.microseconds() + 1);
  }
  auto tx = database.read();
  Listed first = list(tx, pia, {}, std::nullopt, 3).value();
  ASSERT_THAT(first.pictures, SizeIs(3));
  EXPECT_EQ(first.pictures[0].name, "d.png");
  EXPECT_THAT(first.pictures[0].renditions, SizeIs(1));
  ASSERT_TRUE(first.behind);
  Listed rest = list(tx, pia, {}, first.behind, 3).value();
  ASSERT_THAT(rest.pictures, SizeIs(1));
  EXPECT_EQ(rest.pictures[0].name, "a.png");
  EXPECT_FALSE(rest.behind);
  EXPECT_EQ(list(tx, till, {}, std::nullopt, 3).error().code, Code::forbidden);
}

TEST_P(Library, finds_pictures_by_beginnings_of_words_in_name_and_facts) {
  std::string crane = taken(mira, "Kran-am-Kai.png"), gull = taken(mira, "dsc-0815.png");
  ASSERT_TRUE(describe(pia, gull, {.credit = "Foto: Anna Ahrens", .caption = "Eine Möwe über 100 % Wasser"}));
  EXPECT_THAT(listed({.words = "kra"}), ElementsAre(crane));
  EXPECT_THAT(listed({.words = "MÖWE ahr"}), ElementsAre(gull));
  EXPECT_THAT(listed({.words = "0815"}), ElementsAre(gull));
  EXPECT_THAT(listed({.words = "ran"}), IsEmpty()) << "not within a word";
  EXPECT_THAT(listed({.words = "%"}), SizeIs(2)) << "asks for nothing";
  EXPECT_THAT(listed({.words = "kran möwe"}), IsEmpty());
}

TEST_P(Library, finds_pictures_that_lack_something) {
  std::string whole = taken(mira, "a.png"), bare = taken(mira, "b.png");
  ASSERT_TRUE(describe(pia, whole, {.credit = "Foto: Mira", .alt = "Ein Kran"}));
  EXPECT_THAT(listed({.incomplete = true}), ElementsAre(bare));
}

TEST_P(Library, tells_whose_rendition_a_file_is) {
  std::string name = taken(mira, "a.png");
  auto tx = database.read();
  EXPECT_EQ(find_by_rendition(tx, find(name).renditions[0].file)->name, name);
  EXPECT_FALSE(find_by_rendition(tx, "0123456789abcdef-480.webp"));
}

TEST_P(Library, tells_which_rights_end_in_a_span_of_time) {
  Instant ends = test::moment("2026-12-01T00:00:00Z");
  std::string name = taken(pia, "a.png");
  ASSERT_TRUE(describe(pia, name, {.ends = ends}));
  EXPECT_TRUE(find(name).may_be_shown(Instant::from_microseconds(ends.microseconds() - 1)));
  EXPECT_FALSE(find(name).may_be_shown(ends));
  auto tx = database.read();
  EXPECT_EQ(next_end(tx, now), ends);
  EXPECT_EQ(next_end(tx, ends), std::nullopt);
  auto changes = changes_by_clock(tx, now, ends);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].what, "picture");
  EXPECT_EQ(changes[0].which, name);
  EXPECT_THAT(changes_by_clock(tx, ends, test::moment("2027-01-01T00:00:00Z")), IsEmpty());
}

TEST_P(Library, writes_its_knowledge_down_and_reads_it_again) {
  std::string name = taken(pia, "a.png");
  Facts facts{"Foto: Pia", "Der Kai", "Ein Kai", {10, 90}, test::moment("2027-01-01T00:00:00Z")};
  ASSERT_TRUE(describe(pia, name, facts));
  json::Value written = to_json(find(name));
  ASSERT_TRUE(describe(pia, name, {}));
  auto tx = database.write();
  auto read = described_from_json(written).value();
  EXPECT_TRUE(put_described(tx, read, now).value());
  EXPECT_FALSE(put_described(tx, read, now).value()) << "the same once more changes nothing";
  EXPECT_EQ(media::find(tx, name)->facts, facts);
  read.name = "nie.png";
  EXPECT_EQ(put_described(tx, read, now).error().code, Code::not_found);
}

TEST_P(Library, refuses_records_that_say_something_else) {
  auto refusal = [](std::string_view text) { return described_from_json(json::parse(text).value()).error().where; };
  EXPECT_EQ(refusal(R"({"format": "allmende-picture/2", "file": "a.png"})"), "format");
  EXPECT_EQ(refusal(R"({"format": "allmende-picture/1"})"), "");
  EXPECT_EQ(refusal(R"({"format": "allmende-picture/1", "file": "a.png", "focus": [1]})"), "focus");
  EXPECT_EQ(refusal(R"({"format": "allmende-picture/1", "file": "a.png", "focus": [1, 101]})"), "focus[1]");
  EXPECT_EQ(refusal(R"({"format": "allmende-picture/1", "file": "a.png", "ends": "bald"})"), "ends");
}

}  // namespace
}  // namespace allmende::media
