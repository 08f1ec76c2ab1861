#include "text/quotes.h"

namespace allmende::text {

namespace {

bool is_double(UChar32 c) {
  return c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || c == 0x2033;
}
bool points_left(UChar32 c) { return c == 0xAB || c == 0x2039; }

/// How much a mark looks like an opening one from its left side, and like a closing one from its
/// right.
int opens_by(Sort left) {
  if (left == Sort::edge || left == Sort::blank || left == Sort::opening) return 2;
  return left == Sort::dash ? 1 : 0;
}
int closes_by(Sort right) {
  if (right == Sort::edge || right == Sort::blank || right == Sort::closing || right == Sort::stop)
    return 2;
  return right == Sort::dash || right == Sort::ellipsis ? 1 : 0;
}

/// French sets a space inside its guillemets: then the unbreakable side is the inner one.
std::optional<Direction> french_direction(Paragraph const& paragraph, Mark const& mark) {
  if (!is_guillemet(mark.glyph)) return std::nullopt;
  auto glued = [](UChar32 c) { return c == 0xA0 || c == 0x202F; };
  bool const before = glued(paragraph.before(mark.offset));
  bool const behind = glued(paragraph.at(mark.end()));
  if (behind && !before && points_left(mark.glyph) && opens_by(mark.left) > 0)
    return Direction::opens;
  if (before && !behind && !points_left(mark.glyph) && closes_by(mark.right) > 0)
    return Direction::closes;
  return std::nullopt;
}

Direction direction_of(Paragraph const& paragraph, Mark const& mark) {
  if (auto french = french_direction(paragraph, mark)) return *french;
  int const open = opens_by(mark.left);
  int const close = closes_by(mark.right);
  if (open == close) return Direction::unclear;
  return open > close ? Direction::opens : Direction::closes;
}

/// Three points are an ellipsis before they are set as one.
Sort sort_behind(Paragraph const& paragraph, std::size_t offset) {
  bool const points = paragraph.text().substr(offset).starts_with("...");
  return points && !paragraph.is_kept(offset) ? Sort::ellipsis : paragraph.sort_at(offset);
}

bool may_begin_mark(char c) {
  return c == '"' || c == '\'' || c == '`' || c == '\xC2' || c == '\xE2';
}

}  // namespace

std::vector<Mark> marks_in(Paragraph const& paragraph) {
  std::vector<Mark> marks;
  std::string_view const text = paragraph.text();
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!may_begin_mark(text[at])) continue;
    std::size_t end = at;
    UChar32 const glyph = next_character(text, end);
    if (is_quote(glyph) && !paragraph.is_kept(at)) {
      marks.push_back(
          {at, end - at, glyph, is_double(glyph), Sort::edge, Sort::edge, Direction::unclear});
    }
    at = end - 1;
  }
  for (std::size_t i = 0; i < marks.size(); ++i) {
    bool const adjacent = i > 0 && marks[i - 1].end() == marks[i].offset;
    marks[i].left = adjacent ? marks[i - 1].left : paragraph.sort_before(marks[i].offset);
  }
  for (std::size_t i = marks.size(); i-- > 0;) {
    bool const adjacent = i + 1 < marks.size() && marks[i].end() == marks[i + 1].offset;
    marks[i].right = adjacent ? marks[i + 1].right : sort_behind(paragraph, marks[i].end());
    marks[i].direction = direction_of(paragraph, marks[i]);
  }
  return marks;
}

}  // namespace allmende::text
