// What a real parser reads back from pages with hostile values: the same elements and attribute
// names as with harmless ones, and every value as it was.

#include <gtest/gtest.h>
#include <gumbo.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

#include "html/html.h"

namespace allmende::html {
namespace {

/// A page as a parser sees it: `shape` are its elements and attribute names, `strings` its values.
struct Reading {
  std::string shape;
  std::vector<std::string> strings;
};

void read(GumboNode const& node, Reading& reading) {
  if (node.type == GUMBO_NODE_COMMENT) {
    reading.shape += "!";
    return;
  }
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return;
  GumboElement const& element = node.v.element;
  reading.shape += std::string("<") + gumbo_normalized_tagname(element.tag);
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    auto const& attribute = *static_cast<GumboAttribute*>(element.attributes.data[i]);
    reading.shape += std::string(" ") + attribute.name;
    reading.strings.push_back(attribute.value);
  }
  reading.shape += ">";
  std::string words;
  for (unsigned i = 0; i < element.children.length; ++i) {
    auto const& child = *static_cast<GumboNode*>(element.children.data[i]);
    bool const is_text = child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_WHITESPACE ||
                         child.type == GUMBO_NODE_CDATA;
    words += is_text ? child.v.text.text : "|";
    read(child, reading);
  }
  reading.shape += "/";
  reading.strings.push_back(words);
}

Reading parse(std::string const& page) {
  auto const close = [](GumboOutput* output) {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  };
  std::unique_ptr<GumboOutput, decltype(close)> const output(
      gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size()), close);
  Reading reading;
  read(*output->root, reading);
  return reading;
}

/// The door's rule for text, stated by other means than the code that keeps it.
std::string kept(std::string const& value) {
  icu::UnicodeString const decoded = icu::UnicodeString::fromUTF8(value);
  icu::UnicodeString out;
  for (int i = 0; i < decoded.length(); i = decoded.moveIndex32(i, 1)) {
    UChar32 const c = decoded.char32At(i);
    bool const line = c == '\t' || c == '\n' || c == '\r';
    bool const control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
    bool const noncharacter = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    out.append((control && !line) || noncharacter ? UChar32{0xFFFD} : c);
  }
  std::string bytes;
  return out.toUTF8String(bytes);
}

using Values = std::vector<std::string>;
constexpr std::size_t kValues = 32;

/// A page with a value in every kind of place, and in every element that changes how text is read.
std::string page_of(Values const& v) {
  Html const rows = each(Values{v[0], v[1]}, [](auto& value) {
    return html<R"(<tr><td title="{}">{}</td><th>a{}b</th></tr>)">(value, value, value);
  });
  Html const words = html<R"(<p class="{}" id='{}' title="a {} b{}">{}</p>
    <pre>{}</pre><pre> {}</pre><textarea name='a{}'>{}</textarea><div>{}</div>
    <a href="/a" target="{}">{}</a><img src="/a" alt="{}"><q>{}<br>{}</q>)">(
      v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], text(v[11]), v[12], v[13], v[14],
      v[15], v[16]);
  Html const rest = html<R"(<select><option value="{}">{}</option></select>
    <input value="{}" placeholder='{}' disabled="{}"><noscript><p title="{}">{}</p></noscript>
    <svg viewBox="0 0 {} 1" aria-label="{}"><title>{}</title><path d="{}"/><text>{}</text></svg>
    <math><mi>{}</mi></math><table><caption>{}</caption><tbody>{}</tbody></table><!-- end -->)">(
      v[17], v[18], v[19], v[20], true, v[21], v[22], v[23], v[24], v[25], v[26], v[27], v[28],
      v[29], rows);
  return document<R"(<!doctype html><html lang="{}"><head><meta name="a" content="{}">
    <title>{}</title></head><body>{}{}</body></html>)">(v[30], v[31], v[0], words, rest)
      .bytes();
}

constexpr std::string_view kHostile[] = {
    "\"",
    "'",
    "`",
    "<",
    ">",
    "&",
    "=",
    "/",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\f",
    "\v",
    "\x7F",
    std::string_view("\0", 1),
    "<script>alert(1)</script>",
    "</script>",
    "</title>",
    "</textarea>",
    "</pre>",
    "</select>",
    "</noscript>",
    "</svg>",
    "</math>",
    "</table>",
    "</p>",
    "</body></html>",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "<?xml ?>",
    "<plaintext>",
    "<svg onload=alert(1)>",
    "\" onclick=\"alert(1)",
    "' onclick='alert(1)",
    "/><img src=x>",
    "javascript:alert(1)",
    "&#x",
    "&#60;",
    "&#x3c",
    "&lt",
    "&lt;",
    "&amp",
    "&quot;",
    "&NotEqualTilde",
    "&nbsp",
    "&#0;",
    "&#xD800;",
    "{}",
    "{{",
    "}}",
    "${alert(1)}",
    "{0}",
    "%s",
    "\xC0\xBC",
    "\xE0\x80\xBC",
    "\xF0\x80\x80\xBC",
    "\xED\xA0\x80",
    "\xED\xB0\x80",
    "\xF4\x90\x80\x80",
    "\xC3",
    "\xE2\x82",
    "\xF0\x9F\x98",
    "\x80",
    "\xFF",
    "\xFE",
    "\xEF\xBB\xBF",
    "\xEF\xBF\xBE",
    "\xEF\xB7\x90",
    "\xC2\x80",
    "\xC2\x85",
    "\xC2\xA0",
    "\xE2\x80\xA8",
    "\xE2\x80\xAE",
    "ä",
    "ß",
    "港",
    "🚢",
    "\uFF1C",
    "\u02BA",
    "\u212A",
    "a",
    "Z",
    "0",
    "Schüler*innen",
};

class Hostile {
 public:
  explicit Hostile(unsigned seed) : random_(seed) {}

  std::string value() {
    std::string out;
    for (std::size_t i = pick(7); i > 0; --i) {
      if (pick(4) == 0) {
        out += static_cast<char>(pick(256));
      } else {
        out += kHostile[pick(std::size(kHostile))];
      }
    }
    return out;
  }
  Values values() {
    Values values(kValues);
    for (std::string& each_value : values) each_value = value();
    return values;
  }
  std::size_t pick(std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
  }

 private:
  std::mt19937 random_;
};

std::string marker(std::size_t i) { return "marker" + std::to_string(100 + i) + "."; }

/// The strings of the page with markers, each marker replaced by what its value must be read as.
std::vector<std::string> expected(std::vector<std::string> strings, Values const& values) {
  for (std::string& string : strings) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t found; (found = string.find("marker", at)) != std::string::npos;) {
      out.append(string, at, found - at);
      out += kept(values[static_cast<std::size_t>(std::stoi(string.substr(found + 6, 3))) - 100]);
      at = found + marker(0).size();
    }
    string = out.append(string, at);
  }
  return strings;
}

Reading reading_with_markers() {
  Values markers(kValues);
  for (std::size_t i = 0; i < kValues; ++i) markers[i] = marker(i);
  return parse(page_of(markers));
}

TEST(Parser, finds_the_elements_of_the_template_whatever_the_values) {
  Reading const plain = reading_with_markers();
  for (std::size_t i = 0; i < kValues; ++i) {
    ASSERT_TRUE(std::ranges::any_of(
        plain.strings,
        [&](std::string const& string) { return string.find(marker(i)) != std::string::npos; }))
        << "value " << i << " stands nowhere";
  }
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    Values const values = Hostile(seed).values();
    std::string const page = page_of(values);
    Reading const reading = parse(page);
    ASSERT_EQ(reading.shape, plain.shape) << "seed " << seed << "\n" << page;
    ASSERT_EQ(reading.strings, expected(plain.strings, values)) << "seed " << seed << "\n" << page;
  }
}

TEST(Parser, reads_back_each_hostile_value_in_each_place) {
  Reading const plain = reading_with_markers();
  for (std::string_view hostile : kHostile) {
    Values const values(kValues, std::string(hostile));
    Reading const reading = parse(page_of(values));
    ASSERT_EQ(reading.shape, plain.shape) << hostile;
    ASSERT_EQ(reading.strings, expected(plain.strings, values)) << hostile;
  }
}

TEST(Parser, reads_back_every_address) {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    Hostile hostile(seed);
    std::string const segment = "s" + hostile.value();
    Url const path = Url::path_of({segment, "end"}, {{hostile.value(), hostile.value()}});
    Url const place = Url::fragment("f" + hostile.value());
    Url const given = Url::external("https://example.org/" + hostile.value()).value_or(path);
    SrcSet const renditions{{path, 320}, {given, 640}};
    std::string const page = html<R"(<a href="{}">a</a><a href='{}'>b</a><img src="{}" alt=""
        srcset="{}"><form action="{}"></form>)">(path, place, given, renditions, path)
                                 .bytes();
    Reading const reading = parse(page);
    ASSERT_EQ(reading.shape,
              "<html><head>/<body><a href>/<a href>/<img src alt srcset>/<form action>///")
        << page;
    auto const& strings = reading.strings;
    ASSERT_EQ(strings,
              (std::vector<std::string>{"", path.text(), "a", place.text(), "b", given.text(), "",
                                        renditions.text(), "", path.text(), "", "||||", "||"}));
    for (Url const& url : {path, place, given}) {
      for (char c : url.text())
        ASSERT_TRUE(c > ' ' && c < 127 && c != '"' && c != '<') << url.text();
    }
    ASSERT_EQ(path.text().find("//"), std::string::npos);
  }
}

TEST(Parser, finds_one_script_in_a_data_block_and_nothing_else) {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    std::string const value = Hostile(seed).value();
    Reading const reading = parse(data_block("application/ld+json", "\"" + value + "\"").bytes());
    ASSERT_EQ(reading.shape, "<html><head><script type>//<body>//") << value;
    ASSERT_EQ(reading.strings[1].find_first_of("<>&"), std::string::npos);
  }
}

}  // namespace
}  // namespace allmende::html
