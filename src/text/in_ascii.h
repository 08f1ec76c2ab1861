#pragma once
// A name as machines write it that know nothing but ASCII.

#include <string>
#include <string_view>

namespace allmende::text {

/// "Jürgen Groß" → "Juergen Gross", "Aimée Łoś" → "Aimee Los", "Москва" → "Moskva". The letters ä ö ü ß are spelled out
/// as in German; other letters lose their accents or are transliterated by ICU. Signs are what they were,
/// but in typewriter's form where ICU knows one (“x” → "x"); what no ASCII stands for is dropped.
std::string in_ascii(std::string_view text);

}  // namespace allmende::text
