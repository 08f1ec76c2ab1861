#include "text/paragraph.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace allmende::text {

namespace {

UChar32 character_before(std::string_view text, std::size_t offset) {
  std::size_t start = offset - 1;
  while (start > 0 && offset - start < 4 && (text[start] & 0xC0) == 0x80) --start;
  return next_character(text, start);
}

Sort sort_of_ascii(char c) {
  if (c >= '0' && c <= '9') return Sort::digit;
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
      return Sort::blank;
    case '(':
    case '[':
    case '{':
      return Sort::opening;
    case ')':
    case ']':
    case '}':
      return Sort::closing;
    case '.':
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
      return Sort::stop;
    case '-':
    case '/':
      return Sort::dash;
    default:
      return Sort::letter;
  }
}

std::vector<Span> joined(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> all;
  for (Span span : spans) {
    if (!all.empty() && span.begin <= all.back().end)
      all.back().end = std::max(all.back().end, span.end);
    else all.push_back(span);
  }
  return all;
}

}  // namespace

Sort sort_of(UChar32 character) {
  if (character == kEdge) return Sort::edge;
  if (character >= 0 && character < 0x80) return sort_of_ascii(static_cast<char>(character));
  switch (character) {
    case 0xA0:
    case 0x2009:
    case 0x202F:
      return Sort::blank;
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
      return Sort::dash;
    case 0x2026:
      return Sort::ellipsis;
    default:
      return u_isUWhiteSpace(character) ? Sort::blank : Sort::letter;
  }
}

bool is_quote(UChar32 c) {
  if (c == '"' || c == '\'' || c == '`' || c == 0xAB || c == 0xBB || c == 0xB4) return true;
  return (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || c == 0x2032 || c == 0x2033;
}

bool is_wordlike(Sort sort) { return sort == Sort::letter || sort == Sort::digit; }

Paragraph::Paragraph(std::span<std::string const> runs, std::span<Run const> originals) {
  std::vector<Span> kept;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    std::size_t const begin = text_.size();
    text_ += runs[i];
    ends_.push_back(text_.size());
    bool const untouched = originals[i].treatment == Treatment::untouched;
    if (untouched && begin < text_.size()) kept.push_back({begin, text_.size()});
  }
  verify_size(text_);
  for (Span address : addresses_in(text_)) kept.push_back(address);
  kept_ = joined(std::move(kept));
}

bool Paragraph::is_kept(std::size_t offset) const {
  auto after = std::ranges::upper_bound(kept_, offset, {}, &Span::begin);
  return after != kept_.begin() && offset < std::prev(after)->end;
}

UChar32 Paragraph::at(std::size_t offset) const {
  return offset < text_.size() ? next_character(text_, offset) : kEdge;
}
UChar32 Paragraph::before(std::size_t offset) const {
  return offset > 0 ? character_before(text_, offset) : kEdge;
}
Sort Paragraph::sort_at(std::size_t offset) const {
  return is_kept(offset) ? Sort::letter : sort_of(at(offset));
}
Sort Paragraph::sort_before(std::size_t offset) const {
  return offset > 0 && is_kept(offset - 1) ? Sort::letter : sort_of(before(offset));
}

std::size_t Paragraph::blank_at(std::size_t offset) const {
  std::string_view const rest = std::string_view(text_).substr(std::min(offset, text_.size()));
  if (rest.starts_with(' ')) return 1;
  if (rest.starts_with(kUnbreakableSpace)) return kUnbreakableSpace.size();
  if (rest.starts_with(kThinSpace) || rest.starts_with("\u2009")) return kThinSpace.size();
  return 0;
}

std::size_t Paragraph::blank_before(std::size_t offset) const {
  std::string_view const rest = std::string_view(text_).substr(0, offset);
  if (rest.ends_with(' ')) return 1;
  if (rest.ends_with(kUnbreakableSpace)) return kUnbreakableSpace.size();
  if (rest.ends_with(kThinSpace) || rest.ends_with("\u2009")) return kThinSpace.size();
  return 0;
}

bool Paragraph::ends_word(std::size_t offset) const {
  UChar32 const next = at(offset);
  return next == kEdge || !u_isalnum(next);
}
bool Paragraph::begins_word(std::size_t offset) const {
  UChar32 const previous = before(offset);
  return previous == kEdge || !u_isalnum(previous);
}

void Paragraph::edit(std::size_t offset, std::size_t length, std::string_view replacement) {
  if (text().substr(offset, length) == replacement) return;
  std::size_t const last = length > 0 ? offset + length - 1 : std::max<std::size_t>(offset, 1) - 1;
  if (is_kept(offset) || is_kept(last)) return;
  auto end_of_run = std::ranges::upper_bound(ends_, offset);
  if (length > 0 && (end_of_run == ends_.end() || offset + length > *end_of_run)) return;
  edits_.push_back({offset, length, replacement});
}

std::vector<std::string> Paragraph::edited() {
  std::ranges::stable_sort(edits_, {}, &Edit::offset);
  std::vector<std::string> runs;
  std::size_t done = 0;
  auto next = edits_.begin();
  for (std::size_t end : ends_) {
    std::string run;
    bool const last = end == ends_.back() && runs.size() + 1 == ends_.size();
    for (; next != edits_.end() && (next->offset < end || (last && next->offset == end)); ++next) {
      if (next->offset < done) continue;  // two rules wanted the same place: the first has it
      run.append(text_, done, next->offset - done).append(next->replacement);
      done = next->offset + next->length;
    }
    run.append(text_, done, end - done);
    done = end;
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace allmende::text
