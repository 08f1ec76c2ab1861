// What stays in the press for good: the files of the theme.

#include "press/test_support.h"

namespace allmende::press::testing {
namespace {

std::string const kSheet(3000, 'a');
constexpr std::string_view kGzip = "as gzip makes it", kBrotli = "as brotli makes it";

http::FixedAnswer sheet_file() {
  return {"/theme/1f2e.paper.css", "text/css", "1f2e", {kSheet, kGzip, kBrotli}};
}
http::FixedAnswer font_file() { return {"/theme/3d4c.text.woff2", "font/woff2", "3d4c", {"font"}}; }

class Pinned : public ::testing::Test {
 protected:
  Pinned() {
    running.maker = [](http::Request const&) { return sheet(long_page(2000)); };
    running.press.pin("theme", {sheet_file(), font_file()});
    running.open();
  }
  Running running;
};

TEST_F(Pinned, is_answered_without_ever_having_been_asked_for_before) {
  auto answer = running.quick("/theme/3d4c.text.woff2");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "font");
  EXPECT_EQ(answer->header("Content-Type"), "font/woff2");
  EXPECT_EQ(answer->header("Content-Length"), "4");
  EXPECT_EQ(answer->header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(answer->header("X-Always"), "yes");
  EXPECT_EQ(running.made, 0);
  EXPECT_FALSE(running.quick("/theme/3d4c.text.woff"));
  EXPECT_FALSE(running.quick("/theme/3d4c.text.woff2?"));
}

TEST_F(Pinned, is_sent_in_the_smallest_coding_that_the_request_takes) {
  auto body = [&](char const* accepts) {
    auto answer = running.quick("/theme/1f2e.paper.css", accepts);
    EXPECT_EQ(answer->header("Vary"), "Accept-Encoding") << accepts;
    EXPECT_EQ(answer->header("Content-Length"), std::to_string(answer->body.size())) << accepts;
    return answer->header("Content-Encoding") + " " + answer->body;
  };
  EXPECT_EQ(body("gzip, deflate, br"), "br as brotli makes it");
  EXPECT_EQ(body("gzip"), "gzip as gzip makes it");
  EXPECT_EQ(body("br;q=0, gzip;q=0.5"), "gzip as gzip makes it");
  EXPECT_EQ(body(""), " " + kSheet);
  EXPECT_EQ(body("identity"), " " + kSheet);
}

TEST_F(Pinned, of_one_coding_does_not_vary) {
  auto answer = running.quick("/theme/3d4c.text.woff2", "gzip, br");
  EXPECT_EQ(answer->header("Content-Encoding"), "");
  EXPECT_EQ(answer->header("Vary"), "");
}

TEST_F(Pinned, has_an_etag_for_each_coding_and_is_not_sent_again_to_who_has_it) {
  EXPECT_EQ(running.quick("/theme/1f2e.paper.css", "br")->etag(), "\"1f2e-br\"");
  EXPECT_EQ(running.quick("/theme/1f2e.paper.css", "gzip")->etag(), "\"1f2e-gzip\"");
  EXPECT_EQ(running.quick("/theme/1f2e.paper.css")->etag(), "\"1f2e\"");
  for (char const* known : {"\"1f2e-br\"", "W/\"1f2e-br\"", "\"x\", \"1f2e-br\"", "*"}) {
    auto answer = running.quick("/theme/1f2e.paper.css", "br", known);
    EXPECT_EQ(answer->status, http::Status::not_modified) << known;
    EXPECT_EQ(answer->body, "");
    EXPECT_EQ(answer->etag(), "\"1f2e-br\"");
    EXPECT_EQ(answer->header("Vary"), "Accept-Encoding");
    EXPECT_EQ(answer->header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(answer->header("Content-Length"), "");
  }
  for (char const* known : {"\"1f2e\"", "\"1f2e-gzip\"", "1f2e-br", "\"1f2e-brx\""}) {
    EXPECT_EQ(running.quick("/theme/1f2e.paper.css", "br", known)->status, http::Status::ok) << known;
  }
}

TEST_F(Pinned, survives_whatever_is_pushed_out) {
  for (int i = 0; i < 50; ++i) (void)running.ask("/" + std::to_string(i));
  EXPECT_TRUE(running.quick("/theme/1f2e.paper.css"));
}

TEST_F(Pinned, says_the_same_in_the_ordinary_way) {
  http::FixedAnswer fixed = sheet_file();
  for (char const* accepts : {"br", "gzip", ""}) {
    auto quick = running.quick("/theme/1f2e.paper.css", accepts);
    http::Response const& ordinary = fixed.responses()[fixed.choose(accepts)];
    EXPECT_EQ(ordinary.body().view(), quick->body);
    for (http::Field const& field : ordinary.headers()) {
      EXPECT_EQ(quick->header(field.name), field.value);
    }
  }
}

TEST(PinnedTwice, is_a_bug) {
  Running running;
  EXPECT_ANY_THROW(running.press.pin("theme", {font_file(), font_file()}));
}

}  // namespace
}  // namespace allmende::press::testing
