// What happens to an answer on its way out.

#include "http/transfer.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace allmende::http {
namespace {

std::string const kPage = "<p>" + std::string(3000, 'a') + "</p>";

Request get(Fields headers = {}, Method method = Method::get) {
  return *Request::make(method, "/", std::move(headers));
}

Response sent(Request const& request, Response response = Response::html(kPage)) {
  return prepared(request, std::move(response), {});
}

std::string unzipped(std::string_view bytes) {
  std::string text(100'000, '\0');
  z_stream stream = {};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(Etag, names_the_body_and_changes_with_it) {
  Response first = sent(get());
  EXPECT_EQ(first.header("ETag"), sent(get()).header("ETag"));
  EXPECT_NE(first.header("ETag"), sent(get(), Response::html(kPage + " ")).header("ETag"));
  EXPECT_EQ(first.header("ETag")->size(), 24u);
  EXPECT_EQ(sent(get(), Response::html(kPage).not_stored()).header("ETag"), std::nullopt);
  EXPECT_EQ(sent(get({}, Method::post)).header("ETag"), std::nullopt);
  EXPECT_EQ(sent(get(), Response::html(kPage, Status::not_found)).header("ETag"), std::nullopt);
}

TEST(Etag, a_request_that_names_it_gets_304_without_a_body) {
  auto page = [] { return Response::html(kPage).etag("v1").cacheable(std::chrono::minutes(5)); };
  for (char const* names : {"\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*", "\"v0\",W/\"v1\" "}) {
    for (Method method : {Method::get, Method::head}) {
      Response response = sent(get({{"If-None-Match", names}}, method), page());
      EXPECT_EQ(response.status(), Status::not_modified) << names;
      EXPECT_TRUE(response.body().empty());
      EXPECT_EQ(response.header("ETag"), "\"v1\"");
      EXPECT_EQ(response.header("Cache-Control"), "public, max-age=300");
      EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
      EXPECT_EQ(response.header("Content-Type"), std::nullopt);
    }
  }
  for (char const* names : {"\"v2\"", "v1", "\"v\"", "", "\"v1"}) {
    EXPECT_EQ(sent(get({{"If-None-Match", names}}), page()).status(), Status::ok) << names;
  }
  EXPECT_EQ(sent(get({{"If-None-Match", "*"}}, Method::post), page()).status(), Status::ok);
}

TEST(LastModified, a_request_that_knows_it_gets_304) {
  auto page = [] {
    return Response::html(kPage).last_modified(*Instant::parse("2026-11-21T06:30:00.7Z"));
  };
  EXPECT_EQ(sent(get(), page()).header("Last-Modified"), "Sat, 21 Nov 2026 06:30:00 GMT");
  auto status_since = [&](char const* date) {
    return sent(get({{"If-Modified-Since", date}}), page()).status();
  };
  EXPECT_EQ(status_since("Sat, 21 Nov 2026 06:30:00 GMT"), Status::not_modified);
  EXPECT_EQ(status_since("Sun, 22 Nov 2026 00:00:00 GMT"), Status::not_modified);
  for (char const* date : {"Sat, 21 Nov 2026 06:29:59 GMT", "Sat, 21 Nov 2026 06:30:00",
                           "Sat, 31 Feb 2026 06:30:00 GMT", "Sat, 21 Nov 2026 25:30:00 GMT",
                           "Sat, 21 Nix 2026 06:30:00 GMT", "", "now",
                           "Sat, -1 Nov 2026 06:30:00 GMT", "Sat, 21 Nov 2026 06-30-00 GMT"}) {
    EXPECT_EQ(status_since(date), Status::ok) << date;
  }
}

TEST(LastModified, counts_for_nothing_beside_an_etag_that_is_asked_for) {
  Request request =
      get({{"If-None-Match", "\"other\""}, {"If-Modified-Since", "Sun, 22 Nov 2026 00:00:00 GMT"}});
  Response page = Response::html(kPage).last_modified(*Instant::parse("2026-11-21T06:30:00Z"));
  EXPECT_EQ(sent(request, std::move(page)).status(), Status::ok);
}

TEST(Gzip, is_used_where_it_is_accepted) {
  Response response = sent(get({{"Accept-Encoding", "br, gzip"}}));
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
  EXPECT_LT(response.body().size(), kPage.size() / 10);
  EXPECT_EQ(unzipped(response.body().view()), kPage);
  EXPECT_EQ(sent(get()).body().view(), kPage);
}

TEST(Gzip, acceptance_is_read_as_the_standard_says) {
  for (char const* accepts : {"gzip", "GZIP", "deflate, gzip;q=0.5", "*", "br;q=1, *;q=0.1",
                              "gzip; q=1.0", "x-gzip", "gzip;q=0.001", "identity;q=0, gzip"}) {
    EXPECT_TRUE(accepted_codings(accepts).gzip) << accepts;
  }
  for (char const* accepts : {"", "identity", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "br",
                              "gzipped", "*, gzip;q=0", "gzip;Q=0"}) {
    EXPECT_FALSE(accepted_codings(accepts).gzip) << accepts;
  }
}

TEST(Gzip, has_an_etag_of_its_own) {
  Fields gzip = {{"Accept-Encoding", "gzip"}};
  EXPECT_EQ(sent(get(gzip), Response::html(kPage).etag("v1")).header("ETag"), "\"v1-gzip\"");
  Fields knows_plain = {{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"v1\""}};
  EXPECT_EQ(sent(get(knows_plain), Response::html(kPage).etag("v1")).status(), Status::ok);
  Fields knows_gzip = {{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"v1-gzip\""}};
  Response known = sent(get(knows_gzip), Response::html(kPage).etag("v1"));
  EXPECT_EQ(known.status(), Status::not_modified);
  EXPECT_EQ(known.header("Content-Encoding"), std::nullopt);
}

TEST(Gzip, is_not_used_for_what_is_small_or_compressed_or_must_stay_as_it_is) {
  Request request = get({{"Accept-Encoding", "gzip"}});
  EXPECT_FALSE(sent(request, Response::html("short")).header("Content-Encoding"));
  EXPECT_FALSE(sent(request, Response::of("image/webp", kPage)).header("Content-Encoding"));
  EXPECT_FALSE(sent(request, Response::of("image/webp", kPage)).header("Vary"));
  Response whole = Response::html(kPage);
  whole.set_header("Cache-Control", "no-transform");
  EXPECT_FALSE(sent(request, std::move(whole)).header("Content-Encoding"));
  EXPECT_EQ(prepared(request, Response::html(kPage), {.level = 0}).body().view(), kPage);
  for (char const* type : {"image/svg+xml", "application/feed+json", "text/css",
                           "application/rss+xml; charset=utf-8", "application/json"}) {
    EXPECT_TRUE(sent(request, Response::of(type, kPage)).header("Content-Encoding")) << type;
  }
}

TEST(Gzip, is_used_for_a_problem_too) {
  Response response =
      sent(get({{"Accept-Encoding", "gzip"}}), Response::html(kPage, Status::not_found));
  EXPECT_EQ(unzipped(response.body().view()), kPage);
}

}  // namespace
}  // namespace allmende::http
