// Spaces at which no line may break.

#include <array>

#include "text/paragraph.h"

namespace allmende::text {

namespace {

using Words = std::span<std::string_view const>;

constexpr auto kUnits = std::to_array<std::string_view>(
    {"km/h", "km²", "km",  "kg", "kWh", "kW", "kHz", "kB", "cm²", "cm", "mm",  "mg",
     "ml",   "min", "m²",  "m³", "m",   "g",  "t",   "l",  "h",   "ha", "MWh", "MW",
     "MHz",  "MB",  "GWh", "GW", "GHz", "GB", "TWh", "TB", "Hz",  "dB", "°C",  "°F"});
constexpr auto kMoney = std::to_array<std::string_view>({"€", "$", "£"});
constexpr auto kGermanNouns = std::to_array<std::string_view>({"Uhr", "Mio.", "Mrd."});
constexpr auto kGermanBeforeNumber = std::to_array<std::string_view>(
    {"Nr.", "Abs.", "Art.", "S.", "Bd.", "Kap.", "Abb.", "Tab.", "Ziff.", "Jg.", "Az."});
constexpr auto kEnglishBeforeNumber =
    std::to_array<std::string_view>({"No.", "Nos.", "p.", "pp.", "vol.", "ch.", "Art.", "Sec."});
constexpr auto kGermanBeforeName = std::to_array<std::string_view>({"Dr.", "Prof.", "St.", "Hl."});
constexpr auto kEnglishBeforeName =
    std::to_array<std::string_view>({"Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St."});
constexpr auto kGermanMonths =
    std::to_array<std::string_view>({"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
                                     "August", "September", "Oktober", "November", "Dezember"});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A blank and what stands around it.
class Gap {
 public:
  Gap(Paragraph& paragraph, std::size_t offset, std::size_t length, Language const& language)
      : paragraph_(paragraph),
        begin_(offset),
        end_(offset + length),
        left_(paragraph.text().substr(0, offset)),
        right_(paragraph.text().substr(offset + length)),
        german_(language.primary() == "de"),
        french_(language.primary() == "fr") {}

  /// The space that has to stand here; empty where any may.
  std::string_view space() const {
    if (french_) {
      if (right_.starts_with(';') || right_.starts_with('!') || right_.starts_with('?'))
        return kThinSpace;
      if (right_.starts_with(':')) return kUnbreakableSpace;
    }
    if (left_.empty() || right_.empty()) return "";
    if (is_digit(left_.back())) return behind_number();
    if (is_digit(right_.front())) return before_number();
    if (left_.back() == '.') return behind_point();
    return "";
  }

 private:
  /// Whether the text on the right begins with one of the words, and the word ends there.
  bool right_is(Words words) const {
    for (std::string_view word : words) {
      if (right_.starts_with(word) && paragraph_.ends_word(end_ + word.size())) return true;
    }
    return false;
  }
  bool left_is(Words words) const {
    for (std::string_view word : words) {
      if (left_.ends_with(word) && paragraph_.begins_word(begin_ - word.size())) return true;
    }
    return false;
  }

  std::string_view behind_number() const {
    if (right_.starts_with('%') || right_.starts_with("‰") || right_is(kUnits)) return kThinSpace;
    if (right_is(kMoney) || (german_ && right_is(kGermanNouns))) return kUnbreakableSpace;
    return "";
  }

  std::string_view before_number() const {
    if (left_.ends_with("§")) return kThinSpace;
    bool const announced = german_ ? left_is(kGermanBeforeNumber) : left_is(kEnglishBeforeNumber);
    return announced ? kUnbreakableSpace : "";
  }

  std::string_view behind_point() const {
    bool const titled = german_ ? left_is(kGermanBeforeName) : left_is(kEnglishBeforeName);
    if (titled && is_capital(paragraph_.at(end_))) return kUnbreakableSpace;
    return german_ && is_day_of_month() && right_is(kGermanMonths) ? kUnbreakableSpace : "";
  }

  static bool is_capital(UChar32 c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || c == 0x160 || c == 0x17D;
  }

  /// "1." or "21."
  bool is_day_of_month() const {
    std::size_t digits = 0;
    while (digits + 1 < left_.size() && is_digit(left_[left_.size() - 2 - digits])) ++digits;
    return (digits == 1 || digits == 2) && paragraph_.begins_word(begin_ - 1 - digits);
  }

  Paragraph& paragraph_;
  std::size_t begin_;
  std::size_t end_;
  std::string_view left_;
  std::string_view right_;
  bool german_;
  bool french_;
};

bool three_digits(std::string_view text) {
  return text.size() >= 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) &&
         (text.size() == 3 || !is_digit(text[3]));
}

/// Whether a number of groups may begin here: nothing around makes it a telephone number or a date.
bool may_begin_groups(Paragraph const& paragraph, std::size_t begin) {
  Sort const left = paragraph.sort_before(begin);
  bool const apart =
      left == Sort::edge || left == Sort::opening || is_quote(paragraph.before(begin));
  if (left != Sort::blank) return apart;
  Sort const before =
      paragraph.sort_before(begin - std::max<std::size_t>(1, paragraph.blank_before(begin)));
  return before != Sort::digit;
}

bool may_end_groups(Paragraph const& paragraph, std::size_t end) {
  Sort const right = paragraph.sort_at(end);
  if (std::size_t blank = paragraph.blank_at(end))
    return paragraph.sort_at(end + blank) != Sort::digit;
  if (right == Sort::stop && paragraph.at(end) != ',')
    return paragraph.sort_at(end + 1) != Sort::digit;
  if (right == Sort::dash) return paragraph.sort_at(end + 1) != Sort::digit;
  return !is_wordlike(right) || is_quote(paragraph.at(end));
}

/// "1 250 000": thin spaces between groups of three digits.
void set_groups(Paragraph& paragraph, std::size_t first_blank) {
  std::string_view const text = paragraph.text();
  std::size_t begin = first_blank;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  bool const first_group = first_blank - begin <= 3 && begin < first_blank && text[begin] != '0';
  if (!first_group || !may_begin_groups(paragraph, begin)) return;
  std::array<Span, 4> blanks{};
  std::size_t groups = 0;
  std::size_t end = first_blank;
  for (std::size_t blank = paragraph.blank_at(end); blank > 0 && groups < blanks.size();
       blank = paragraph.blank_at(end)) {
    if (!three_digits(text.substr(end + blank))) break;
    blanks[groups++] = {end, end + blank};
    end += blank + 3;
  }
  if (groups == 0 || !may_end_groups(paragraph, end)) return;
  for (std::size_t i = 0; i < groups; ++i) {
    paragraph.edit(blanks[i].begin, blanks[i].end - blanks[i].begin, kThinSpace);
  }
}

/// Most blanks follow a letter, and nothing is to be done there: numbers, points and § are worth a
/// look.
bool may_hold_together(char before) {
  return is_digit(before) || before == '.' || before == '\xA7';
}

}  // namespace

void set_spaces(Paragraph& paragraph, Language const& language) {
  std::string_view const text = paragraph.text();
  bool const french = language.primary() == "fr";
  for (std::size_t at = 1; at < text.size(); ++at) {
    char const c = text[at];
    if (c != ' ' && c != '\xC2' && c != '\xE2') continue;
    if (!french && !may_hold_together(text[at - 1])) continue;
    std::size_t const length = paragraph.blank_at(at);
    if (length == 0) continue;
    std::string_view const space = Gap(paragraph, at, length, language).space();
    if (!space.empty()) paragraph.edit(at, length, space);
    else if (three_digits(text.substr(at + length))) set_groups(paragraph, at);
    at += length - 1;
  }
}

}  // namespace allmende::text
