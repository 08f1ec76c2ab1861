#pragma once
// Letters and words of a page's text, which is valid UTF-8 by then. Private to page_text.

#include <string>
#include <string_view>
#include <vector>

namespace allmende::newsroom::page_text {

/// Plain or unbreakable blanks, tabs and line ends.
bool is_blank(char32_t character);
bool is_upper(char32_t character);
bool is_lower(char32_t character);
bool is_letter(char32_t character);
bool is_digit(char32_t character);

/// 0 for an empty text.
char32_t first_character(std::string_view text);
char32_t last_character(std::string_view text);
/// Takes the first character off a text that is not empty.
char32_t take_character(std::string_view& text);
void drop_last_character(std::string_view& text);

std::size_t count_characters(std::string_view text);
std::string_view trimmed(std::string_view text);
std::vector<std::string_view> words_of(std::string_view text);
/// Between `separator`s, trimmed; "a//b" has an empty part.
std::vector<std::string_view> parts_of(std::string_view text, char separator);

/// In small letters, for comparing.
std::string folded(std::string_view text);
bool same(std::string_view a, std::string_view folded_word);

/// Whether it ends with a full stop or its like; closing quotes and brackets may follow.
bool ends_sentence(std::string_view text);

/// The view from the beginning of `first` to the end of `last`, two views into one text.
std::string_view span_of(std::string_view first, std::string_view last);

/// As it is stored: every run of plain blanks, tabs and line ends is one blank, a word divided at a
/// line end is whole again, and unbreakable spaces stay.
std::string printed(std::string_view text);

/// "BRÜSSEL" → "Brüssel", "FRANKFURT AM MAIN" → "Frankfurt am Main"; other words, and short ones
/// such as "UN", stay as they are.
std::string without_capitals(std::string_view place);

}  // namespace allmende::newsroom::page_text
