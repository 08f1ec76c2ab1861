#pragma once
// What a picture's file says of it: proposals for whoever takes it in.

#include <string>

namespace allmende::pictures {

struct Said {
  std::string credit, caption, alt;  ///< each one line of UTF-8, at most some hundred characters; empty for nothing
};

/// XMP before IPTC-IIM before Exif, as the fields are named in the IPTC Photo Metadata Standard 2023.1. The credit is the
/// agency's line with the photographer's name behind it ("dpa/Jonas Thode"). What cannot be read says nothing.
Said what_it_says(std::string const& file);

}  // namespace allmende::pictures
