#include "html/html.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace allmende::html {
namespace {

TEST(Html, a_template_without_values_is_written_as_it_stands) {
  EXPECT_EQ(html<R"(<p class="a">one &amp; <b>two</b><br></p>)">().bytes(),
            R"(<p class="a">one &amp; <b>two</b><br></p>)");
}

TEST(Html, double_braces_are_single_ones) {
  EXPECT_EQ(html<R"(<p title="{{a}}">{{}} {{{}}}</p>)">(1).bytes(), R"(<p title="{a}">{} {1}</p>)");
}

TEST(Html, text_is_escaped_between_tags_and_in_attributes) {
  std::string const value = R"(<b>&"'>)";
  EXPECT_EQ(html<"<p title='a {} b' id=\"{}\">{}</p>">(value, value, value).bytes(),
            "<p title='a &lt;b&gt;&amp;&quot;&#39;&gt; b' id=\"&lt;b&gt;&amp;&quot;&#39;&gt;\">"
            "&lt;b&gt;&amp;&quot;&#39;&gt;</p>");
}

TEST(Html, text_may_be_any_kind_of_string) {
  std::string const string = "a";
  std::string_view const view = "b";
  char const* const pointer = "c";
  EXPECT_EQ(html<"{}{}{}{}">(string, view, pointer, "d").bytes(), "abcd");
}

TEST(Html, a_null_pointer_is_a_bug) {
  char const* const pointer = nullptr;
  EXPECT_THROW(html<"{}">(pointer), Bug);
}

TEST(Html, whole_numbers_are_printed_to_their_limits) {
  EXPECT_EQ(html<R"(<b id="{}">{} {} {}</b>)">(0, -7, std::numeric_limits<std::int64_t>::min(),
                                               std::numeric_limits<std::uint64_t>::max())
                .bytes(),
            R"(<b id="0">-7 -9223372036854775808 18446744073709551615</b>)");
  EXPECT_EQ(html<"{}">(static_cast<short>(-1)).bytes(), "-1");
}

TEST(Html, markup_goes_in_as_it_is) {
  Html const inner = html<"<b>{}</b>">("&");
  EXPECT_EQ(html<"<p>{}{}</p>">(inner, nothing).bytes(), "<p><b>&amp;</b></p>");
}

TEST(Html, pieces_are_strung_together) {
  Html page = text("<") + html<"<br>">();
  page += text("b");
  EXPECT_EQ(page.bytes(), "&lt;<br>b");
  EXPECT_TRUE(nothing.empty());
  EXPECT_FALSE(page.empty());
}

TEST(Html, bad_utf8_and_controls_become_replacement_characters) {
  EXPECT_EQ(text(std::string_view("a\0b", 3)).bytes(), "a\uFFFDb");
  EXPECT_EQ(text("\x01\x0B\x7F").bytes(), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(text("\xC2\x85").bytes(), "\uFFFD") << "a C1 control";
  EXPECT_EQ(text("\xEF\xBF\xBE\xEF\xB7\x90").bytes(), "\uFFFD\uFFFD") << "noncharacters";
  EXPECT_EQ(text("\xFF\xC0\xAF").bytes(), "\uFFFD\uFFFD\uFFFD") << "an overlong slash";
  EXPECT_EQ(text("\xED\xA0\x80|").bytes(), "\uFFFD\uFFFD\uFFFD|") << "a lone surrogate";
  EXPECT_EQ(text("\xE2\x82<").bytes(), "\uFFFD&lt;") << "half a euro sign hides no tag";
  EXPECT_EQ(text("\xF0\x9F\x98").bytes(), "\uFFFD") << "cut off at the end";
}

TEST(Html, good_text_of_any_script_stays) {
  std::string const good = "Grüße, Ельба, 港, 🚢\t\n\u00a0\u202f\u00ad";
  EXPECT_EQ(text(good).bytes(), good);
}

TEST(Html, a_carriage_return_survives_the_parser_as_a_reference) {
  EXPECT_EQ(text("a\r\nb").bytes(), "a&#13;\nb");
}

TEST(Html, a_newline_that_begins_pre_or_textarea_is_doubled) {
  EXPECT_EQ(html<"<pre>{}</pre>">("\na").bytes(), "<pre>\n\na</pre>");
  EXPECT_EQ(html<"<textarea>{}</textarea>">("\na").bytes(), "<textarea>\n\na</textarea>");
  EXPECT_EQ(html<"<pre>{}</pre>">(text("\na")).bytes(), "<pre>\n\na</pre>");
  EXPECT_EQ(html<"<pre>{}</pre>">("a").bytes(), "<pre>a</pre>");
  EXPECT_EQ(html<"<pre> {}</pre>">("\na").bytes(), "<pre> \na</pre>");
}

TEST(Html, a_flag_is_there_or_not) {
  EXPECT_EQ(html<R"(<input disabled="{}" checked="{}" name="a">)">(true, false).bytes(),
            R"(<input disabled name="a">)");
}

TEST(Html, an_empty_optional_leaves_the_attribute_out) {
  std::optional<std::string> const none;
  std::optional<std::string> const some = "a\"b";
  EXPECT_EQ(html<"<p class=\"{}\"\n  lang=\"{}\" id='{}'>x</p>">(none, some, some).bytes(),
            "<p\n  lang=\"a&quot;b\" id='a&quot;b'>x</p>");
  EXPECT_EQ(html<R"(<a href="{}">x</a>)">(std::optional<Url>()).bytes(), "<a>x</a>");
  EXPECT_EQ(html<R"(<td colspan="{}"></td>)">(std::optional<int>(3)).bytes(),
            R"(<td colspan="3"></td>)");
}

TEST(Html, an_empty_text_keeps_the_attribute) {
  EXPECT_EQ(html<R"(<img alt="{}" src="/a">)">("").bytes(), R"(<img alt="" src="/a">)");
}

TEST(Html, an_address_is_escaped_as_markup) {
  EXPECT_EQ(html<R"(<a href="{}">x</a>)">(Url::path("/a?b=1&c='2'")).bytes(),
            R"(<a href="/a?b=1&amp;c=&#39;2&#39;">x</a>)");
}

TEST(Html, scripts_and_style_sheets_come_from_this_site) {
  Url const own = Url::path("/a");
  Url const other = Url::external("https://elsewhere.example/a").value();
  EXPECT_EQ(html<R"(<script src="{}"></script>)">(own).bytes(), R"(<script src="/a"></script>)");
  EXPECT_THROW(html<R"(<script src="{}"></script>)">(other), Bug);
  EXPECT_THROW(html<R"(<link rel="stylesheet" href="{}">)">(other), Bug);
  EXPECT_THROW(html<R"(<link href="{}" rel="alternate stylesheet">)">(other), Bug);
  EXPECT_THROW(html<R"(<link rel="modulepreload" href="{}">)">(std::optional(other)), Bug);
  EXPECT_THROW(html<R"(<script src="{}"></script>)">(Url::fragment("a")), Bug);
  EXPECT_EQ(html<R"(<link rel="canonical" href="{}">)">(other).bytes(),
            R"(<link rel="canonical" href="https://elsewhere.example/a">)");
}

TEST(Html, renditions_are_listed_and_left_out_when_there_are_none) {
  SrcSet const renditions{{Url::path("/a,b.webp"), 320}, {Url::path("/c.webp"), 640}};
  EXPECT_EQ(html<R"(<img src="/a" srcset="{}">)">(renditions).bytes(),
            R"(<img src="/a" srcset="/a%2Cb.webp 320w, /c.webp 640w">)");
  EXPECT_EQ(html<R"(<img src="/a" srcset="{}">)">(SrcSet()).bytes(), R"(<img src="/a">)");
  EXPECT_THROW((SrcSet{{Url::path("/a"), 0}}), Bug);
}

TEST(Html, each_writes_every_item_and_join_separates_them) {
  std::vector<std::string> const words{"a", "<", "c"};
  auto const item = [](std::string const& word) { return html<"<li>{}</li>">(word); };
  EXPECT_EQ(html<"<ul>{}</ul>">(each(words, item)).bytes(),
            "<ul><li>a</li><li>&lt;</li><li>c</li></ul>");
  EXPECT_EQ(join(words, text(" & "), [](auto& word) { return text(word); }).bytes(),
            "a &amp; &lt; &amp; c");
  EXPECT_TRUE(join(std::vector<std::string>(), text(","), item).empty());
}

TEST(Html, when_asks_its_view_only_if_the_condition_holds) {
  int asked = 0;
  auto const view = [&] {
    ++asked;
    return text("yes");
  };
  EXPECT_EQ(when(true, view).bytes(), "yes");
  EXPECT_EQ(when(false, view).bytes(), "");
  EXPECT_EQ(asked, 1);
  std::optional<std::string> const note = "a";
  EXPECT_EQ(when(note, [](auto& words) { return text(words); }).bytes(), "a");
  EXPECT_EQ(when(note, [] { return text("b"); }).bytes(), "b");
}

TEST(Html, a_document_is_a_whole_page) {
  Document const page = document<R"(<!doctype html>
<html lang="{}"><head><title>{}</title></head><body>{}</body></html>
)">("de", "</title>", html<"<p>x</p>">());
  EXPECT_EQ(page.bytes(),
            "<!doctype html>\n<html lang=\"de\"><head><title>&lt;/title&gt;</title></head>"
            "<body><p>x</p></body></html>\n");
}

TEST(Html, a_drawing_takes_geometry) {
  EXPECT_EQ(
      html<R"(<svg viewBox="0 0 {} {}"><title>{}</title><path d="{}"/></svg>)">(3, 4, "<", "M0 0h1")
          .bytes(),
      R"(<svg viewBox="0 0 3 4"><title>&lt;</title><path d="M0 0h1"/></svg>)");
}

TEST(DataBlock, cannot_be_left_by_its_data) {
  EXPECT_EQ(data_block("application/ld+json", "{\"a\":\"</script><!--&\u2028\u2029\xFF\"}").bytes(),
            "<script type=\"application/ld+json\">"
            "{\"a\":\"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029\uFFFD\"}</script>");
}

TEST(DataBlock, is_only_for_json) {
  EXPECT_THROW(data_block("text/javascript", "{}"), Bug);
  EXPECT_THROW(data_block("importmap", "{}"), Bug);
  EXPECT_THROW(data_block("application/json\" src=\"/a", "{}"), Bug);
  EXPECT_THROW(data_block("", "{}"), Bug);
}

}  // namespace
}  // namespace allmende::html
