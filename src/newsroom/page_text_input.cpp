#include "newsroom/page_text_input.h"

#include <fmt/format.h>

#include <algorithm>

#include "newsroom/page_text_letters.h"

namespace allmende::newsroom::page_text {

namespace {

constexpr std::size_t kLongestExcerpt = 60;
constexpr char32_t kLastCharacter = 0x10ffff;
constexpr char const* kNotUtf8 =
    "the line is not UTF-8; if the file is in an older encoding, convert it, for example with "
    "iconv -f latin1 -t utf-8";

/// Left behind by word processors and page layout; not to be seen, and in the way of every
/// comparison.
bool is_invisible(char32_t c) {
  return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff || (c >= 0x202a && c <= 0x202e);
}

bool is_line_end(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

bool is_control(char32_t c) {
  return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v';
}

std::string where(std::string_view before) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < before.size(); ++i) {
    bool pair = before[i] == '\r' && i + 1 < before.size() && before[i + 1] == '\n';
    if (before[i] == '\n' || (before[i] == '\r' && !pair)) line += 1;
  }
  return fmt::format("line {}", line);
}

Result<void> check(std::string_view bytes) {
  if (bytes.size() > kLongestPageText) {
    return refuse(Code::limit, "a page has at most 2 MB; is this an archive of many pages?");
  }
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return refuse(Code::invalid, "the file is UTF-16; save it as UTF-8", "line 1");
  }
  auto control =
      std::ranges::find_if(bytes, [](char c) { return is_control(static_cast<unsigned char>(c)); });
  if (control != bytes.end()) {
    auto before = static_cast<std::size_t>(control - bytes.begin());
    return refuse(Code::invalid, "this is no text: the line holds control characters",
                  where(bytes.substr(0, before)));
  }
  return {};
}

std::string excerpt_of(std::string_view part) {
  std::string_view rest = part;
  for (std::size_t i = 0; i < kLongestExcerpt && !rest.empty(); ++i) take_character(rest);
  std::string excerpt = printed(trimmed(part.substr(0, part.size() - rest.size())));
  return rest.empty() ? excerpt : excerpt + "…";
}

}  // namespace

Result<PageInput> PageInput::read(std::string_view bytes) {
  TRY(check(bytes));
  PageInput input;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    auto at = static_cast<std::size_t>(rest.data() - bytes.data());
    std::string_view here = rest;
    char32_t c = take_character(rest);
    if (c > kLastCharacter) return refuse(Code::invalid, kNotUtf8, where(bytes.substr(0, at)));
    if (is_invisible(c)) continue;
    if (c == '\r' && rest.starts_with('\n')) continue;
    if (is_line_end(c)) {
      input.line_ends_.push_back(input.clean_.size());
      input.append("\n", at);
    } else if (c == '\f' || c == '\v') {
      input.append(" ", at);
    } else {
      input.append(here.substr(0, here.size() - rest.size()), at);
    }
  }
  input.origin_.push_back(static_cast<std::uint32_t>(bytes.size()));
  return input;
}

void PageInput::append(std::string_view character, std::size_t origin) {
  for (std::size_t i = 0; i < character.size(); ++i) {
    origin_.push_back(static_cast<std::uint32_t>(origin + i));
  }
  clean_ += character;
}

std::vector<std::string_view> PageInput::lines() const { return parts_of(clean_, '\n'); }

int PageInput::line_of(std::string_view part) const {
  auto begin = static_cast<std::size_t>(part.data() - clean_.data());
  auto ends_before = std::ranges::lower_bound(line_ends_, begin);
  return 1 + static_cast<int>(ends_before - line_ends_.begin());
}

Finding PageInput::finding(Element element, Certainty certainty, std::string_view part,
                           std::string doubt) const {
  VERIFY(!part.empty());
  auto begin = static_cast<std::size_t>(part.data() - clean_.data());
  VERIFY(begin + part.size() <= clean_.size());
  std::size_t last = origin_[begin + part.size() - 1];
  return {.element = element,
          .certainty = certainty,
          .line = line_of(part),
          .begin = origin_[begin],
          .end = last + 1,
          .excerpt = excerpt_of(part),
          .doubt = std::move(doubt)};
}

}  // namespace allmende::newsroom::page_text
