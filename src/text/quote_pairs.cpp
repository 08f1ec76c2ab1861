// Which quote belongs to which, and which is none.

#include <algorithm>
#include <array>

#include "text/quotes.h"

namespace allmende::text {

namespace {

constexpr auto kGermanElisions = std::to_array<std::string_view>(
    {"s", "n", "ne", "nen", "nem", "ner", "ran", "raus", "rauf", "rein", "rum", "rüber", "runter"});
constexpr auto kEnglishElisions = std::to_array<std::string_view>(
    {"tis", "twas", "twill", "em", "cause", "til", "till", "n", "bout", "round"});

bool is_typed(UChar32 glyph) { return glyph == '\'' || glyph == 0x2019; }

/// Typed for an apostrophe inside of a word, but never a quote: in pairs they mark code.
bool is_accent(UChar32 glyph) { return glyph == '`' || glyph == 0xB4; }

/// Everything that is typed where an apostrophe is meant.
bool may_be_apostrophe(UChar32 glyph) {
  return is_typed(glyph) || is_accent(glyph) || glyph == 0x2018 || glyph == 0x201B;
}

class Pairing {
 public:
  Pairing(std::vector<Mark>& marks, Paragraph const& paragraph, Language const& language)
      : marks_(marks), paragraph_(paragraph), language_(language) {}

  void run() {
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i].is_double) read_double(i);
      else read_single(i);
    }
    for (std::size_t i : open_) leave_open(marks_[i]);
    set_levels();
  }

 private:
  // ── Reading from left to right ───────────────────────────────────────────────────────────────

  void read_double(std::size_t i) {
    Mark& mark = marks_[i];
    if (is_inch(i)) {
      mark.role = Role::double_prime;
    } else if (mark.direction == Direction::opens) {
      open_.push_back(i);
    } else if (mark.direction == Direction::closes) {
      if (!close(i)) mark.role = Role::closes;
    } else {
      read_unclear_double(i);
    }
  }

  /// With blanks or with letters on both sides: it closes what is open, else it opens what follows.
  void read_unclear_double(std::size_t i) {
    Mark const& mark = marks_[i];
    if (close(i)) return;
    bool const may_open = is_guillemet(mark.glyph) || may_follow_opening(mark.right);
    if (may_open) open_.push_back(i);
  }

  void read_single(std::size_t i) {
    Mark& mark = marks_[i];
    bool const in_word = is_wordlike(mark.left) && is_wordlike(mark.right);
    if (is_foot(mark)) {
      mark.role = Role::prime;
    } else if (in_word || is_elision(mark)) {
      if (may_be_apostrophe(mark.glyph)) mark.role = Role::apostrophe;
    } else if (is_accent(mark.glyph)) {
      return;
    } else if (mark.direction == Direction::opens) {
      open_.push_back(i);
    } else if (!close(i)) {
      leave_single(mark);
    }
  }

  /// Pairs the mark with the last open one of its kind. A double quote ends single ones that are
  /// still open; a single one reaches no further than the double one around it.
  bool close(std::size_t i) {
    auto is_same = [this, i](std::size_t open) {
      return marks_[open].is_double == marks_[i].is_double;
    };
    auto found = std::find_if(open_.rbegin(), open_.rend(), is_same);
    if (found == open_.rend()) return false;
    if (!marks_[i].is_double && found != open_.rbegin()) return false;
    std::size_t const opener = *found;
    while (open_.back() != opener) {
      leave_open(marks_[open_.back()]);
      open_.pop_back();
    }
    open_.pop_back();
    marks_[opener].role = Role::opens;
    marks_[opener].partner = i;
    marks_[i].role = Role::closes;
    marks_[i].partner = opener;
    return true;
  }

  void leave_open(Mark& mark) {
    if (!mark.is_double) leave_single(mark);
    else if (mark.direction == Direction::opens) mark.role = Role::opens;
  }
  void leave_single(Mark& mark) {
    bool const at_word =
        is_wordlike(mark.left) || is_wordlike(mark.right) || mark.left == Sort::stop;
    if (at_word && may_be_apostrophe(mark.glyph)) mark.role = Role::apostrophe;
  }

  // ── What is no quote ─────────────────────────────────────────────────────────────────────────

  static bool may_follow_opening(Sort right) {
    return is_wordlike(right) || right == Sort::ellipsis;
  }

  bool follows_digit(Mark const& mark) const {
    Sort const before = mark.offset > 0 ? sort_of(paragraph_.before(mark.offset)) : Sort::edge;
    return before == Sort::digit && !paragraph_.is_kept(mark.offset - 1);
  }

  bool is_open(bool is_double) const {
    return std::ranges::any_of(open_,
                               [&](std::size_t i) { return marks_[i].is_double == is_double; });
  }

  /// 5'10": between digits always, at the end of a number if no quote could end here.
  bool is_foot(Mark const& mark) const {
    if (mark.glyph == 0x2032) return true;
    if (mark.glyph != '\'' || !follows_digit(mark)) return false;
    Sort const next = paragraph_.sort_at(mark.end());
    return next == Sort::digit || (!is_open(false) && next != Sort::letter);
  }

  bool is_inch(std::size_t i) const {
    Mark const& mark = marks_[i];
    if (mark.glyph == 0x2033) return true;
    if (mark.glyph != '"' || !follows_digit(mark)) return false;
    return behind_feet(i) || (!is_open(true) && paragraph_.sort_at(mark.end()) != Sort::letter);
  }

  /// Whether nothing but digits stands between the mark and a foot sign.
  bool behind_feet(std::size_t i) const {
    if (i == 0 || marks_[i - 1].role != Role::prime) return false;
    std::string_view const between =
        paragraph_.text().substr(marks_[i - 1].end(), marks_[i].offset - marks_[i - 1].end());
    return between.find_first_not_of("0123456789") == std::string_view::npos;
  }

  /// 's, 'n, '68er: a word that lost its beginning.
  bool is_elision(Mark const& mark) const {
    if (!is_typed(mark.glyph) || is_wordlike(mark.left)) return false;
    std::string_view const rest = paragraph_.text().substr(mark.end());
    if (is_year(rest)) return true;
    bool const german = language_.primary() == "de";
    auto begins = [&](std::string_view word) {
      std::size_t const end = mark.end() + word.size();
      bool const quoted = is_quote(paragraph_.at(end)) && word != "n";  // rock 'n' roll
      return rest.starts_with(word) && paragraph_.ends_word(end) && !quoted;
    };
    return german ? std::ranges::any_of(kGermanElisions, begins)
                  : std::ranges::any_of(kEnglishElisions, begins);
  }

  static bool is_year(std::string_view rest) {
    auto digit = [&](std::size_t i) { return i < rest.size() && rest[i] >= '0' && rest[i] <= '9'; };
    if (!digit(0) || !digit(1) || digit(2)) return false;
    std::string_view const behind = rest.substr(2);
    return behind.starts_with("er") || behind.starts_with("s") || behind.starts_with(' ');
  }

  // ── Levels ───────────────────────────────────────────────────────────────────────────────────

  /// The outermost pairs keep their kind; inside of a pair the other kind is used.
  void set_levels() {
    std::vector<Level> around;
    for (Mark& mark : marks_) {
      Level const own = mark.is_double ? Level::outer : Level::inner;
      if (!mark.partner) {
        mark.level = own;
      } else if (mark.role == Role::opens) {
        mark.level = around.empty() ? own : other(around.back());
        around.push_back(mark.level);
      } else {
        mark.level = around.back();
        around.pop_back();
      }
    }
  }
  static Level other(Level level) { return level == Level::outer ? Level::inner : Level::outer; }

  std::vector<Mark>& marks_;
  Paragraph const& paragraph_;
  Language const& language_;
  std::vector<std::size_t> open_;
};

}  // namespace

void pair(std::vector<Mark>& marks, Paragraph const& paragraph, Language const& language) {
  Pairing(marks, paragraph, language).run();
}

}  // namespace allmende::text
