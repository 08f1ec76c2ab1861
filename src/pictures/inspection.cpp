#include "pictures/inspection.h"

#include <vips/vips.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "pictures/ends.h"

namespace allmende::pictures {

namespace {

constexpr char const* kWanted = "pictures are JPEG, PNG, WebP, AVIF or TIFF";

/// Only these decoders are wanted; vips knows many more, and each is a door.
constexpr std::pair<char const*, char const*> kLoaders[] = {
    {"jpegload", "jpg"}, {"pngload", "png"}, {"webpload", "webp"}, {"heifload", "avif"}, {"tiffload", "tif"}};

std::string ending_of(std::string const& file) {
  char const* loader = vips_foreign_find_load(file.c_str());
  if (loader == nullptr) refuse("this is no picture (JPEG, PNG, WebP, AVIF or TIFF)");
  std::string nickname = vips_nickname_find(g_type_from_name(loader));
  for (auto const& [wanted, ending] : kLoaders) {
    if (nickname.starts_with(wanted)) return ending;
  }
  refuse(kWanted);
}

bool is_av1(VipsImage* image) {
  char const* compression = nullptr;
  return vips_image_get_typeof(image, "heif-compression") != 0 &&
         vips_image_get_string(image, "heif-compression", &compression) == 0 && std::string_view(compression) == "av1";
}

bool equal_but_for_case(char a, char b) { return g_ascii_tolower(a) == b; }

/// `words` are small letters.
bool says(std::string_view bytes, std::string_view words) {
  return std::search(bytes.begin(), bytes.end(), words.begin(), words.end(), equal_but_for_case) != bytes.end();
}

std::size_t number_at(std::string_view bytes, std::size_t place, std::size_t length) {
  std::size_t number = 0;
  for (std::size_t i = length; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[place + i]);
  return number;
}

/// Unpackers look for the end of the directory in a file's last 64 kB (APPNOTE.TXT 4.3.16), whatever stands before it.
bool is_zip(std::string_view bytes) {
  constexpr std::size_t kEnd = 22, kLongestComment = 65535;
  std::size_t from = bytes.size() > kEnd + kLongestComment ? bytes.size() - kEnd - kLongestComment : 0;
  constexpr std::string_view kSignature = "PK\x05\x06";
  for (std::size_t at = bytes.find(kSignature, from); at != std::string_view::npos; at = bytes.find(kSignature, at + 1)) {
    if (at + kEnd > bytes.size()) break;
    std::size_t directory = number_at(bytes, at + 12, 4), comment = number_at(bytes, at + 20, 2);
    if (directory <= at && at + kEnd + comment <= bytes.size()) return true;
  }
  return false;
}

}  // namespace

std::string_view something_else(std::string_view bytes) {
  if (is_zip(bytes)) return "a ZIP archive";
  if (bytes.find("Rar!\x1a\x07") != std::string_view::npos) return "a RAR archive";
  if (bytes.find("7z\xbc\xaf\x27\x1c") != std::string_view::npos) return "a 7-Zip archive";
  if (says(bytes.substr(0, 1024), "%pdf-")) return "a PDF";  // where readers look for it
  for (std::string_view page : {"<script", "<!doctype html", "<html", "<iframe"}) {
    if (says(bytes, page)) return "a web page";
  }
  if (says(bytes, "<?php")) return "a program";
  return "";
}

Inspected inspect(std::string const& file) {
  Inspected found{.ending = ending_of(file)};
  std::ifstream in(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::string_view other = something_else(bytes);
  if (!other.empty()) refuse("this is a picture and " + std::string(other) + " in one file; export it anew");

  VipsImage* image = vips_image_new_from_file(file.c_str(), "access", VIPS_ACCESS_SEQUENTIAL, nullptr);
  if (image == nullptr) refuse("the picture cannot be read");
  if (found.ending == "avif" && !is_av1(image)) refuse(std::string(kWanted) + "; have HEIC exported as JPEG");
  found.width = vips_image_get_width(image);
  found.height = vips_image_get_height(image);
  if (vips_image_get_orientation_swap(image)) std::swap(found.width, found.height);
  g_object_unref(image);
  if (1LL * found.width * found.height > kPixels) refuse("the picture has more than 100 million pixels");
  return found;
}

}  // namespace allmende::pictures
