// Where URLs and e-mail addresses lie: typography must not touch them.

#include <array>

#include "text/paragraph.h"

namespace allmende::text {

namespace {

bool is_ascii_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool is_scheme(char c) { return is_ascii_alnum(c) || c == '+' || c == '.'; }
bool is_mailbox(char c) {
  return is_ascii_alnum(c) || std::string_view("._%+-").find(c) != std::string_view::npos;
}
bool is_domain(char c) { return is_ascii_alnum(c) || c == '.' || c == '-'; }

/// Quotes and blanks end an address; other letters beyond ASCII may be part of it.
bool ends_address(UChar32 c) {
  if (c <= 0x20 || c == '"' || c == '<' || c == '>' || c == '`') return true;
  if (c == 0xAB || c == 0xBB) return true;
  return (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A || sort_of(c) == Sort::blank;
}

std::size_t count(std::string_view text, char wanted) {
  return static_cast<std::size_t>(std::ranges::count(text, wanted));
}

/// Without the punctuation of the sentence around it; a bracket stays if its partner is inside.
std::string_view without_sentence(std::string_view address) {
  constexpr std::array<std::pair<char, char>, 3> kBrackets{{{'(', ')'}, {'[', ']'}, {'{', '}'}}};
  for (bool changed = true; changed && !address.empty();) {
    changed = std::string_view(".,;:!?'").find(address.back()) != std::string_view::npos;
    for (auto [open, close] : kBrackets) {
      changed |= address.back() == close && count(address, open) < count(address, close);
    }
    if (changed) address.remove_suffix(1);
    while (address.ends_with("…")) {
      address.remove_suffix(std::string_view("…").size());
      changed = true;
    }
  }
  return address;
}

Span address_from(std::string_view text, std::size_t begin, std::size_t known) {
  std::size_t end = known;
  while (end < text.size()) {
    std::size_t next = end;
    if (ends_address(next_character(text, next))) break;
    end = next;
  }
  return {begin, begin + without_sentence(text.substr(begin, end - begin)).size()};
}

void find_urls(std::string_view text, std::vector<Span>& found) {
  for (std::size_t at = text.find("://"); at != std::string_view::npos;
       at = text.find("://", at + 3)) {
    std::size_t begin = at;
    while (begin > 0 && is_scheme(text[begin - 1])) --begin;
    if (begin < at) found.push_back(address_from(text, begin, at + 3));
  }
  for (std::size_t at = text.find("www."); at != std::string_view::npos;
       at = text.find("www.", at + 4)) {
    if (at == 0 || !is_ascii_alnum(text[at - 1])) found.push_back(address_from(text, at, at + 4));
  }
}

void find_mail(std::string_view text, std::vector<Span>& found) {
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && is_mailbox(text[begin - 1])) --begin;
    std::size_t end = at + 1;
    while (end < text.size() && is_domain(text[end])) ++end;
    std::string_view const domain = without_sentence(text.substr(at + 1, end - at - 1));
    if (begin < at && domain.find('.') != std::string_view::npos) {
      found.push_back({begin, at + 1 + domain.size()});
    }
  }
}

}  // namespace

std::vector<Span> addresses_in(std::string_view text) {
  std::vector<Span> found;
  find_urls(text, found);
  find_mail(text, found);
  return found;
}

}  // namespace allmende::text
