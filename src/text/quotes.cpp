// Every quote as the house sets it.

#include "text/quotes.h"

#include <array>

namespace allmende::text {

namespace {

struct Glyphs {
  std::string_view outer_open, outer_close, inner_open, inner_close;
};

Glyphs const& glyphs_of(QuoteStyle style) {
  static constexpr std::array<Glyphs, 4> kGlyphs{
      {{"»", "«", "›", "‹"}, {"„", "“", "‚", "‘"}, {"«", "»", "‹", "›"}, {"“", "”", "‘", "’"}}};
  return kGlyphs[static_cast<std::size_t>(style)];
}

std::string_view glyph_for(Mark const& mark, Glyphs const& glyphs) {
  bool const outer = mark.level == Level::outer;
  switch (mark.role) {
    case Role::opens:
      return outer ? glyphs.outer_open : glyphs.inner_open;
    case Role::closes:
      return outer ? glyphs.outer_close : glyphs.inner_close;
    case Role::apostrophe:
      return "’";
    case Role::prime:
      return "′";
    case Role::double_prime:
      return "″";
    case Role::undecided:
      break;
  }
  return "";
}

std::string_view with_space_inside(std::string_view glyph) {
  if (glyph == "«") return "«\u202f";
  if (glyph == "»") return "\u202f»";
  return glyph == "‹" ? "‹\u202f" : "\u202f›";
}

/// A paired quote and the space on its inner side: French wants one, others drop what French has
/// left.
void set_pair(Paragraph& paragraph, Mark const& mark, std::string_view glyph, bool french) {
  bool const opens = mark.role == Role::opens;
  std::size_t const blank =
      opens ? paragraph.blank_at(mark.end()) : paragraph.blank_before(mark.offset);
  std::size_t const begin = opens ? mark.end() : mark.offset - blank;
  if (french && blank == 0) glyph = with_space_inside(glyph);
  else if (french) paragraph.edit(begin, blank, kThinSpace);
  else if (is_guillemet(mark.glyph)) paragraph.edit(begin, blank, "");
  paragraph.edit(mark.offset, mark.length, glyph);
}

}  // namespace

std::size_t set_quotes(Paragraph& paragraph, Language const& language, QuoteStyle style) {
  std::vector<Mark> marks = marks_in(paragraph);
  pair(marks, paragraph, language);
  bool const french = language.primary() == "fr" && style == QuoteStyle::outward_guillemets;
  std::size_t unpaired = 0;
  for (Mark const& mark : marks) {
    std::string_view const glyph = glyph_for(mark, glyphs_of(style));
    if (mark.partner) set_pair(paragraph, mark, glyph, french);
    else if (!glyph.empty()) paragraph.edit(mark.offset, mark.length, glyph);
    unpaired += mark.is_double && !mark.partner && mark.role != Role::double_prime ? 1 : 0;
  }
  return unpaired;
}

}  // namespace allmende::text
