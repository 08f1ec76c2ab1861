#include "newsroom/page_text_stretches.h"

#include <algorithm>
#include <span>

#include "newsroom/page_text_letters.h"

namespace allmende::newsroom::page_text {

namespace {

using Kind = Stretch::Kind;

/// Between these widths, in characters, lines are broken to fit paper or a terminal.
constexpr std::size_t kNarrowestColumn = 45;
constexpr std::size_t kWidestColumn = 100;

Stretch stretch_of(std::string_view line, Knowledge const& known) {
  if (is_ad_label(line, known)) return {Kind::ad_label, line, line};
  if (auto time = reading_time(line, known)) return {Kind::reading_time, line, *time};
  if (auto item = list_item(line)) return {Kind::item, line, item->text};
  return {Kind::plain, line, line};
}

bool stands_alone(std::string_view line, Knowledge const& known) {
  Tail tail = tail_of(line, known);
  return tail.rest.empty() && !tail.parts.empty() && !tail.is_weak();
}

/// Plain lines without a blank one between them, of which at least one goes on in small letters.
bool is_broken_to_width(std::span<Stretch const> block) {
  if (block.size() < 2) return false;
  bool goes_on = false;
  for (std::size_t i = 0; i < block.size(); ++i) {
    std::size_t width = count_characters(block[i].text);
    bool last = i + 1 == block.size();
    if (width > kWidestColumn || (width < kNarrowestColumn && !last)) return false;
    goes_on = goes_on || (i > 0 && is_lower(first_character(block[i].text)));
  }
  return goes_on;
}

void extend(Stretch& stretch, Stretch const& next) {
  stretch.text = span_of(stretch.text, next.text);
  stretch.value = span_of(stretch.value, next.value);
  stretch.joined = true;
}

/// Joins what goes on in small letters behind a line that has not come to its end.
void append_run(std::span<Stretch const> run, std::vector<Stretch>& stretches) {
  if (run[0].kind == Kind::plain && is_broken_to_width(run)) {
    stretches.push_back(run[0]);
    for (Stretch const& line : run.subspan(1)) extend(stretches.back(), line);
    return;
  }
  for (std::size_t i = 0; i < run.size(); ++i) {
    bool goes_on =
        i > 0 && is_lower(first_character(run[i].text)) && !ends_sentence(run[i - 1].text);
    if (goes_on) extend(stretches.back(), run[i]);
    else stretches.push_back(run[i]);
  }
}

/// A block of lines without a blank one between them falls into runs: a first line with the plain
/// ones behind it.
void append_block(std::span<Stretch const> block, Knowledge const& known,
                  std::vector<Stretch>& stretches) {
  auto begins_run = [&](Stretch const& line) {
    return line.kind != Kind::plain || stands_alone(line.text, known);
  };
  while (!block.empty()) {
    bool alone = begins_run(block[0]) && block[0].kind != Kind::item;
    auto end = alone ? block.begin() + 1 : std::find_if(block.begin() + 1, block.end(), begins_run);
    auto count = static_cast<std::size_t>(end - block.begin());
    append_run(block.first(count), stretches);
    block = block.subspan(count);
  }
}

/// A line that opens with a dash is an item only beside another one or behind a colon; else it is
/// speech.
void turn_speech_into_text(std::vector<Stretch>& stretches) {
  auto is_dashed = [&](std::size_t i) {
    return i < stretches.size() && stretches[i].kind == Kind::item &&
           list_item(stretches[i].text)->marker == Item::Marker::dash;
  };
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    Stretch& here = stretches[i];
    bool led_in = i > 0 && (is_dashed(i - 1) || stretches[i - 1].text.ends_with(':'));
    if (!is_dashed(i) || led_in || is_dashed(i + 1)) continue;
    here.kind = Kind::plain;
    here.value = here.text;
  }
}

}  // namespace

std::vector<Stretch> stretches_of(std::vector<std::string_view> const& lines,
                                  Knowledge const& known) {
  std::vector<Stretch> stretches;
  std::vector<Stretch> block;
  for (std::string_view line : lines) {
    if (!line.empty()) {
      block.push_back(stretch_of(line, known));
      continue;
    }
    append_block(block, known, stretches);
    block.clear();
  }
  append_block(block, known, stretches);
  turn_speech_into_text(stretches);
  return stretches;
}

}  // namespace allmende::newsroom::page_text
