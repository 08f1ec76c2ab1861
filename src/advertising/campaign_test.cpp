#include "advertising/campaign.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace allmende::advertising {
namespace {

Slug slug(std::string_view text) { return Slug::parse(text).value(); }
Instant moment(std::string_view text) { return Instant::parse(text).value(); }

Campaign full() {
  return {.slug = slug("brot"),
          .advertiser = "Bäckerei Butt",
          .label = Label::paid,
          .title = "Schwarzbrot",
          .text = "Seit <vier> Uhr & \"warm\".",
          .picture = Picture{"brot.webp", "Ein Brot"},
          .link = "https://butt.example/?a=1&b=2",
          .language = Language::german(),
          .places = {Place::article_end, Place::front},
          .from = moment("2026-11-21T05:00:00Z"),
          .to = moment("2026-12-01T05:00:00Z"),
          .weight = 3,
          .cap_per_day = 1000};
}

/// Where the record of a good campaign is refused, with this member put in.
std::string refused_at(char const* key, json::Value value) {
  json::Object record = to_json(full());
  record[key] = std::move(value);
  auto read = campaign_from_json(record);
  return read ? "taken" : read.error().where;
}

TEST(CampaignRecord, gives_the_same_campaign_and_names_only_what_there_is) {
  EXPECT_EQ(campaign_from_json(to_json(full())).value(), full());
  Campaign free_place{slug("frei")};
  EXPECT_EQ(campaign_from_json(to_json(free_place)).value(), free_place);
  EXPECT_EQ(json::write(to_json(free_place)), R"({"format":"allmende-campaign/1","slug":"frei"})");
}

TEST(CampaignRecord, is_also_an_advertisement_as_older_exports_have_it) {
  json::Object old{{"format", "allmende-advertisement/1"}, {"slug", "kalender"}, {"title", "Zwölf Monate"}};
  Campaign read = campaign_from_json(old).value();
  EXPECT_EQ(read, (Campaign{.slug = slug("kalender"), .title = "Zwölf Monate"}));
  old["weight"] = 2;
  EXPECT_FALSE(campaign_from_json(old)) << "the older format had none";
}

TEST(CampaignRecord, with_a_key_that_there_is_not_is_refused_by_its_name) {
  json::Object record = to_json(full());
  record["wieght"] = 3;
  EXPECT_THAT(campaign_from_json(record).error().message, testing::HasSubstr("wieght"));
}

TEST(CampaignRecord, is_refused_where_it_is_wrong) {
  EXPECT_EQ(refused_at("format", "allmende-campaign/2"), "format");
  EXPECT_EQ(refused_at("slug", "../kalender"), "slug");
  EXPECT_EQ(refused_at("advertiser", json::String(201, 'a')), "advertiser");
  EXPECT_EQ(refused_at("label", "Tipp"), "label");
  EXPECT_EQ(refused_at("title", json::String(401, 'a')), "title");
  EXPECT_EQ(refused_at("text", 7), "text");
  EXPECT_EQ(refused_at("language", "deutsch"), "language");
  EXPECT_EQ(refused_at("weight", 0), "weight");
  EXPECT_EQ(refused_at("weight", 1001), "weight");
  EXPECT_EQ(refused_at("cap_per_day", 0), "cap_per_day");
  EXPECT_EQ(refused_at("from", "2026-11-21"), "from");
  EXPECT_FALSE(campaign_from_json(json::Value("kalender")));
}

TEST(CampaignRecord, ends_after_it_has_begun) {
  EXPECT_EQ(refused_at("to", "2026-11-21T05:00:00Z"), "to");
  EXPECT_EQ(refused_at("to", "2026-11-21T05:00:01Z"), "taken");
}

TEST(CampaignRecord, has_a_place_and_none_twice) {
  EXPECT_EQ(refused_at("places", json::Array{}), "places");
  EXPECT_EQ(refused_at("places", json::Array{"front", "front"}), "places");
  EXPECT_EQ(refused_at("places", json::Array{"front", "roof"}), "places[1]");
  EXPECT_EQ(refused_at("places", json::Array{"list", "front"}), "taken");
}

TEST(CampaignRecord, says_what_its_picture_shows) {
  EXPECT_EQ(refused_at("picture", json::Object{{"file", "brot.webp"}}), "picture");
  EXPECT_EQ(refused_at("picture", json::Object{{"file", "brot.webp"}, {"alt", ""}}), "picture.alt");
  EXPECT_EQ(refused_at("picture", json::Object{{"file", ""}, {"alt", "Brot"}}), "picture.file");
}

TEST(CampaignRecord, leads_within_the_paper_or_to_an_encrypted_address_only) {
  for (char const* link : {"", "/", "/beitrag?betrag=24", "https://example.org/a#b"}) {
    EXPECT_EQ(refused_at("link", link), "taken") << link;
  }
  for (char const* link :
       {"beitrag", "//example.org/", "http://example.org/", "javascript:alert(1)", "HTTPS:x",
        "/mit leerzeichen", "https://example.org/\"onclick=", "/a\nb", "/\\example.org", "/<b>", "/a\x01"}) {
    EXPECT_EQ(refused_at("link", link), "link") << link;
  }
  EXPECT_EQ(refused_at("link", fmt::format("/{:a>2000}", "").c_str()), "link");
}

}  // namespace
}  // namespace allmende::advertising
