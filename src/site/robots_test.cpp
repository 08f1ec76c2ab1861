#include "site/robots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/test_paper.h"

namespace allmende::site {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Robots, are_welcome_to_search_and_the_refused_ones_are_told) {
  TestPaper paper;
  EXPECT_EQ(paper.get("/robots.txt"),
            "User-agent: *\nDisallow: /werbung/\nDisallow: /einsatz/\n"
            "\nUser-agent: GPTBot\nDisallow: /\n"
            "\nUser-agent: CCBot\nDisallow: /\n"
            "\nSitemap: https://hafenblatt.example/sitemap.xml"
            "\nSitemap: https://hafenblatt.example/news-sitemap.xml\n");
}

TEST(Robots, a_name_cannot_bring_rules_of_its_own) {
  Settings settings = TestPaper::settings();
  settings.refused_crawlers = {"Evil\nUser-agent: *\nDisallow: /", "", "Good-Bot"};
  TestPaper paper(settings);
  EXPECT_THAT(paper.get("/robots.txt"), Not(HasSubstr("Evil")));
  EXPECT_THAT(paper.get("/robots.txt"), HasSubstr("User-agent: Good-Bot\nDisallow: /\n"));
}

TEST(Robots, the_reservation_of_mining_is_there_for_machines) {
  TestPaper paper;
  EXPECT_EQ(
      paper.get("/.well-known/tdmrep.json"),
      R"([{"location":"/","tdm-reservation":1,"tdm-policy":"https://hafenblatt.example/ueber-uns"}])");
  EXPECT_EQ(paper.answer("/.well-known/tdmrep.json").header("Content-Type"), "application/json");
}

TEST(Robots, there_is_no_reservation_where_nothing_is_reserved) {
  Settings settings = TestPaper::settings();
  settings.reserve_text_and_data_mining = false;
  TestPaper paper(settings);
  EXPECT_EQ(http::number_of(paper.answer("/.well-known/tdmrep.json").status()), 404);
}

TEST(Robots, a_policy_that_is_no_address_is_left_out) {
  Settings settings = TestPaper::settings();
  settings.mining_policy = "javascript:alert(1)";
  TestPaper paper(settings);
  EXPECT_EQ(paper.get("/.well-known/tdmrep.json"), R"([{"location":"/","tdm-reservation":1}])");
}

}  // namespace
}  // namespace allmende::site
