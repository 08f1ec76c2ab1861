#include "html/url.h"

#include <gtest/gtest.h>

namespace allmende::html {
namespace {

TEST(Url, a_path_of_the_program_stays_as_it_is) {
  for (char const* path : {"/", "/a/b.html", "/a?x=y&z=%20", "/a#b", "/~a/@b/c:d;e,f!'()*"}) {
    EXPECT_EQ(Url::path(path).text(), path);
    EXPECT_FALSE(Url::path(path).leaves_site());
  }
}

TEST(Url, a_path_that_could_lead_elsewhere_is_a_bug) {
  for (std::string_view path : {"",
                                "a",
                                "//elsewhere.example",
                                "/\\elsewhere.example",
                                "\\\\elsewhere.example",
                                "https://a",
                                "javascript:alert(1)",
                                "?a",
                                "#a",
                                "/a b",
                                "/a\nb",
                                "/\t/elsewhere.example",
                                "/a\"b",
                                "/<b>",
                                "/ä",
                                "/a%",
                                "/a%2",
                                "/a%zz",
                                "/`",
                                "/{}"}) {
    EXPECT_THROW(Url::path(path), Bug) << path;
  }
  EXPECT_THROW(Url::path(std::string_view("/a\0b", 4)), Bug);
}

TEST(Url, a_path_of_data_is_encoded) {
  EXPECT_EQ(Url::path_of({}).text(), "/");
  EXPECT_EQ(Url::path_of({"a", "b.c-d_e~f"}).text(), "/a/b.c-d_e~f");
  EXPECT_EQ(Url::path_of({"a/b", "ü ?#&%"}).text(), "/a%2Fb/%C3%BC%20%3F%23%26%25");
  EXPECT_EQ(Url::path_of({"a"}, {{"q", "x&y=z+ "}, {"ä", ""}}).text(),
            "/a?q=x%26y%3Dz%2B%20&%C3%A4=");
  EXPECT_EQ(Url::path_of({"\\\"<>\xFF"}).text(), "/%5C%22%3C%3E%FF");
}

TEST(Url, a_segment_that_browsers_take_for_a_step_is_a_bug) {
  EXPECT_THROW(Url::path_of({"", "elsewhere.example"}), Bug);
  EXPECT_THROW(Url::path_of({"a", ".."}), Bug);
  EXPECT_THROW(Url::path_of({"."}), Bug);
  EXPECT_EQ(Url::path_of({"..."}).text(), "/...");
  EXPECT_EQ(Url::path_of({"%2e%2e"}).text(), "/%252e%252e");
}

TEST(Url, a_fragment_is_a_place_on_the_page) {
  EXPECT_EQ(Url::fragment("b7").text(), "#b7");
  EXPECT_EQ(Url::fragment("a b").text(), "#a%20b");
  EXPECT_FALSE(Url::fragment("b7").leaves_site());
  EXPECT_THROW(Url::fragment(""), Bug);
}

TEST(Url, an_external_address_is_put_right) {
  for (auto [given, expected] : std::initializer_list<std::pair<char const*, char const*>>{
           {"https://example.org", "https://example.org"},
           {"HTTP://Example.ORG/Ab", "http://example.org/Ab"},
           {"https://example.org:8443/a?b=c&d#e", "https://example.org:8443/a?b=c&d#e"},
           {"https://example.org:/a", "https://example.org/a"},
           {"https://example.org?a", "https://example.org?a"},
           {"https://example.org/ä ö", "https://example.org/%C3%A4%20%C3%B6"},
           {"https://example.org/<\"'>|%zz%20", "https://example.org/%3C%22'%3E%7C%25zz%20"},
           {"https://köln.example/", "https://xn--kln-sna.example/"},
           {"https://faß.example/", "https://xn--fa-hia.example/"},
           {"https://[2001:db8::1]:80/", "https://[2001:db8::1]:80/"},
           {"https://192.0.2.1/", "https://192.0.2.1/"},
           {"mailto:post@example.org?subject=Gr%C3%BC%C3%9Fe",
            "mailto:post@example.org?subject=Gr%C3%BC%C3%9Fe"},
           {"mailto:jörg@example.org", "mailto:j%C3%B6rg@example.org"}}) {
    auto const url = Url::external(given);
    ASSERT_TRUE(url) << given;
    EXPECT_EQ(url->text(), expected);
    EXPECT_TRUE(url->leaves_site());
  }
}

TEST(Url, an_external_address_of_another_kind_is_refused) {
  for (std::string_view given : {"",
                                 "a",
                                 "/a",
                                 "//example.org",
                                 "example.org",
                                 "javascript:alert(1)",
                                 "JavaScript:alert(1)",
                                 " javascript:alert(1)",
                                 "java\tscript:alert(1)",
                                 "data:text/html,a",
                                 "vbscript:a",
                                 "file:///etc/passwd",
                                 "blob:https://example.org/a",
                                 "ftp://example.org",
                                 "https:",
                                 "https:/a",
                                 "https://",
                                 "https:///a",
                                 "https:example.org",
                                 " https://example.org",
                                 "https://user@example.org",
                                 "https://user:word@example.org",
                                 "https://example.org\\@elsewhere.example",
                                 "https:\\\\example.org",
                                 "https://example.org/a\\b",
                                 "https://exa mple.org",
                                 "https://example.org\n",
                                 "https://exa\tmple.org",
                                 "https://example.org:99999",
                                 "https://example.org:8o",
                                 "https://<b>/",
                                 "https://%65xample.org",
                                 "https://a..b/",
                                 "https://[2001:db8::1",
                                 "https://[2001::1]b/",
                                 "https://[a]b/",
                                 "https://example.org/\xFF",
                                 "mailto:",
                                 "mailto:a",
                                 "mailto:@a",
                                 "mailto:a@b?subject=a%0ABcc:c@d",
                                 "mailto:a@b\r\nBcc:c@d"}) {
    auto const url = Url::external(given);
    ASSERT_FALSE(url) << given << " gave " << url->text();
    EXPECT_EQ(url.error().code, Code::invalid);
    EXPECT_FALSE(url.error().message.empty());
  }
}

TEST(Url, an_external_address_with_a_password_is_refused_in_so_many_words) {
  EXPECT_EQ(Url::external("https://user:word@example.org").error().message,
            "An address here holds no user name and no password.");
}

TEST(Url, an_external_address_that_is_too_long_is_refused) {
  std::string const address = "https://example.org/" + std::string(Url::kLongest - 20, 'a');
  EXPECT_EQ(Url::external(address).value().text(), address);
  EXPECT_EQ(Url::external(address + "a").error().code, Code::limit);
  std::string const grows = "https://example.org/" + std::string(Url::kLongest - 20, ' ');
  EXPECT_EQ(Url::external(grows).error().code, Code::limit) << "too long once it is encoded";
}

TEST(Url, an_absolute_address_is_base_and_path) {
  Url const path = Url::path("/a?b#c");
  EXPECT_EQ(Url::absolute(Url::external("https://example.org").value(), path).text(),
            "https://example.org/a?b#c");
  EXPECT_EQ(Url::absolute(Url::external("https://example.org/").value(), path).text(),
            "https://example.org/a?b#c");
  EXPECT_THROW(Url::absolute(Url::external("mailto:a@example.org").value(), path), Bug);
  EXPECT_THROW(Url::absolute(Url::external("https://example.org?a").value(), path), Bug);
  EXPECT_THROW(Url::absolute(path, path), Bug);
  EXPECT_THROW(Url::absolute(Url::external("https://example.org").value(), Url::fragment("a")),
               Bug);
}

}  // namespace
}  // namespace allmende::html
