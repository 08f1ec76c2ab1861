#include "html/escape.h"

#include <unicode/utf8.h>

#include <array>
#include <cstdint>

namespace allmende::html::detail {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// What is written for each byte of ASCII instead of it; empty: the byte itself.
using Replacements = std::array<std::string_view, 128>;

// Whether a byte can be passed over: ASCII that stays.
using Plain = std::array<bool, 256>;

constexpr Plain plain(Replacements const& table) {
  Plain out = {};
  for (std::size_t i = 0; i < table.size(); ++i) out[i] = table[i].empty();
  return out;
}

constexpr Replacements controls() {
  Replacements table = {};
  for (std::size_t i = 0; i < 32; ++i) table[i] = kReplacement;
  table[127] = kReplacement;
  table['\t'] = table['\n'] = table['\r'] = {};
  return table;
}

// A parser turns a bare carriage return into a line feed, so it is written as a reference.
constexpr Replacements kMarkup = [] {
  Replacements table = controls();
  table['&'] = "&amp;";
  table['<'] = "&lt;";
  table['>'] = "&gt;";
  table['"'] = "&quot;";
  table['\''] = "&#39;";
  table['\r'] = "&#13;";
  return table;
}();

constexpr Replacements kJson = [] {
  Replacements table = controls();
  table['&'] = "\\u0026";
  table['<'] = "\\u003c";
  table['>'] = "\\u003e";
  return table;
}();

// HTML 13.2.3.5: neither C1 controls nor noncharacters belong in a document.
bool belongs(int point) { return point >= 0xA0 && !U_IS_UNICODE_NONCHAR(point); }

enum class Separators { keep, escape };

template <Replacements const& kTable>
void append(std::string& out, std::string_view text, Separators separators) {
  static constexpr Plain kPlain = plain(kTable);
  std::size_t begin = 0;  // of the run that is copied as it is
  std::size_t at = 0;
  while (true) {
    while (at < text.size() && kPlain[static_cast<unsigned char>(text[at])]) ++at;
    if (at == text.size()) break;
    std::size_t const end = at;
    int const point = read_character(text, at);
    std::string_view instead;
    if (point >= 0 && point < 128) {
      instead = kTable[static_cast<std::size_t>(point)];
    } else if (!belongs(point)) {
      instead = kReplacement;
    } else if (separators == Separators::escape && (point == 0x2028 || point == 0x2029)) {
      instead = point == 0x2028 ? "\\u2028" : "\\u2029";
    }
    if (instead.empty()) continue;
    out.append(text, begin, end - begin).append(instead);
    begin = at;
  }
  out.append(text, begin);
}

}  // namespace

int read_character(std::string_view text, std::size_t& at) {
  UChar32 point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
  U8_NEXT(text.data(), at, text.size(), point);
#pragma GCC diagnostic pop
  return point;
}

void append_escaped(std::string& out, std::string_view text) {
  append<kMarkup>(out, text, Separators::keep);
}

void append_json(std::string& out, std::string_view json) {
  append<kJson>(out, json, Separators::escape);
}

}  // namespace allmende::html::detail
