#pragma once
// The paper's style sheet, fonts and icon: what is served under /theme/.

#include <span>
#include <string_view>

namespace allmende::theme {

struct File {
  std::string_view name;     // "paper.css"
  std::string_view address;  // "/theme/1f2e3d4c5b.paper.css": changes with the bytes, so it may be
                             // kept by browsers for ever (Cache-Control: immutable)
  std::string_view hash;     // "1f2e3d4c5b"
  std::string_view type;     // the media type to send, "text/css; charset=utf-8"
  std::string_view bytes;
  // The same for `Content-Encoding: gzip` and `br`, as small as they get; empty where that would not
  // be shorter.
  std::string_view gzip;
  std::string_view brotli;
};

// All files; they live as long as the program.
std::span<File const> files();

// The address of a file by its plain name, for <link> elements. A name that is not in the theme is
// a broken invariant: the program ends.
std::string_view address(std::string_view name);

// The files that the first view of every page needs, to be preloaded as fonts, in order of weight.
std::span<std::string_view const> preloaded_fonts();

}  // namespace allmende::theme
