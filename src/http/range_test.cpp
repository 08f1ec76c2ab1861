// Parts of an answer, and answers to requests that are meant for one version of it.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "http/http.h"
#include "http/wire.h"

namespace allmende::http {
namespace {

std::string const kLetters = "abcdefghijklmnopqrstuvwxyz";

Response picture() {
  return std::move(Response::of("image/webp", kLetters).etag("v1").in_ranges().immutable());
}

Response sent(Fields headers, Method method = Method::get, Response response = picture()) {
  return prepared(*Request::make(method, "/", std::move(headers)), std::move(response), {});
}

/// "206 bytes 0-4/26 abcde".
std::string part(std::string_view range, Fields headers = {}) {
  headers.push_back({"Range", std::string(range)});
  Response response = sent(std::move(headers));
  return fmt::format("{} {} {}", number_of(response.status()),
                     response.header("Content-Range").value_or("-"), response.body().view());
}

std::string const kWhole = "200 - " + kLetters;

TEST(Range, gives_the_part_that_is_asked_for) {
  EXPECT_EQ(part("bytes=0-4"), "206 bytes 0-4/26 abcde");
  EXPECT_EQ(part("bytes=20-"), "206 bytes 20-25/26 uvwxyz");
  EXPECT_EQ(part("bytes=-3"), "206 bytes 23-25/26 xyz");
  EXPECT_EQ(part("bytes=25-25"), "206 bytes 25-25/26 z");
  EXPECT_EQ(part("BYTES=3-3"), "206 bytes 3-3/26 d");
  EXPECT_EQ(part("bytes=0-"), "206 bytes 0-25/26 " + kLetters);
}

TEST(Range, ends_where_the_answer_ends) {
  EXPECT_EQ(part("bytes=24-99"), "206 bytes 24-25/26 yz");
  EXPECT_EQ(part("bytes=-99"), "206 bytes 0-25/26 " + kLetters);
  EXPECT_EQ(part("bytes=24-99999999999999999999999999"), "206 bytes 24-25/26 yz");
}

TEST(Range, that_is_beyond_the_end_is_refused_with_the_length) {
  for (char const* range : {"bytes=26-", "bytes=26-30", "bytes=-0",
                            "bytes=99999999999999999999999999-"}) {
    EXPECT_EQ(part(range), "416 bytes */26 ") << range;
  }
  EXPECT_EQ(sent({{"Range", "bytes=26-"}}).header("Cache-Control"), "no-store");
}

TEST(Range, that_is_malformed_or_of_several_parts_gets_the_whole) {
  for (char const* range : {"", "bytes", "bytes=", "bytes=-", "bytes=4-2", "bytes=a-b", "bytes=1-2x",
                            "bytes=+1-2", "bytes=1--2", "lines=1-2", "bytes=0-1,3-4", "bytes 0-4",
                            "bytes=0-1,"}) {
    EXPECT_EQ(part(range), kWhole) << range;
  }
}

TEST(Range, of_another_version_gets_the_whole) {
  EXPECT_EQ(part("bytes=0-1", {{"If-Range", "\"v1\""}}), "206 bytes 0-1/26 ab");
  for (char const* version : {"\"v2\"", "W/\"v1\"", "v1", "", "Sat, 21 Nov 2026 06:30:00 GMT"}) {
    EXPECT_EQ(part("bytes=0-1", {{"If-Range", version}}), kWhole) << version;
  }
}

TEST(Range, if_it_is_of_the_very_date) {
  auto status = [](char const* date) {
    Response dated = picture();
    dated.last_modified(*Instant::parse("2026-11-21T06:30:00Z"));
    return sent({{"Range", "bytes=0-1"}, {"If-Range", date}}, Method::get, std::move(dated)).status();
  };
  EXPECT_EQ(status("Sat, 21 Nov 2026 06:30:00 GMT"), Status::partial_content);
  EXPECT_EQ(status("Sat, 21 Nov 2026 06:29:59 GMT"), Status::ok);
  EXPECT_EQ(status("Sat, 21 Nov 2026 06:30:01 GMT"), Status::ok);
}

TEST(Range, keeps_what_the_whole_says_of_itself) {
  Response response = sent({{"Range", "bytes=0-1"}});
  EXPECT_EQ(response.header("ETag"), "\"v1\"");
  EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response.header("Content-Type"), "image/webp");
  EXPECT_EQ(response.header("Accept-Ranges"), "bytes");
  EXPECT_TRUE(wire_head(response, {}).contains("\r\nContent-Length: 2\r\n"));
}

TEST(Range, is_for_get_alone) {
  Response head = sent({{"Range", "bytes=0-1"}}, Method::head);
  EXPECT_EQ(head.status(), Status::ok);
  EXPECT_EQ(head.header("Accept-Ranges"), "bytes");
  EXPECT_TRUE(wire_head(head, {}).contains("\r\nContent-Length: 26\r\n"));
}

TEST(Range, comes_after_the_question_whether_there_is_anything_new) {
  Response unchanged = sent({{"Range", "bytes=0-1"}, {"If-None-Match", "\"v1\""}});
  EXPECT_EQ(unchanged.status(), Status::not_modified);
  EXPECT_TRUE(unchanged.body().empty());
  EXPECT_EQ(sent({{"Range", "bytes=0-1"}, {"If-None-Match", "\"v0\""}}).status(),
            Status::partial_content);
}

TEST(Range, is_never_of_what_is_compressed_or_is_not_offered) {
  std::string text(5000, 'a');
  auto offered = [&] { return std::move(Response::text(text).etag("v1").in_ranges()); };
  Response compressed =
      sent({{"Range", "bytes=0-1"}, {"Accept-Encoding", "gzip"}}, Method::get, offered());
  EXPECT_EQ(compressed.status(), Status::ok);
  EXPECT_EQ(compressed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(sent({{"Range", "bytes=0-1"}}, Method::get, offered()).body().view(), "aa");
  EXPECT_EQ(sent({{"Range", "bytes=0-1"}}, Method::get, Response::text(text)).status(), Status::ok);
  Response missing = Response::text(text, Status::not_found);
  missing.in_ranges();
  EXPECT_EQ(sent({{"Range", "bytes=0-1"}}, Method::get, std::move(missing)).status(),
            Status::not_found);
}

TEST(IfMatch, refuses_what_is_meant_for_another_version) {
  for (char const* names : {"\"v1\"", "*", "\"v0\", \"v1\""}) {
    EXPECT_EQ(sent({{"If-Match", names}}).status(), Status::ok) << names;
  }
  for (char const* names : {"\"v2\"", "W/\"v1\"", ""}) {
    Response refused = sent({{"If-Match", names}});
    EXPECT_EQ(refused.status(), Status::precondition_failed) << names;
    EXPECT_TRUE(refused.body().empty());
    EXPECT_EQ(refused.header("Cache-Control"), "no-store");
  }
}

TEST(Version, that_the_request_has_is_known_without_the_body) {
  auto has = [](Fields headers, Method method = Method::get) {
    return has_version(*Request::make(method, "/", std::move(headers)), "v1");
  };
  EXPECT_TRUE(has({{"If-None-Match", "\"v0\", \"v1\""}}));
  EXPECT_TRUE(has({{"If-None-Match", "W/\"v1\""}}, Method::head));
  EXPECT_FALSE(has({{"If-None-Match", "\"v2\""}}));
  EXPECT_FALSE(has({{"If-None-Match", "\"v1\""}, {"If-Match", "\"v2\""}}));
  EXPECT_FALSE(has({{"If-None-Match", "\"v1\""}}, Method::post));
  EXPECT_FALSE(has({}));
}

}  // namespace
}  // namespace allmende::http
