#include "pictures/said.h"

#include <glib.h>

#include <exiv2/exiv2.hpp>
#include <algorithm>
#include <initializer_list>

namespace allmende::pictures {

namespace {

/// Cameras write their own name where nobody has written anything.
constexpr char const* kCamerasSay[] = {"OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM", "KONICA MINOLTA DIGITAL CAMERA",
                                       "SAMSUNG DIGITAL CAMERA", "DIGITAL CAMERA", "default", "Exif_JPEG_PICTURE"};

/// In one line, without what no text has. Old files are in Windows-1252.
std::string clean(std::string text, std::size_t most) {
  if (!g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr)) {
    gchar* converted = g_convert_with_fallback(text.data(), static_cast<gssize>(text.size()), "UTF-8", "WINDOWS-1252", "?",
                                               nullptr, nullptr, nullptr);
    text = converted != nullptr ? converted : "";
    g_free(converted);
  }
  std::string line;
  for (char c : text) {
    bool is_blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!is_blank) line += c;
    else if (!line.empty() && line.back() != ' ') line += ' ';
  }
  while (line.ends_with(' ')) line.pop_back();
  if (line.size() <= most) return line;
  while (most > 0 && (static_cast<unsigned char>(line[most]) & 0xC0) == 0x80) --most;
  return line.substr(0, most);
}

/// The language alternatives of XMP come as `lang="x-default" Ein Kran`.
std::string without_language(std::string const& value) {
  if (!value.starts_with("lang=\"")) return value;
  std::size_t end = value.find("\" ");
  return end == std::string::npos ? value : value.substr(end + 2);
}

/// The first of several alternatives; several names are listed with commas.
std::string text_of(Exiv2::Xmpdatum const& datum) {
  if (datum.typeId() == Exiv2::langAlt || datum.count() < 2) return without_language(datum.toString(0));
  std::string all;
  for (long i = 0; i < static_cast<long>(datum.count()); ++i) all += (i > 0 ? ", " : "") + datum.toString(i);
  return all;
}

class Metadata {
 public:
  explicit Metadata(std::string const& file) {
#ifdef EXV_ENABLE_BMFF
    Exiv2::enableBMFF();
#endif
    image_ = Exiv2::ImageFactory::open(file);
    image_->readMetadata();
  }

  /// The first that says something. A damaged field says nothing.
  std::string first(std::initializer_list<char const*> keys, std::size_t most) const {
    for (char const* key : keys) {
      std::string text = clean(get(key), most);
      bool by_camera = std::any_of(std::begin(kCamerasSay), std::end(kCamerasSay), [&](char const* it) { return text == it; });
      if (!text.empty() && !by_camera) return text;
    }
    return "";
  }

 private:
  std::string get(std::string const& key) const try {
    if (key.starts_with("Xmp.")) {
      auto& data = image_->xmpData();
      auto found = data.findKey(Exiv2::XmpKey(key));
      return found == data.end() ? "" : text_of(*found);
    }
    if (key.starts_with("Iptc.")) {
      auto& data = image_->iptcData();
      auto found = data.findKey(Exiv2::IptcKey(key));
      return found == data.end() ? "" : found->toString();
    }
    auto& data = image_->exifData();
    auto found = data.findKey(Exiv2::ExifKey(key));
    return found == data.end() ? "" : found->toString();
  } catch (std::exception const&) {
    return "";
  }

  decltype(Exiv2::ImageFactory::open(std::string())) image_;
};

std::string credit_of(Metadata const& metadata) {
  constexpr std::size_t kMost = 140;
  std::string line = metadata.first({"Xmp.photoshop.Credit", "Iptc.Application2.Credit"}, kMost);
  std::string who = metadata.first({"Xmp.dc.creator", "Iptc.Application2.Byline", "Exif.Image.Artist"}, kMost);
  if (line.empty() && who.empty()) return metadata.first({"Xmp.dc.rights", "Iptc.Application2.Copyright"}, kMost);
  if (line.empty() || who.empty() || line.find(who) != std::string::npos) return line.empty() ? who : line;
  return line + "/" + who;
}

}  // namespace

Said what_it_says(std::string const& file) try {
  Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
  Metadata metadata(file);
  return {.credit = credit_of(metadata),
          .caption = metadata.first({"Xmp.dc.description", "Iptc.Application2.Caption", "Exif.Image.ImageDescription"}, 1900),
          .alt = metadata.first({"Xmp.iptc.AltTextAccessibility"}, 1100)};
} catch (std::exception const&) {
  return {};
}

}  // namespace allmende::pictures
