#include "xml/xml.h"

#include <gtest/gtest.h>
#include <libxml/parser.h>

#include "base/result.h"

namespace allmende::xml {
namespace {

std::string leaf_of(std::string_view text) {
  Writer xml;
  xml.leaf("a", text);
  return xml.finish();
}

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

TEST(Xml, elements_end_where_their_scope_ends) {
  Writer xml;
  {
    auto rss =
        xml.element("rss", {{"version", "2.0"}, {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}});
    auto channel = xml.element("channel");
    xml.leaf("title", "Salz & Wind");
    xml.leaf("dc:creator", "Mira \"Sturm\" Petersen");
    xml.leaf("link", "", {{"href", "/?a=1&b=\"2\"<"}});
  }
  EXPECT_EQ(xml.finish(),
            std::string(kDeclaration) +
                "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                " <channel>\n"
                "  <title>Salz &amp; Wind</title>\n"
                "  <dc:creator>Mira &quot;Sturm&quot; Petersen</dc:creator>\n"
                "  <link href=\"/?a=1&amp;b=&quot;2&quot;&lt;\"/>\n"
                " </channel>\n"
                "</rss>\n");
}

TEST(Xml, can_be_written_without_blanks) {
  Writer xml(Layout::compact);
  {
    auto a = xml.element("a");
    xml.leaf("b", "1");
    xml.leaf("c", "");
  }
  EXPECT_EQ(xml.finish(), std::string(kDeclaration) + "<a><b>1</b><c/></a>\n");
}

TEST(Xml, leaves_out_what_xml_forbids) {
  using namespace std::string_view_literals;
  EXPECT_EQ(leaf_of("a\0b\x01\x0B\x1F\uFFFE\uFFFF\tc"sv),
            std::string(kDeclaration) + "<a>ab\tc</a>\n");
  EXPECT_EQ(leaf_of("ä\xC3\x28\xED\xA0\x80\xFF"),
            std::string(kDeclaration) + "<a>ä\uFFFD(\uFFFD\uFFFD\uFFFD\uFFFD</a>\n");
}

TEST(Xml, whatever_the_text_the_document_is_well_formed) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  for (std::string const& text :
       {every_byte, std::string("]]>"), std::string("</a><b>"), std::string("&amp;")}) {
    Writer xml;
    {
      auto a = xml.element("a", {{"b", text}});
      xml.text(text);
    }
    std::string const document = xml.finish();
    xmlDoc* read = xmlReadMemory(document.data(), static_cast<int>(document.size()), nullptr,
                                 nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR);
    EXPECT_NE(read, nullptr) << document;
    xmlFreeDoc(read);
  }
}

TEST(Xml, a_name_that_xml_does_not_allow_is_a_bug) {
  Writer xml;
  EXPECT_THROW(xml.leaf("a b", ""), Bug);
  EXPECT_THROW(xml.leaf("a", "", {{"", "x"}}), Bug);
  EXPECT_THROW(xml.text("outside of every element"), Bug);
}

}  // namespace
}  // namespace allmende::xml
