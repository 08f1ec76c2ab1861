// The beginning of the first paragraph: the place it was written in.

#include <algorithm>

#include "newsroom/page_text_letters.h"
#include "newsroom/page_text_marks.h"

namespace allmende::newsroom::page_text {

namespace {

constexpr std::size_t kLongestDateline = 160;  // bytes, brackets included
constexpr std::size_t kMostPlaces = 4;

struct Cut {
  std::string_view places;
  std::string_view sources;  ///< what stands in brackets
  std::string_view rest;
  std::string_view part;
  bool dash = false;
};

std::string_view dash_at(std::string_view text) {
  for (std::string_view dash : {"–", "—", "-"}) {
    if (text.starts_with(dash)) return text.substr(0, dash.size());
  }
  return {};
}

/// A sentence begins here: a capital or a digit, perhaps behind a quotation mark or bracket.
bool opens_sentence(std::string_view text) {
  while (!text.empty()) {
    char32_t c = take_character(text);
    if (is_upper(c) || is_digit(c)) return true;
    if (std::u32string_view(U"»«„“”\"'‚‘’(›‹").find(c) == std::u32string_view::npos) return false;
  }
  return false;
}

/// Cuts at the full stop or dash behind the first words; nothing when neither comes soon.
std::optional<Cut> cut(std::string_view paragraph) {
  std::string_view head = paragraph.substr(0, kLongestDateline);
  for (std::size_t at = 1; at < head.size(); ++at) {
    bool abbreviated = head.substr(0, at).ends_with("St") && at + 1 < head.size();
    bool stop = head[at] == '.' && !abbreviated;
    std::string_view dash = is_blank(last_character(head.substr(0, at))) ? dash_at(head.substr(at))
                                                                         : std::string_view();
    if (head[at] == '\n' || (!stop && dash.empty())) continue;
    std::size_t end = at + (stop ? 1 : dash.size());
    std::string_view rest = paragraph.substr(end);
    std::string_view places = trimmed(paragraph.substr(0, at));
    if (!is_blank(first_character(rest)) || !opens_sentence(trimmed(rest))) return std::nullopt;
    return Cut{.places = places,
               .sources = {},
               .rest = trimmed(rest),
               .part = paragraph.substr(0, end),
               .dash = !stop};
  }
  return std::nullopt;
}

/// Takes "(dpa/nd)" off the end of the places; "Frankfurt (Oder)" stays.
std::vector<std::string> take_agencies(Cut& found, Knowledge const& known) {
  std::size_t open = found.places.rfind('(');
  if (open == std::string_view::npos || !found.places.ends_with(')')) return {};
  auto signed_by = credit(found.places.substr(open), known);
  if (!signed_by || signed_by->certainty == Certainty::unsure) return {};
  found.sources = found.places.substr(open);
  found.places = trimmed(found.places.substr(0, open));
  return signed_by->sources;
}

/// Whether the page says "in Osterfleet" or "Osterfleeter" elsewhere.
bool is_confirmed(std::string const& place, std::string_view page, Knowledge const& known) {
  if (page.find(place + "er ") != std::string_view::npos) return true;
  return std::ranges::any_of(known.words.from, [&](std::string_view word) {
    return page.find(" " + std::string(word) + " " + place) != std::string_view::npos;
  });
}

bool is_everyday(std::string_view text, Knowledge const& known) {
  auto words = words_of(text);
  return !words.empty() && contains(known.words.no_places, words.front());
}

/// How sure the places are by themselves, without brackets.
void weigh(Dateline& line, bool dash, std::string_view page, Knowledge const& known) {
  auto all = [&](auto const& test) { return std::ranges::all_of(line.places, test); };
  if (all([&](std::string const& place) { return known.knows_place(place); })) return;
  bool likely = all([&](std::string const& place) {
    return known.knows_place(place) || is_confirmed(place, page, known) ||
           sounds_like_a_place(place);
  });
  line.certainty = likely ? Certainty::likely : Certainty::unsure;
  bool two_words = line.places.size() == 1 && words_of(line.places[0]).size() > 1;
  line.doubtful = !likely && !dash && two_words;
}

}  // namespace

std::optional<Dateline> dateline(std::string_view paragraph, std::string_view page,
                                 Knowledge const& known) {
  auto found = cut(paragraph);
  if (!found) return std::nullopt;
  Dateline line{.places = {},
                .sources = take_agencies(*found, known),
                .part = found->part,
                .rest = found->rest,
                .certainty = Certainty::certain};
  for (std::string_view place : parts_of(found->places, '/')) {
    if (!looks_like_a_place(place)) return std::nullopt;
    line.places.push_back(without_capitals(place));
  }
  if (line.places.size() > kMostPlaces || is_everyday(found->places, known)) return std::nullopt;
  if (found->sources.empty()) weigh(line, found->dash, page, known);
  return line;
}

}  // namespace allmende::newsroom::page_text
