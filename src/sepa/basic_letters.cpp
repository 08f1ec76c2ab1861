#include "sepa/basic_letters.h"

#include <array>
#include <utility>

#include "text/text.h"

namespace allmende::sepa {

namespace {

constexpr std::string_view kSigns = "/-?:().,'+";
constexpr auto kNearest = std::to_array<std::pair<char, char>>({{'&', '+'},
                                                                {'"', '\''},
                                                                {'`', '\''},
                                                                {';', ','},
                                                                {'_', '-'},
                                                                {'~', '-'},
                                                                {'\\', '/'},
                                                                {'|', '/'},
                                                                {'[', '('},
                                                                {'{', '('},
                                                                {'<', '('},
                                                                {']', ')'},
                                                                {'}', ')'},
                                                                {'>', ')'},
                                                                {'\t', ' '},
                                                                {'\n', ' '},
                                                                {'\r', ' '}});

bool is_letter_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string with_euros_spelled_out(std::string_view text) {
  constexpr std::string_view kEuro = "€";
  std::string out;
  for (std::size_t at; (at = text.find(kEuro)) != std::string_view::npos; text.remove_prefix(at + kEuro.size())) {
    out += text.substr(0, at);
    out += "EUR";
  }
  return out += text;
}

}  // namespace

std::string basic_letters(std::string_view text) {
  std::string basic;
  for (char c : text::in_ascii(with_euros_spelled_out(text))) {
    for (auto [sign, nearest] : kNearest) {
      if (c == sign) c = nearest;
    }
    bool second_blank = c == ' ' && (basic.empty() || basic.back() == ' ');
    if (second_blank || (c != ' ' && !is_letter_or_digit(c) && kSigns.find(c) == std::string_view::npos)) continue;
    basic += c;
  }
  if (basic.ends_with(' ')) basic.pop_back();
  return basic;
}

}  // namespace allmende::sepa
