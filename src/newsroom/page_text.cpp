#include "newsroom/page_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "newsroom/limits.h"
#include "newsroom/page_text_letters.h"
#include "newsroom/page_text_reader.h"

namespace allmende::newsroom {

namespace page_text {

namespace {

constexpr std::size_t kMostLines = 5000;  // without the blank ones
constexpr std::size_t kMostStretches = 2000;

}  // namespace

bool is_title_like(Stretch const& stretch) {
  char32_t last = last_character(stretch.text);
  return stretch.kind == Stretch::Kind::plain && count_characters(stretch.text) <= 100 &&
         stretch.text.find('\n') == std::string_view::npos && last != ':' && last != ',' &&
         last != ';';
}

PageReader::PageReader(PageInput const& input, PageTextHints const& hints)
    : input_(input), known_{words_for(hints.language), hints} {}

Result<PageText> PageReader::read() {
  auto lines = input_.lines();
  auto filled = std::ranges::count_if(lines, [](auto line) { return !line.empty(); });
  if (filled == 0) return refuse(Code::invalid, "the file is empty", "line 1");
  if (static_cast<std::size_t>(filled) > kMostLines) {
    return refuse(Code::limit, fmt::format("a page has at most {} lines", kMostLines));
  }
  stretches_ = stretches_of(lines, known_);
  if (stretches_.size() > kMostStretches) {
    return refuse(Code::limit, fmt::format("a page has at most {} paragraphs", kMostStretches));
  }
  for (Stretch const& stretch : stretches_) tails_.push_back(tail_of(stretch.text, known_));
  tail_chosen_.resize(stretches_.size());
  listen_for_asking();

  Index begin = TRY(read_head());
  TRY(refuse_second_page(begin));
  Index end = find_appeal(begin);
  read_article(begin, end);
  if (end < stretches_.size()) read_appeal(end);
  if (page_.body.blocks.empty()) {
    return refuse(Code::invalid, "there is no text beneath the headline", where(0));
  }
  TRY(check_lengths());
  std::ranges::sort(page_.findings, {}, &Finding::begin);
  return std::move(page_);
}

bool PageReader::is_plain(Index at) const { return stretches_[at].kind == Stretch::Kind::plain; }

bool PageReader::is_furniture(Index at) const {
  return stretches_[at].kind == Stretch::Kind::ad_label ||
         stretches_[at].kind == Stretch::Kind::reading_time;
}

bool PageReader::has_tail(Index at) const {
  return is_plain(at) && !tails_[at].parts.empty() && !tails_[at].is_weak();
}

void PageReader::read_furniture(Index at) {
  Stretch const& stretch = stretches_[at];
  bool label = stretch.kind == Stretch::Kind::ad_label;
  std::string& field = label ? page_.ad_label : page_.reading_time;
  if (field.empty()) field = printed(stretch.value);
  add(label ? Element::ad_label : Element::reading_time, Certainty::certain, stretch.text);
}

void PageReader::add(Element element, Certainty certainty, std::string_view part,
                     std::string doubt) {
  if (certainty != Certainty::unsure) doubt.clear();
  page_.findings.push_back(input_.finding(element, certainty, part, std::move(doubt)));
}

void PageReader::add_block(Block::Content content) {
  std::string id = fmt::format("b{}", page_.body.blocks.size() + 1);
  page_.body.blocks.push_back({.id = std::move(id), .content = std::move(content)});
}

std::string PageReader::where(Index at) const {
  return fmt::format("line {}", input_.line_of(stretches_[at].text));
}

Result<void> PageReader::check_lengths() const {
  for (Finding const& finding : page_.findings) {
    bool line = finding.element == Element::kicker || finding.element == Element::headline ||
                finding.element == Element::appeal_title;
    std::size_t longest = line ? limits::kLine : limits::kParagraph;
    if (finding.end - finding.begin > longest) {
      return refuse(Code::limit,
                    fmt::format("the {} has {} bytes and may have {}", name_of(finding.element),
                                finding.end - finding.begin, longest),
                    fmt::format("line {}", finding.line));
    }
  }
  auto too_long = [](Block const& block) {
    auto const* list = std::get_if<List>(&block.content);
    return list != nullptr && list->items.size() > limits::kItems;
  };
  if (std::ranges::any_of(page_.body.blocks, too_long)) {
    return refuse(Code::limit, fmt::format("a list has at most {} items", limits::kItems));
  }
  return {};
}

}  // namespace page_text

Result<PageText> read_page_text(std::string_view text, PageTextHints const& hints) {
  page_text::PageInput input = TRY(page_text::PageInput::read(text));
  return page_text::PageReader(input, hints).read();
}

std::string_view name_of(Element element) {
  switch (element) {
    case Element::ad_label:
      return "ad label";
    case Element::kicker:
      return "kicker";
    case Element::headline:
      return "headline";
    case Element::deck:
      return "deck";
    case Element::byline:
      return "byline";
    case Element::reading_time:
      return "reading time";
    case Element::dateline:
      return "dateline";
    case Element::paragraph:
      return "paragraph";
    case Element::subheading:
      return "subheading";
    case Element::list_item:
      return "list item";
    case Element::credit:
      return "credit";
    case Element::see_pages:
      return "see pages";
    case Element::appeal_title:
      return "appeal title";
    case Element::appeal_text:
      return "appeal text";
    case Element::appeal_lead_in:
      return "appeal lead-in";
    case Element::appeal_purpose:
      return "appeal purpose";
    case Element::appeal_closing:
      return "appeal closing";
  }
  VERIFY(false);
}

std::string line_of(Finding const& finding) {
  bool unsure = finding.certainty == Certainty::unsure;
  std::string line = fmt::format("line {:<4} {:<15}{} {}", finding.line, name_of(finding.element),
                                 unsure ? " (unsure)" : "", finding.excerpt);
  if (unsure && !finding.doubt.empty()) line += " [" + finding.doubt + "]";
  return line;
}

}  // namespace allmende::newsroom
