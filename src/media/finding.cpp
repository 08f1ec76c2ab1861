#include "media/finding.h"

#include "text/text.h"

namespace allmende::media {

namespace {

/// Anything but letters and digits parts words; a byte of any letter that is not ASCII passes for one.
bool is_in_a_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  auto end = [&] {
    if (!word.empty()) words.push_back(text::slug_of(word, Language::german()).text());
    word.clear();
  };
  for (char c : text) {
    if (is_in_a_word(c)) word += c;
    else end();
  }
  end();
  return words;
}

std::string words_of(std::string_view name, Facts const& facts) {
  std::string all;
  for (std::string_view text : {name, std::string_view(facts.credit), std::string_view(facts.caption), std::string_view(facts.alt)}) {
    for (std::string const& word : folded_words(text)) all += " " + word;
  }
  return all;
}

}  // namespace allmende::media
