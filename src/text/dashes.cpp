// Dashes and points: what a typewriter had one key for.

#include "text/paragraph.h"

namespace allmende::text {

namespace {

constexpr std::string_view kEnDash = "–";
constexpr std::string_view kEmDash = "—";

bool is_open(Sort sort) { return sort == Sort::edge || sort == Sort::blank; }

/// "12,-" and "12,--", as prices are written.
bool is_price(Paragraph const& paragraph, std::size_t begin, std::size_t end) {
  return begin >= 2 && paragraph.text()[begin - 1] == ',' &&
         paragraph.sort_before(begin - 1) == Sort::digit && !is_wordlike(paragraph.sort_at(end));
}

bool touches_text(Sort sort) { return !is_open(sort) && sort != Sort::dash; }

/// The dash that hyphens at this place stand for; empty where they are hyphens, or no one can tell.
std::string_view dash_for(Paragraph const& paragraph, std::size_t begin, std::size_t end,
                          Language const& language) {
  bool const english = language.primary() == "en";
  std::size_t const hyphens = end - begin;
  Sort const left = paragraph.sort_before(begin);
  Sort const right = paragraph.sort_at(end);
  if (hyphens <= 2 && !english && is_price(paragraph, begin, end)) return kEnDash;
  bool const stands_alone = is_open(left) && is_open(right) && left != right && hyphens < 3;
  bool const between_blanks = left == Sort::blank && right == Sort::blank;
  bool const before_stop =
      left == Sort::blank && right == Sort::stop && is_open(paragraph.sort_at(end + 1));
  if (stands_alone || between_blanks || before_stop)
    return hyphens == 3 && english ? kEmDash : kEnDash;
  if (hyphens == 1) return is_range_at(paragraph, begin, language) ? kEnDash : "";
  if (touches_text(left) && touches_text(right)) return hyphens == 3 || english ? kEmDash : kEnDash;
  return "";
}

void set_hyphens(Paragraph& paragraph, Language const& language) {
  std::string_view const text = paragraph.text();
  for (std::size_t begin = text.find('-'); begin != std::string_view::npos;) {
    std::size_t const end = std::min(text.find_first_not_of('-', begin), text.size());
    if (end - begin <= 3) {
      std::string_view const dash = dash_for(paragraph, begin, end, language);
      if (!dash.empty()) paragraph.edit(begin, end - begin, dash);
    }
    begin = text.find('-', end);
  }
}

/// Between blanks, a German dash is half as long as an English one.
void shorten_dashes(Paragraph& paragraph) {
  std::string_view const text = paragraph.text();
  for (std::size_t at = text.find(kEmDash); at != std::string_view::npos;
       at = text.find(kEmDash, at + kEmDash.size())) {
    bool const alone = paragraph.sort_before(at) == Sort::blank &&
                       paragraph.sort_at(at + kEmDash.size()) == Sort::blank;
    if (alone) paragraph.edit(at, kEmDash.size(), kEnDash);
  }
}

}  // namespace

void set_dashes(Paragraph& paragraph, Language const& language) {
  set_hyphens(paragraph, language);
  if (language.primary() == "de") shorten_dashes(paragraph);
}

void set_ellipses(Paragraph& paragraph) {
  std::string_view const text = paragraph.text();
  for (std::size_t begin = text.find("..."); begin != std::string_view::npos;) {
    std::size_t const end = std::min(text.find_first_not_of('.', begin), text.size());
    bool const is_path = paragraph.before(begin) == '/' || paragraph.at(end) == '/';
    if (end - begin == 3 && !is_path) paragraph.edit(begin, 3, "…");
    begin = text.find("...", end);
  }
}

}  // namespace allmende::text
