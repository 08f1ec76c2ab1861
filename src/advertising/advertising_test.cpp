#include "advertising/advertising.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/scratch_database.h"
#include "tests/support/statement_coverage.h"

namespace allmende::advertising {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("advertising.");

Advertisement calendar(std::string_view slug = "kalender") {
  return {Slug::parse(slug).value(), "Zwölf Monate, zwölf Drucke", "Von Hand & \"mit\" <Tiden>.",
          "/kalender", Language::german()};
}

class Advertisements : public testing::TestWithParam<database::Engine> {
 protected:
  /// What advertising has noted in the change log so far.
  std::vector<std::string> noted(database::ReadTx& tx) {
    std::vector<std::string> found;
    for (database::Change const& change : tx.changes_since(database::Sequence(0), 100)) {
      found.push_back(change.what + " " + change.which);
    }
    return found;
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
};
ALLMENDE_ON_BOTH_ENGINES(Advertisements);

TEST_P(Advertisements, are_read_back_as_they_were_written_in_the_order_of_their_slugs) {
  Advertisement free_place{Slug::parse("frei").value()};
  {
    auto tx = database.write();
    put_advertisement(tx, calendar());
    put_advertisement(tx, free_place);
    tx.commit();
  }
  auto tx = database.read();
  EXPECT_THAT(all_advertisements(tx), ElementsAre(free_place, calendar()));
}

TEST_P(Advertisements, are_replaced_by_another_of_the_same_slug) {
  auto tx = database.write();
  Advertisement it = calendar();
  EXPECT_EQ(put_advertisement(tx, it), Put::created);
  EXPECT_EQ(put_advertisement(tx, it), Put::unchanged);
  it.link = "https://example.org/kalender";
  EXPECT_EQ(put_advertisement(tx, it), Put::changed);
  EXPECT_THAT(all_advertisements(tx), ElementsAre(it));
}

TEST_P(Advertisements, are_noted_as_changes_only_when_they_look_different) {
  auto tx = database.write();
  Advertisement it = calendar();
  put_advertisement(tx, it);
  put_advertisement(tx, it);
  EXPECT_THAT(noted(tx), ElementsAre("advertisement kalender"));
  it.text.clear();
  put_advertisement(tx, it);
  put_advertisement(tx, calendar("anderer"));
  EXPECT_THAT(noted(tx), ElementsAre("advertisement kalender", "advertisement kalender",
                                     "advertisement anderer"));
}

TEST_P(Advertisements, that_are_removed_are_shown_no_more_and_that_is_a_change) {
  auto tx = database.write();
  put_advertisement(tx, calendar());
  EXPECT_EQ(remove_advertisement(tx, Slug::parse("kalender").value()).value(), calendar());
  EXPECT_EQ(current_advertisement(tx), std::nullopt);
  EXPECT_THAT(noted(tx), ElementsAre("advertisement kalender", "advertisement kalender"));
  EXPECT_EQ(remove_advertisement(tx, Slug::parse("kalender").value()).error().code, Code::not_found);
}

TEST_P(Advertisements, take_turns_by_slug_and_none_is_shown_where_there_is_none) {
  auto tx = database.write();
  EXPECT_EQ(current_advertisement(tx), std::nullopt);
  put_advertisement(tx, calendar("b-zweite"));
  EXPECT_EQ(current_advertisement(tx), calendar("b-zweite"));
  put_advertisement(tx, calendar("c-dritte"));
  EXPECT_EQ(current_advertisement(tx), calendar("b-zweite"));
  put_advertisement(tx, calendar("a-erste"));
  EXPECT_EQ(current_advertisement(tx), calendar("a-erste"));
}

TEST_P(Advertisements, that_were_not_committed_leave_neither_advertisement_nor_change) {
  {
    auto tx = database.write();
    put_advertisement(tx, calendar());
  }
  auto tx = database.read();
  EXPECT_THAT(all_advertisements(tx), IsEmpty());
  EXPECT_THAT(noted(tx), IsEmpty());
}

TEST_P(Advertisements, are_asked_for_in_statements_that_the_engine_takes) {
  EXPECT_THAT(database.prepare_all("advertising."), IsEmpty());
}

/// Where the record of a good advertisement is refused, with this member put in.
std::string refused_at(char const* key, json::Value value) {
  json::Object record = to_json(calendar());
  record[key] = std::move(value);
  auto read = advertisement_from_json(record);
  return read ? "taken" : read.error().where;
}

TEST(AdvertisementRecord, gives_the_same_advertisement_and_names_only_what_there_is) {
  EXPECT_EQ(advertisement_from_json(to_json(calendar())).value(), calendar());
  Advertisement free_place{Slug::parse("frei").value()};
  EXPECT_EQ(advertisement_from_json(to_json(free_place)).value(), free_place);
  EXPECT_EQ(json::write(to_json(free_place)),
            R"({"format":"allmende-advertisement/1","slug":"frei"})");
}

TEST(AdvertisementRecord, with_a_key_that_there_is_not_is_refused_by_its_name) {
  json::Object record = to_json(calendar());
  record["txet"] = "Von Hand";
  EXPECT_THAT(advertisement_from_json(record).error().message, testing::HasSubstr("txet"));
}

TEST(AdvertisementRecord, is_refused_where_it_is_wrong) {
  EXPECT_EQ(refused_at("format", "allmende-advertisement/2"), "format");
  EXPECT_EQ(refused_at("slug", "../kalender"), "slug");
  EXPECT_EQ(refused_at("title", json::String(401, 'a')), "title");
  EXPECT_EQ(refused_at("text", 7), "text");
  EXPECT_EQ(refused_at("language", "deutsch"), "language");
  EXPECT_FALSE(advertisement_from_json(json::Value("kalender")));
}

TEST(AdvertisementRecord, leads_within_the_paper_or_to_an_encrypted_address_only) {
  for (char const* link : {"", "/", "/beitrag?betrag=24", "https://example.org/a#b"}) {
    EXPECT_EQ(refused_at("link", link), "taken") << link;
  }
  for (char const* link :
       {"beitrag", "//example.org/", "http://example.org/", "javascript:alert(1)", "HTTPS:x",
        "/mit leerzeichen", "https://example.org/\"onclick=", "/a\nb", "/\\example.org", "/<b>"}) {
    EXPECT_EQ(refused_at("link", link), "link") << link;
  }
  EXPECT_EQ(refused_at("link", fmt::format("/{:a>2000}", "").c_str()), "link");
}

}  // namespace
}  // namespace allmende::advertising
