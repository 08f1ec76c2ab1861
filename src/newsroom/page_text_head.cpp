// The head of a page: what stands above the text.

#include <algorithm>

#include "newsroom/page_text_letters.h"
#include "newsroom/page_text_reader.h"

namespace allmende::newsroom::page_text {

namespace {

// In characters. A deck seldom has more than two lines of print, a paragraph seldom less.
constexpr std::size_t kParagraph = 140;
constexpr std::size_t kLongDeck = 220;
constexpr std::size_t kLongestDeck = 400;
constexpr std::size_t kLongKicker = 40;
constexpr std::size_t kMostHeadLines = 3;

}  // namespace

std::optional<PageReader::Index> PageReader::reading_time_of_head() const {
  for (Index at = 0; at < stretches_.size(); ++at) {
    Stretch const& stretch = stretches_[at];
    if (stretch.kind == Stretch::Kind::reading_time) return at;
    if (at == 0 || !is_plain(at)) continue;
    auto place = dateline(stretch.text, {}, known_);
    bool text = place && place->certainty == Certainty::certain && ends_sentence(stretch.text);
    if (text || count_characters(stretch.text) > kLongestDeck) return std::nullopt;
  }
  return std::nullopt;
}

/// Whether a stretch is rather a paragraph than a line of the head.
bool PageReader::begins_body(Index at) const {
  std::string_view text = stretches_[at].text;
  if (!is_plain(at)) return false;
  if (has_tail(at) || count_characters(text) > kLongDeck) return true;
  bool sentence = ends_sentence(text);
  if (sentence && count_characters(text) >= kParagraph) return true;
  auto place = dateline(text, {}, known_);
  return sentence && place && place->certainty == Certainty::certain;
}

/// For pages without a reading time, which would tell where the head ends.
bool PageReader::is_head_line(Index at, std::size_t lines_before) const {
  if (lines_before >= kMostHeadLines || begins_body(at)) return false;
  Index next = at + 1;
  while (next < stretches_.size() && is_furniture(next)) ++next;
  if (next == stretches_.size()) return false;
  bool text_follows = begins_body(next) && !tails_[next].rest.empty();
  return !ends_sentence(stretches_[at].text) || (lines_before == 1 && text_follows);
}

Result<PageReader::Index> PageReader::read_head() {
  auto timed = reading_time_of_head();
  std::vector<Index> lines;
  Index at = 0;
  for (; at < stretches_.size(); ++at) {
    if (is_furniture(at)) {
      read_furniture(at);
      continue;
    }
    if (!is_plain(at)) break;
    bool above_time = timed && at < *timed;
    if (lines.empty()) {
      if (!above_time && begins_body(at)) break;
      lines.push_back(at);
      continue;
    }
    if (auto found = byline(stretches_[at].text, known_)) {
      read_byline(*found);
      continue;
    }
    bool belongs =
        above_time ? lines.size() < kMostHeadLines : !timed && is_head_line(at, lines.size());
    if (!belongs) break;
    lines.push_back(at);
  }
  if (lines.empty()) {
    return refuse(Code::invalid,
                  "there is no headline: a page begins with one, on a line of its own",
                  where(std::min(at, stretches_.size() - 1)));
  }
  name_head_lines(std::move(lines), timed.has_value());
  return at;
}

void PageReader::name_head_lines(std::vector<Index> lines, bool timed) {
  auto text = [&](std::size_t i) { return stretches_[lines[i]].text; };
  auto set = [&](std::string& field, Element element, Certainty certainty, std::size_t i,
                 char const* doubt = "") {
    field = printed(text(i));
    add(element, certainty, text(i), doubt);
  };
  if (lines.size() > 1 && page_.authors.empty() && looks_like_a_name(text(lines.size() - 1))) {
    page_.authors.push_back(printed(text(lines.size() - 1)));
    add(Element::byline, Certainty::unsure, text(lines.size() - 1), "may be the deck");
    lines.pop_back();
  }
  bool colon = lines.size() > 1 && text(0).ends_with(':');
  if (lines.size() == 3 || colon) {
    std::size_t length = count_characters(text(0));
    bool short_one = length <= kLongKicker && length < count_characters(text(1));
    Certainty certainty = colon       ? Certainty::certain
                          : short_one ? Certainty::likely
                                      : Certainty::unsure;
    set(page_.kicker, Element::kicker, certainty, 0, "may be the headline");
    set(page_.headline, Element::headline, certainty, 1, "may be the deck");
    if (lines.size() == 3) set(page_.deck, Element::deck, certainty, 2, "may belong to the text");
    return;
  }
  bool one_word = lines.size() == 2 && words_of(text(0)).size() == 1;
  Certainty certainty = one_word ? Certainty::unsure : Certainty::certain;
  set(page_.headline, Element::headline, certainty, 0, "may be a kicker");
  if (lines.size() == 1) return;
  if (!one_word && !timed) certainty = Certainty::likely;
  set(page_.deck, Element::deck, certainty, 1, "may be the headline");
}

void PageReader::read_byline(Byline const& found) {
  for (std::string const& name : found.names) {
    if (std::ranges::find(page_.authors, name) == page_.authors.end())
      page_.authors.push_back(name);
  }
  add(Element::byline, found.certainty, found.names_part, "may be the deck");
  if (found.place.empty()) return;
  page_.dateline = {found.place};
  add(Element::dateline, found.certainty, found.place_part, "may be part of a name");
}

}  // namespace allmende::newsroom::page_text
