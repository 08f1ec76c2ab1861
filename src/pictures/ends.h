#pragma once
// How this program ends. Exit status 2: the file is refused; 70: this machine cannot do the work. Either with a sentence,
// the last line on standard error.

#include <string>

namespace allmende::pictures {

[[noreturn]] void refuse(std::string const& sentence);
[[noreturn]] void fail(std::string const& sentence);

}  // namespace allmende::pictures
