// Whose page a form came from.

#include "http/origin.h"

#include <gtest/gtest.h>

namespace allmende::http {
namespace {

bool comes(Fields headers) {
  headers.push_back({"Host", "blatt.example"});
  return comes_from(Request::make(Method::post, "/beitrag/link", std::move(headers), "").value(), "https://blatt.example");
}

TEST(Origin, is_what_fetch_metadata_says_where_a_browser_sends_it) {
  EXPECT_TRUE(comes({{"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_TRUE(comes({{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://elsewhere.example"}})) << "as behind a proxy";
  for (auto const* site : {"cross-site", "same-site", "none", "", "Same-Origin"}) {
    EXPECT_FALSE(comes({{"Sec-Fetch-Site", site}, {"Origin", "https://blatt.example"}})) << site;
  }
}

TEST(Origin, is_the_papers_or_that_of_the_host_which_was_asked_for) {
  EXPECT_TRUE(comes({{"Origin", "https://blatt.example"}}));
  EXPECT_TRUE(comes({{"Origin", "http://blatt.example"}}));
  for (auto const* origin : {"https://butt.example", "https://blatt.example.butt.example", "https://butt.example/blatt.example", "https://blatt.example:8443",
                             "null", "", "blatt.example", "://", "https://"}) {
    EXPECT_FALSE(comes({{"Origin", origin}})) << origin;
  }
}

TEST(Origin, is_nobodys_when_nothing_is_said) {
  EXPECT_FALSE(comes({}));
  EXPECT_FALSE(comes({{"Referer", "https://blatt.example/beitrag"}}));
}

}  // namespace
}  // namespace allmende::http
