// allmende-pictures: looks at one picture, or makes its renditions.
//
//   allmende-pictures look FILE OUT_DIR WIDTH        what it is and says of itself, and one small rendition
//   allmende-pictures make FILE OUT_DIR WIDTH...     each width as AVIF, WebP and JPEG
//
// A program of its own, because a picture is the most dangerous thing a stranger can hand to a newspaper:
// its decoders run here, with little memory, little time and nothing else in reach, and the server starts
// without them. Prints the renditions, one a line: "FILE WIDTH HEIGHT"; `look` prints lines "format jpg", "size 4000 3000",
// "credit …", "caption …", "alt …" before them. Exit status 2 and a sentence on standard error when the file is refused;
// 70 and a sentence when this machine cannot do the work.

#include <sys/resource.h>
#include <vips/vips.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "pictures/ends.h"
#include "pictures/inspection.h"
#include "pictures/renditions.h"
#include "pictures/said.h"

namespace allmende::pictures {

void fail(std::string const& sentence) {
  std::fprintf(stderr, "%s%s\n", vips_error_buffer(), sentence.c_str());
  std::exit(70);
}

void refuse(std::string const& sentence) {
  std::fprintf(stderr, "%s\n", sentence.c_str());
  std::exit(2);
}

namespace {

constexpr rlim_t kMemory = 2ULL << 30;  // address space; vips maps generously
constexpr rlim_t kSeconds = 60;         // of processor time

void limit_ourselves() {
  rlimit time{kSeconds, kSeconds};
#ifndef __SANITIZE_ADDRESS__  // which reserves terabytes of address space for itself
  rlimit memory{kMemory, kMemory};
  setrlimit(RLIMIT_AS, &memory);
#endif
  setrlimit(RLIMIT_CPU, &time);
}

void print_said(char const* what, std::string const& words) {
  if (!words.empty()) std::printf("%s %s\n", what, words.c_str());
}

void look(std::string const& file, std::string const& folder, int width) {
  Inspected found = inspect(file);
  Said said = what_it_says(file);
  std::printf("format %s\nsize %d %d\n", found.ending.c_str(), found.width, found.height);
  print_said("credit", said.credit);
  print_said("caption", said.caption);
  print_said("alt", said.alt);
  write_small(file, folder, width);
}

int run(int count, char** words) {
  std::string command = count > 4 ? words[1] : "";
  if (command != "look" && command != "make") {
    std::fprintf(stderr, "usage: allmende-pictures look|make FILE OUT_DIR WIDTH...\n");
    return 64;
  }
  limit_ourselves();
  if (VIPS_INIT(words[0]) != 0) return 70;
  vips_concurrency_set(1);
  if (command == "look") {
    look(words[2], words[3], std::atoi(words[4]));
  } else {
    inspect(words[2]);
    for (int i = 4; i < count; ++i) write_renditions(words[2], words[3], std::atoi(words[i]));
  }
  vips_shutdown();
  return 0;
}

}  // namespace
}  // namespace allmende::pictures

int main(int count, char** words) { return allmende::pictures::run(count, words); }
