#include "xml/reader.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <random>

#include "xml/writer.h"

namespace allmende::xml {
namespace {

/// Everything that is in the element we are in: <a b="1"> → a[b=1](…).
Result<std::string> outline(Reader& xml) {
  std::string all;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    all += fmt::format("{}(", name);
    if (name.starts_with("t")) {
      all += TRY(xml.text());
    } else {
      all += TRY(outline(xml));
    }
    all += ")";
    return {};
  }));
  return all;
}

Result<std::string> outline_of(Source source, Limits const& limits = {}) {
  Reader xml(std::move(source), limits);
  Name root = TRY(xml.root());
  std::string all = fmt::format("{}({})", root.local, TRY(outline(xml)));
  TRY(xml.finish());
  return all;
}

Result<std::string> outline_of(std::string_view document, Limits const& limits = {}) {
  return outline_of(bytes_of(document), limits);
}

Refusal refusal_of(std::string_view document, Limits const& limits = {}) {
  auto read = outline_of(document, limits);
  return read ? Refusal{Code::gone, "was read: " + *read} : read.error();
}

/// Gives so many bytes at a time.
Source dripping(std::string_view document, std::size_t step) {
  return [document, step](std::span<char> buffer) mutable -> Result<std::size_t> {
    std::size_t size = std::min({buffer.size(), document.size(), step});
    std::ranges::copy(document.substr(0, size), buffer.begin());
    document.remove_prefix(size);
    return size;
  };
}

/// `head`, then `piece` for ever.
Source endless(std::string head, std::string piece) {
  return [rest = std::move(head), piece = std::move(piece)](std::span<char> buffer) mutable -> Result<std::size_t> {
    while (rest.size() < buffer.size()) rest += piece;
    std::ranges::copy(std::string_view(rest).substr(0, buffer.size()), buffer.begin());
    rest.erase(0, buffer.size());
    return buffer.size();
  };
}

TEST(XmlReader, gives_names_texts_and_attributes_in_their_order) {
  Reader xml(bytes_of("<r xmlns='urn:x'>\n <a n='1'><t>Salz &amp; <![CDATA[<Wind>]]></t></a>\n <t> &#228; </t>\n</r>"));
  EXPECT_EQ(xml.root().value(), (Name{"urn:x", "r"}));
  std::vector<std::string> seen;
  auto done = xml.children([&](std::string_view name) -> Result<void> {
    seen.push_back(fmt::format("{} {}", xml.line(), name));
    if (name == "t") {
      seen.push_back(TRY(xml.text()));
    } else {
      seen.push_back(xml.attribute("n").value_or("none") + xml.attribute("m").value_or("none"));
      seen.push_back(TRY(outline(xml)));
    }
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_TRUE(xml.finish());
  EXPECT_EQ(seen, (std::vector<std::string>{"2 a", "1none", "t(Salz & <Wind>)", "3 t", "ä"}));
}

TEST(XmlReader, passes_over_what_is_not_asked_for_and_other_namespaces) {
  Reader xml(
      bytes_of("<r xmlns='urn:x'><a><b><c/></b></a><o:t xmlns:o='urn:o'><t>x</t></o:t><!-- t --><?t t?><t>y</t></r>"));
  ASSERT_TRUE(xml.root());
  std::string seen;
  ASSERT_TRUE(xml.children([&](std::string_view name) -> Result<void> {
    seen += name;
    return {};
  }));
  EXPECT_EQ(seen, "at");
  EXPECT_TRUE(xml.finish());
}

TEST(XmlReader, does_not_care_how_the_bytes_arrive) {
  std::string const document =
      "<?xml version='1.0' encoding='UTF-8'?>\n<r><a><t>ä&lt;ö</t></a><t>" + std::string(5000, 'x') + "</t></r>";
  auto whole = outline_of(document).value();
  for (std::size_t step : {1U, 2U, 3U, 7U, 4096U})
    EXPECT_EQ(outline_of(dripping(document, step)).value(), whole) << step;
}

TEST(XmlReader, reads_other_encodings_and_refuses_wrong_ones) {
  EXPECT_EQ(outline_of("<?xml version='1.0' encoding='ISO-8859-1'?><r><t>\xe4</t></r>").value(), "r(t(ä))");
  std::string utf16 = "\xff\xfe";
  for (char c : std::string_view("<r><t>x</t></r>")) utf16 += {c, '\0'};
  EXPECT_EQ(outline_of(utf16).value(), "r(t(x))");
  for (std::string_view wrong :
       {"<?xml version='1.0' encoding='UTF-8'?><r><t>M\xfcller</t></r>", "<r><t>\xc3\x28</t></r>",
        "<?xml version='1.0' encoding='UTF-99'?><r/>", "<?xml version='1.0' encoding='UTF-16'?><r>\xff</r>"}) {
    EXPECT_EQ(refusal_of(wrong).code, Code::invalid) << wrong;
  }
}

TEST(XmlReader, refuses_a_declaration_of_type_before_anything_of_it_is_done) {
  for (std::string_view doctype :
       {"<!DOCTYPE r>", "<!DOCTYPE r SYSTEM 'file:///etc/passwd'>",
        "<!DOCTYPE r PUBLIC 'x' 'http://127.0.0.1:1/x.dtd'>", "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]>",
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"}) {
    Refusal refused = refusal_of(std::string(doctype) + "\n<r><t>&e;&b;</t></r>");
    EXPECT_EQ(refused, (Refusal{Code::invalid, "a document type declaration (DOCTYPE) is not allowed", "line 1"}))
        << doctype;
  }
}

TEST(XmlReader, knows_no_entities_but_those_of_xml) {
  EXPECT_EQ(outline_of("<r><t>&lt;&gt;&amp;&quot;&apos;&#x41;</t></r>").value(), "r(t(<>&\"'A))");
  EXPECT_NE(refusal_of("<r><t>&nbsp;</t></r>").message.find("Entity 'nbsp' not defined"), std::string::npos);
}

TEST(XmlReader, says_where_and_why_it_is_broken) {
  EXPECT_EQ(refusal_of("<r>\n<t>x</u></r>").where, "line 2");
  EXPECT_NE(refusal_of("<r>\n<t>x</u></r>").message.find("tag mismatch"), std::string::npos);
  EXPECT_EQ(refusal_of("<r>\n<t>x</t>"), (Refusal{Code::invalid, "the XML is cut off", "line 2"}));
  EXPECT_EQ(refusal_of("").message.substr(0, 10), "the XML is");
  for (std::string_view wrong :
       {"x", "<r", "<r></r><r></r>", "<r></r>x", "<r a='1' a='2'/>", "<r><t>\x01</t></r>", "<r>&#0;</r>", "<r a='<'/>",
        "<p:r/>", "%PDF-1.7", "PK\x03\x04", "<r><t>a<u/>b</t></r>"}) {
    EXPECT_EQ(refusal_of(wrong).code, Code::invalid) << wrong;
  }
}

TEST(XmlReader, holds_every_limit) {
  EXPECT_EQ(refusal_of("<r><t>12345</t></r>", {.text = 4}).code, Code::limit);
  EXPECT_EQ(refusal_of("<r><t>1234</t></r>", {.text = 4}).message, "was read: r(t(1234))");
  EXPECT_EQ(refusal_of("<r a='12' b='345'/>", {.text = 4}).code, Code::limit);
  EXPECT_EQ(refusal_of("<r><a><a/></a></r>", {.depth = 2}).message, "elements are nested deeper than 2");
  EXPECT_EQ(refusal_of("<r><a/></r>", {.bytes = 10}).message, "the document has more than 10 bytes");
  EXPECT_EQ(refusal_of("<r><a/></r>", {.bytes = 11}).message, "was read: r(a())");
}

TEST(XmlReader, holds_what_one_part_may_have) {
  std::string document = "<r>";
  for (int i = 0; i < 100; ++i) document += "<a>" + std::string(2000, 'x') + "</a>";
  document += "<a>" + std::string(60'000, 'x') + "</a></r>";
  Reader xml(bytes_of(document));
  ASSERT_TRUE(xml.root());
  int read = 0;
  auto done = xml.children([&](std::string_view) -> Result<void> {
    xml.allow(10'000);
    TRY(xml.text());
    ++read;
    return {};
  });
  EXPECT_EQ(read, 100);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "one part of the document has more than 10000 bytes");
}

TEST(XmlReader, keeps_refusing_after_it_has_refused) {
  Reader xml(bytes_of("<r><t>x</u></r>"));
  ASSERT_TRUE(xml.root());
  auto nothing = [](std::string_view) { return Result<void>(); };
  auto first = xml.children(nothing);
  ASSERT_FALSE(first);
  EXPECT_EQ(xml.finish().error(), first.error());
}

TEST(XmlReader, ends_with_what_the_source_or_the_child_refuses) {
  Source failing = [](std::span<char>) -> Result<std::size_t> { return refuse(Code::limit, "no more", "a.xml"); };
  EXPECT_EQ(outline_of(failing).error(), (Refusal{Code::limit, "no more", "a.xml"}));
  Reader xml(bytes_of("<r><a/><b/></r>"));
  ASSERT_TRUE(xml.root());
  int calls = 0;
  auto done = xml.children([&](std::string_view) -> Result<void> {
    ++calls;
    return refuse(Code::conflict, "mine");
  });
  EXPECT_EQ(done.error().message, "mine");
  EXPECT_EQ(calls, 1);
}

TEST(XmlReader, lets_faults_of_the_source_through) {
  Source broken = [](std::span<char>) -> Result<std::size_t> { throw Fault("disk"); };
  EXPECT_THROW({ auto ignored = outline_of(broken); }, Fault);
}

TEST(XmlReader, misuse_is_a_bug) {
  Reader xml(bytes_of("<r><t>x</t></r>"));
  auto nothing = [](std::string_view) { return Result<void>(); };
  EXPECT_THROW({ auto ignored = xml.children(nothing); }, Bug);
  ASSERT_TRUE(xml.root());
  EXPECT_THROW({ auto ignored = xml.root(); }, Bug);
  ASSERT_TRUE(xml.children(nothing));
  EXPECT_THROW({ auto ignored = xml.text(); }, Bug);
}

/// The most memory that this process has had, in kilobytes.
long peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(XmlReader, is_bounded_in_memory_however_long_the_document_is) {
  struct Case {
    char const* what;
    std::string head, piece;
  };
  [[maybe_unused]] long const before = peak_memory();  // under sanitizers memory is not measured
  for (Case const& c :
       {Case{"elements", "<r>", "<a>" + std::string(5000, 'x') + "</a>"}, Case{"text", "<r><t>", "xxxxxxxxxxxxxxxx"},
        Case{"depth", "", "<a>"}, Case{"one tag", "<r ", "a='1' "}, Case{"an attribute", "<r a='", "xxxxxxxx"},
        Case{"a comment", "<!--", "xxxxxxxx"}, Case{"blanks", "<r>", "        \n"}, Case{"a name", "<", "aaaaaaaa"},
        Case{"an instruction", "<?a ", "xxxxxxxx"}, Case{"CDATA", "<r><t><![CDATA[", "xxxxxxxx"},
        Case{"a type", "<!DOCTYPE r [", "<!ENTITY a 'b'>"}, Case{"references", "<r><t>", "&#65;"}}) {
    auto read = outline_of(endless(c.head, c.piece), {.bytes = 64 << 20});
    ASSERT_FALSE(read) << c.what;
  }
  // With sanitizers memory grows by what they keep; without them some 30 MB are libxml2's own 10 MB limit, thrice.
#ifndef __SANITIZE_ADDRESS__
  EXPECT_LT(peak_memory() - before, 64 * 1024);
#endif
}

TEST(XmlReader, refuses_every_cut_and_survives_every_change) {
  std::string const document =
      "<?xml version='1.0' encoding='UTF-8'?><r xmlns='urn:x'><a "
      "n='1'><t>ä&amp;b</t></a><!--c--><t><![CDATA[x]]></t></r>";
  ASSERT_TRUE(outline_of(document));
  for (std::size_t size = 0; size < document.size(); ++size) {
    EXPECT_FALSE(outline_of(std::string_view(document).substr(0, size))) << size;
  }
  std::mt19937 random(7);
  int refused = 0;
  for (int turn = 0; turn < 20'000; ++turn) {
    std::string changed = document;
    for (int i = 0; i < 1 + turn % 3; ++i) changed[random() % changed.size()] = static_cast<char>(random() % 256);
    auto read = outline_of(dripping(changed, 1 + random() % 50));
    if (!read) ++refused;
  }
  EXPECT_GT(refused, 10'000);
}

TEST(XmlReader, reads_what_the_writer_writes) {
  std::string every;
  for (char32_t c = 1; c < 0x250; ++c)
    every += c < 0x80 ? std::string(1, static_cast<char>(c))
                      : std::string{static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
  for (Layout layout : {Layout::indented, Layout::compact}) {
    Writer xml(layout);
    {
      auto r = xml.element("r");
      xml.leaf("t", "x" + every + "x");
    }
    std::string kept = every;
    std::erase_if(kept, [](char c) { return c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
    EXPECT_EQ(outline_of(xml.finish()).value(), "r(t(x" + kept + "x))");
  }
}

}  // namespace
}  // namespace allmende::xml
