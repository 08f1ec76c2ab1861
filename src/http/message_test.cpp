// Requests and responses as values.

#include <gtest/gtest.h>

#include "http/coding.h"
#include "http/http.h"
#include "http/wire.h"

namespace allmende::http {
namespace {

TEST(Request, is_taken_apart) {
  auto request =
      Request::make(Method::post, "/a%20b/%C3%A4?x=1&y&x=2&=z",
                    {{"Host", "here"},
                     {"cookie", "a=1; b = two ;c; d=x=y"},
                     {"Cookie", "e=5"},
                     {"CONTENT-TYPE", "Application/X-WWW-Form-Urlencoded; charset=utf-8"}},
                    "name=M%C3%BCller&text=one%0D%0Atwo+three&name=again");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->path(), "/a b/ä");
  EXPECT_EQ(request->target(), "/a%20b/%C3%A4?x=1&y&x=2&=z");
  EXPECT_EQ(request->host(), "here");
  EXPECT_EQ(request->query(), (Fields{{"x", "1"}, {"y", ""}, {"x", "2"}, {"", "z"}}));
  EXPECT_EQ(request->query("x"), "1");
  EXPECT_EQ(request->query("X"), std::nullopt);
  EXPECT_EQ(request->header("COOKIE"), "a=1; b = two ;c; d=x=y");
  EXPECT_EQ(request->cookies(), (Fields{{"a", "1"}, {"b", "two"}, {"d", "x=y"}, {"e", "5"}}));
  EXPECT_EQ(request->cookie("d"), "x=y");
  EXPECT_EQ(request->form("name"), "Müller");
  EXPECT_EQ(request->form("text"), "one\r\ntwo three");
}

TEST(Request, reads_a_form_only_where_one_was_sent) {
  auto request = Request::make(Method::post, "/", {{"Content-Type", "text/plain"}}, "a=1");
  EXPECT_TRUE(request->form().empty());
  EXPECT_EQ(request->body(), "a=1");
}

TEST(Request, takes_an_absolute_target_with_nothing_but_a_query) {
  auto request = Request::make(Method::get, "HTTP://there?a=b");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->path(), "/");
  EXPECT_EQ(request->host(), "there");
  EXPECT_EQ(request->query("a"), "b");
}

TEST(Request, refuses_more_fields_than_allowed) {
  FieldLimits limits{.query_fields = 2, .form_fields = 2, .cookies = 2};
  auto code = [&](std::string_view target, Fields headers) {
    return Request::make(Method::get, target, std::move(headers), {}, limits).error().code;
  };
  EXPECT_TRUE(Request::make(Method::get, "/?a&b", {{"Cookie", "a=1;b=2"}}, {}, limits));
  EXPECT_EQ(code("/?a&b&c", {}), Code::limit);
  EXPECT_EQ(code("/", {{"Cookie", "a=1;b=2;c=3"}}), Code::limit);
}

TEST(Request, asking_for_a_parameter_that_the_pattern_lacks_is_a_bug) {
  auto request = Request::make(Method::get, "/");
  EXPECT_THROW((void)request->parameter("name"), Bug);
}

TEST(Coding, a_path_survives_encoding_and_decoding) {
  for (std::string path : {"/", "/a b", "/ä/€/😀", "/100%", "/a+b&c=d", "/\"<>\\^`{|}", "/..."}) {
    std::string encoded = encode_path(path);
    for (char c : encoded) EXPECT_TRUE(c > 0x20 && c < 0x7f) << path;
    EXPECT_EQ(decode_path(encoded), path);
  }
}

TEST(Response, a_header_with_a_line_break_is_a_bug) {
  Response response = Response::text("x");
  for (char const* value : {"a\r\nb: c", "a\nb", "a\rb", "a\x01", "\x7f"}) {
    EXPECT_THROW(response.set_header("X-Name", value), Bug) << value;
    EXPECT_THROW(response.add_header("X-Name", value), Bug) << value;
  }
  EXPECT_THROW(response.set_header("X-Name", std::string("a\0b", 3)), Bug);
  for (char const* name : {"", "a b", "a:", "a\r\n", "ä"}) {
    EXPECT_THROW(response.set_header(name, "x"), Bug) << name;
  }
  EXPECT_THROW(Response::redirect(Status::found, "/a\r\nb: c"), Bug);
  EXPECT_THROW(Response::redirect(Status::found, "/ä"), Bug);
  EXPECT_THROW(Response::redirect(Status::found, ""), Bug);
  EXPECT_THROW(response.etag("a\"b"), Bug);
}

TEST(Response, cannot_say_what_is_the_servers_to_say) {
  Response response = Response::text("x");
  for (char const* name : {"Content-Length", "transfer-encoding", "CONNECTION", "Date"}) {
    EXPECT_THROW(response.set_header(name, "1"), Bug) << name;
  }
}

TEST(Response, says_how_long_it_may_be_kept) {
  auto control = [](Response const& response) { return *response.header("Cache-Control"); };
  using std::chrono::minutes;
  EXPECT_EQ(control(Response::text("").cacheable(minutes(5))), "public, max-age=300");
  EXPECT_EQ(control(Response::text("").cacheable(minutes(5), Cache::personal)),
            "private, max-age=300");
  EXPECT_EQ(control(Response::text("").immutable()), "public, max-age=31536000, immutable");
  EXPECT_EQ(control(Response::text("").not_stored()), "no-store");
}

TEST(Response, headers_are_replaced_or_added) {
  Response response = Response::text("x");
  response.set_header("content-type", "text/css");
  response.add_header("Set-Cookie", "a=1");
  response.add_header("Set-Cookie", "b=2");
  EXPECT_EQ(response.headers(),
            (Fields{{"content-type", "text/css"}, {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}));
  response.remove_header("SET-COOKIE");
  EXPECT_EQ(response.header("Set-Cookie"), std::nullopt);
}

TEST(Response, is_written_as_the_standard_says) {
  EXPECT_EQ(wire_head(Response::text("ä"), {"then", true, true}),
            "HTTP/1.1 200 OK\r\nDate: then\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Length: 2\r\n\r\n");
  EXPECT_EQ(wire_head(Response::empty(Status::no_content), {"then", false, true}),
            "HTTP/1.1 204 No Content\r\nDate: then\r\nConnection: close\r\n\r\n");
}

TEST(Bytes, are_shared_and_not_copied) {
  static constexpr std::string_view kStatic = "embedded";
  Response response = Response::of("text/css", Bytes::of_static(kStatic));
  EXPECT_EQ(response.body().view().data(), kStatic.data());
  auto shared = std::make_shared<std::string const>(1000, 'x');
  Response other = Response::of("text/css", shared);
  Response copy = other;
  EXPECT_EQ(copy.body().view().data(), shared->data());
}

TEST(Status, follows_the_refusal) {
  EXPECT_EQ(status_of(Code::invalid), Status::bad_request);
  EXPECT_EQ(status_of(Code::not_found), Status::not_found);
  EXPECT_EQ(status_of(Code::gone), Status::gone);
  EXPECT_EQ(status_of(Code::forbidden), Status::forbidden);
  EXPECT_EQ(status_of(Code::conflict), Status::conflict);
  EXPECT_EQ(status_of(Code::limit), Status::content_too_large);
}

}  // namespace
}  // namespace allmende::http
