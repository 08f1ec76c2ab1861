// The end of the last paragraph: credit and page references.

#include <fmt/format.h>

#include <algorithm>

#include "newsroom/limits.h"
#include "newsroom/page_text_letters.h"
#include "newsroom/page_text_marks.h"

namespace allmende::newsroom::page_text {

namespace {

constexpr std::size_t kMostCreditWords = 6;
constexpr std::size_t kMostPageWords = 16;
constexpr std::size_t kLongestMark = 200;  // bytes
constexpr int kLongestRange = 30;

/// Without one pair of brackets around all of it.
std::string_view without_brackets(std::string_view text) {
  bool whole = text.starts_with('(') && text.find(')') == text.size() - 1;
  return whole ? trimmed(text.substr(1, text.size() - 2)) : text;
}

/// A sign of few small letters, as authors have: "mpe".
bool is_initials(std::string_view word, PageWords const& words) {
  for (WordList list : {words.with, words.conjunctions, words.from, words.by, words.ranges}) {
    if (contains(list, word)) return false;
  }
  std::size_t length = count_characters(word);
  if (length < 2 || length > 4) return false;
  while (!word.empty()) {
    if (!is_lower(take_character(word))) return false;
  }
  return true;
}

void add_source(Credit& credit, std::string_view agency) {
  if (std::ranges::find(credit.sources, agency) == credit.sources.end()) {
    credit.sources.emplace_back(agency);
  }
}

/// "dpa/AFP/nd": every part an agency, the word for several, or the house; at most one may be
/// initials.
std::optional<Credit> slashed_credit(std::string_view text, Knowledge const& known) {
  Credit credit{.printed = printed(text), .certainty = Certainty::certain};
  int strangers = 0;
  auto parts = parts_of(text, '/');
  for (std::string_view part : parts) {
    if (auto agency = agency_named(part)) add_source(credit, *agency);
    else if (same(part, folded(known.hints.house))) credit.edited = true;
    else if (contains(known.words.agencies, part)) continue;
    else if (is_initials(part, known.words)) strangers += 1;
    else return std::nullopt;
  }
  if (strangers > 1) return std::nullopt;
  if (strangers == 1) credit.certainty = parts.size() > 1 ? Certainty::likely : Certainty::unsure;
  return credit;
}

/// What follows "mit": "Agenturen", "dpa", "dpa und AFP", "dpa, AFP".
bool read_helpers(std::string_view text, Knowledge const& known, Credit& credit) {
  bool any = false;
  for (std::string_view word : words_of(text)) {
    if (contains(known.words.conjunctions, word) && any) continue;
    if (word.ends_with(',')) word.remove_suffix(1);
    auto part = slashed_credit(word, known);
    if (!part || part->certainty != Certainty::certain) return false;
    for (std::string const& source : part->sources) add_source(credit, source);
    any = true;
  }
  return any;
}

struct Label {
  std::string text;
  int number = 0;  ///< 0 when it has letters: "B3"
};

/// "4", "B3", "12a" at the beginning of the text, which is shortened.
std::optional<Label> take_label(std::string_view& text) {
  Label label;
  bool letters = false;
  auto take_letter = [&] {
    if (text.empty() || !is_letter(static_cast<unsigned char>(text.front()))) return;
    if (static_cast<unsigned char>(text.front()) >= 0x80) return;
    letters = true;
    label.text += text.front();
    text.remove_prefix(1);
  };
  take_letter();
  std::size_t digits = 0;
  while (!text.empty() && is_digit(static_cast<unsigned char>(text.front())) && digits < 4) {
    label.number = label.number * 10 + (text.front() - '0');
    label.text += text.front();
    text.remove_prefix(1);
    digits += 1;
  }
  if (digits == 0 || digits == 4) return std::nullopt;
  take_letter();
  if (letters) label.number = 0;
  return label;
}

enum class Joint { none, list, range };

/// ",", "und", "/", "–", "bis" with blanks around, at the beginning of the text, which is
/// shortened.
Joint take_joint(std::string_view& text, Knowledge const& known) {
  text = trimmed(text);
  for (std::string_view sign : {",", "/", "&", "–", "-"}) {
    if (!text.starts_with(sign)) continue;
    text = trimmed(text.substr(sign.size()));
    return sign == "–" || sign == "-" ? Joint::range : Joint::list;
  }
  auto words = words_of(text.substr(0, text.find_first_of("0123456789")));
  if (words.empty()) return Joint::none;
  bool list = contains(known.words.conjunctions, words[0]);
  bool range = contains(known.words.ranges, words[0]);
  if (!list && !range) return Joint::none;
  text = trimmed(text.substr(words[0].size()));
  return list ? Joint::list : Joint::range;
}

bool append_labels(std::vector<std::string>& pages, Joint joint, int before, Label const& label) {
  if (joint == Joint::range) {
    bool sound = before > 0 && label.number > before && label.number - before <= kLongestRange;
    if (!sound) return false;
    for (int page = before + 1; page < label.number; ++page) {
      pages.push_back(fmt::format("{}", page));
    }
  }
  if (std::ranges::find(pages, label.text) == pages.end()) pages.push_back(label.text);
  return pages.size() <= limits::kEntries;
}

/// "2, 3 und 5", "4–6", without anything else.
std::optional<std::vector<std::string>> labels_in(std::string_view text, Knowledge const& known) {
  std::vector<std::string> pages;
  int before = 0;
  for (Joint joint = Joint::list; joint != Joint::none; joint = take_joint(text, known)) {
    auto label = take_label(text);
    if (!label || !append_labels(pages, joint, before, *label)) return std::nullopt;
    before = label->number;
  }
  return text.empty() ? std::optional(pages) : std::nullopt;
}

/// The last words of `text`, `count` of them; from its beginning when it has fewer.
std::string_view last_words(std::string_view text, std::size_t count) {
  std::string_view rest = text;
  while (count > 0 && !rest.empty()) {
    while (!rest.empty() && !is_blank(last_character(rest))) drop_last_character(rest);
    if (--count > 0) rest = trimmed(rest);
  }
  return trimmed(text.substr(rest.size()));
}

/// The longest mark of up to `most` words at the end of the text.
template <class Reader>
std::optional<TailPart> last_mark(std::string_view text, std::size_t most, Reader const& read) {
  std::optional<TailPart> longest;
  std::string_view part;
  for (std::size_t count = 1; count <= most && part.size() < text.size(); ++count) {
    part = last_words(text, count);
    if (part.empty() || part.size() > kLongestMark) break;
    if (auto mark = read(part)) longest = std::move(mark);
  }
  return longest;
}

std::optional<TailPart> take_mark(std::string_view& text, Knowledge const& known) {
  auto read_pages = [&](std::string_view part) -> std::optional<TailPart> {
    auto pages = page_references(part, known);
    if (!pages) return std::nullopt;
    return TailPart{.part = part, .credit = {}, .pages = *std::move(pages)};
  };
  auto read_credit = [&](std::string_view part) -> std::optional<TailPart> {
    auto found = credit(part, known);
    if (!found) return std::nullopt;
    return TailPart{.part = part, .credit = *std::move(found)};
  };
  auto mark = last_mark(text, kMostPageWords, read_pages);
  if (!mark) mark = last_mark(text, kMostCreditWords, read_credit);
  if (mark)
    text = trimmed(text.substr(0, static_cast<std::size_t>(mark->part.data() - text.data())));
  return mark;
}

/// Most paragraphs end with a word and a full stop; no mark ends so, but for "Seite 4." and
/// "(dpa)".
bool plainly_ends(std::string_view text) {
  std::string_view word = last_words(text, 1);
  return ends_sentence(word) && !word.ends_with(')') &&
         word.find_first_of("0123456789") == std::string_view::npos;
}

/// Where no full stop stands before the marks, only a credit such as "Agenturen/nd" can be trusted,
/// and what stands behind it.
void keep_what_is_unmistakable(Tail& tail, std::string_view text) {
  auto unmistakable = [](TailPart const& part) {
    return part.credit && part.credit->certainty == Certainty::certain &&
           part.part.find('/') != std::string_view::npos;
  };
  auto first = std::ranges::find_if(tail.parts, unmistakable);
  tail.parts.erase(tail.parts.begin(), first);
  tail.rest = text;
  if (tail.parts.empty()) return;
  tail.parts.front().credit->certainty = Certainty::likely;
  tail.rest = trimmed(
      text.substr(0, static_cast<std::size_t>(tail.parts.front().part.data() - text.data())));
}

}  // namespace

std::optional<Credit> credit(std::string_view text, Knowledge const& known) {
  std::string_view bare = without_brackets(text);
  auto words = words_of(bare);
  if (words.empty()) return std::nullopt;
  if (contains(known.words.with, words[0]) && words.size() > 1) {
    Credit found{.printed = printed(bare), .with_form = true, .certainty = Certainty::certain};
    if (!read_helpers(span_of(words[1], bare), known, found)) return std::nullopt;
    return found;
  }
  auto found = slashed_credit(bare, known);
  bool loose = words.size() > 1 && bare.find('/') == std::string_view::npos;
  if (!found || loose) return std::nullopt;
  return found;
}

std::optional<std::vector<std::string>> page_references(std::string_view text,
                                                        Knowledge const& known) {
  std::string_view bare = without_brackets(text);
  if (bare.ends_with('.')) bare.remove_suffix(1);
  auto words = words_of(bare);
  auto keyword = std::ranges::find_if(
      words, [&](std::string_view word) { return contains(known.words.pages, word); });
  if (words.end() - keyword < 2) return std::nullopt;
  auto before = std::span(words).first(static_cast<std::size_t>(keyword - words.begin()));
  if (!std::ranges::all_of(before, [&](auto word) { return contains(known.words.see, word); })) {
    return std::nullopt;
  }
  return labels_in(span_of(*(keyword + 1), bare), known);
}

bool Tail::has_credit() const {
  return std::ranges::any_of(parts, [](TailPart const& part) { return part.credit.has_value(); });
}

bool Tail::is_weak() const {
  return !parts.empty() && std::ranges::all_of(parts, [](TailPart const& part) {
    return part.credit && part.credit->certainty == Certainty::unsure;
  });
}

Tail tail_of(std::string_view text, Knowledge const& known) {
  Tail tail{.rest = text, .parts = {}};
  if (plainly_ends(text)) return tail;
  while (tail.parts.size() < 4 && !tail.rest.empty()) {
    auto mark = take_mark(tail.rest, known);
    if (!mark) break;
    tail.parts.insert(tail.parts.begin(), *std::move(mark));
  }
  if (tail.rest.empty() || ends_sentence(tail.rest)) return tail;
  keep_what_is_unmistakable(tail, text);
  return tail;
}

}  // namespace allmende::newsroom::page_text
