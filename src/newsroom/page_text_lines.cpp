// Whole lines: labels, reading time, list items, bylines.

#include <algorithm>

#include "newsroom/page_text_letters.h"
#include "newsroom/page_text_marks.h"

namespace allmende::newsroom::page_text {

namespace {

constexpr std::size_t kLongestByline = 160;

std::string_view without_edges(std::string_view word, std::string_view ascii) {
  std::size_t begin = std::min(word.find_first_not_of(ascii), word.size());
  std::size_t end = word.find_last_not_of(ascii);
  return end == std::string_view::npos ? std::string_view() : word.substr(begin, end + 1 - begin);
}

bool is_number(std::string_view word) {
  return !word.empty() && word.size() <= 3 &&
         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Small words inside a name.
constexpr auto kOfPeople = std::to_array<std::string_view>(
    {"von", "van", "de", "der", "den", "di", "da", "del", "la", "al", "ter"});
constexpr auto kOfPlaces = std::to_array<std::string_view>(
    {"am", "an", "der", "im", "in", "bei", "ob", "de", "la", "del", "da"});

/// Letters, with hyphens, apostrophes and full stops between or behind them.
bool is_spelled(std::string_view word) {
  while (!word.empty()) {
    char32_t c = take_character(word);
    if (!is_letter(c) && c != '-' && c != '.' && c != '\'' && c != U'’') return false;
  }
  return true;
}

bool are_capitalised(std::span<std::string_view const> words, WordList particles) {
  if (words.empty() || !is_upper(first_character(words.front())) ||
      !is_upper(first_character(words.back()))) {
    return false;
  }
  return std::ranges::all_of(words, [&](std::string_view word) {
    bool particle = std::ranges::find(particles, word) != particles.end();
    return is_spelled(word) && (is_upper(first_character(word)) || particle);
  });
}

/// "Mira Petersen und Jens Hansen / Ada Weber" → three names; nothing unless all of them are.
std::optional<std::vector<std::string>> names_in(std::string_view text, Knowledge const& known) {
  std::vector<std::string> names(1);
  for (std::string_view word : words_of(text)) {
    bool separator = contains(known.words.conjunctions, word) || word == "/" || word == "&";
    bool comma = word.ends_with(',');
    if (comma) word.remove_suffix(1);
    if (!separator) names.back() += (names.back().empty() ? "" : " ") + std::string(word);
    if (separator || comma) names.emplace_back();
  }
  if (!std::ranges::all_of(names, looks_like_a_name)) return std::nullopt;
  return names;
}

}  // namespace

bool Knowledge::knows_place(std::string_view place) const {
  std::string small = folded(place);
  auto is_it = [&](std::string const& own) { return same(own, small); };
  return is_known_place(place) || std::ranges::any_of(hints.places, is_it);
}

bool is_ad_label(std::string_view line, Knowledge const& known) {
  return contains(known.words.ad_labels, without_edges(line, ":[]()"));
}

std::optional<std::string_view> reading_time(std::string_view line, Knowledge const& known) {
  if (line.size() > 80) return std::nullopt;
  std::string_view value;
  std::string label;
  std::vector<std::string> count;
  for (std::string_view word : words_of(line)) {
    std::string small = folded(without_edges(word, ".:()*-|"));
    if (small.empty() || small == "•" || small == "·" || small == "–" || small == "→") continue;
    if (value.empty()) value = span_of(word, line);
    bool counts = count.empty() ? is_number(small) : count.size() == 1;
    if (counts) count.push_back(small);
    else if (small != "ca" && small != "about") label += (label.empty() ? "" : " ") + small;
  }
  if (count.size() != 2 || !contains(known.words.minutes, count[1])) return std::nullopt;
  if (!contains(known.words.reading_times, label)) return std::nullopt;
  return value;
}

std::optional<Item> list_item(std::string_view line) {
  for (std::string_view marker : {"→", "•", "▪", "‣", "►", "➜", "·", "*", "-", "–"}) {
    if (!line.starts_with(marker)) continue;
    std::string_view behind = line.substr(marker.size());
    std::string_view text = trimmed(behind);
    bool sure = marker.size() == 3 && marker != "–";
    if (text.empty() || (!sure && !is_blank(first_character(behind)))) return std::nullopt;
    bool dash = marker == "-" || marker == "–";
    return Item{dash ? Item::Marker::dash : Item::Marker::bullet, text};
  }
  return std::nullopt;
}

bool looks_like_a_name(std::string_view text) {
  auto words = words_of(text);
  return words.size() >= 2 && words.size() <= 4 && are_capitalised(words, kOfPeople);
}

bool looks_like_a_place(std::string_view text) {
  auto words = words_of(text);
  if (words.size() > 1 && words.back().starts_with('(') && words.back().ends_with(')')) {
    words.back() = without_edges(words.back(), "()");  // "Frankfurt (Oder)"
  }
  return words.size() <= 3 && are_capitalised(words, kOfPlaces);
}

std::optional<Byline> byline(std::string_view line, Knowledge const& known) {
  auto words = words_of(line);
  if (words.size() < 2 || line.size() > kLongestByline) return std::nullopt;
  bool marked = contains(known.words.by, words.front());
  std::string_view names = marked ? span_of(words[1], line) : line;
  Byline found{.names = {},
               .names_part = line,
               .place = {},
               .place_part = {},
               .certainty = Certainty::likely};
  if (std::size_t comma = names.rfind(','); comma != std::string_view::npos) {
    std::string_view behind = trimmed(names.substr(comma + 1));
    bool place =
        known.knows_place(behind) || (looks_like_a_place(behind) && words_of(behind).size() == 1);
    if (place) {
      found.place = printed(behind);
      found.place_part = behind;
      found.names_part = line.substr(0, line.size() - (names.size() - comma) + 1);
      names = names.substr(0, comma);
    }
  }
  if (!marked && found.place.empty()) return std::nullopt;
  auto all = names_in(names, known);
  if (!all) return std::nullopt;
  found.names = *std::move(all);
  if (!marked && !known.knows_place(found.place)) found.certainty = Certainty::unsure;
  return found;
}

}  // namespace allmende::newsroom::page_text
