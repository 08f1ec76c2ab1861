#pragma once
// Pictures made by hand, for this room's tests: PNG, whose header can lie; JPEG that says things of itself.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace allmende::media {

inline std::string four_bytes(std::uint32_t number) {
  std::string bytes;
  for (int shift : {24, 16, 8, 0}) bytes += static_cast<char>((number >> shift) & 0xFF);
  return bytes;
}

/// The check sum of PNG, Annex D.
inline std::uint32_t crc(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFF;
  for (char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~sum;
}

inline std::string chunk(std::string_view type, std::string_view data) {
  std::string body = std::string(type) + std::string(data);
  return four_bytes(static_cast<std::uint32_t>(data.size())) + body + four_bytes(crc(body));
}

/// Bytes as zlib wraps them, not compressed (RFC 1950, RFC 1951 3.2.4).
inline std::string stored(std::string_view bytes) {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (char c : bytes) {
    low = (low + static_cast<unsigned char>(c)) % 65521;
    high = (high + low) % 65521;
  }
  std::string out = "\x78\x01";
  while (!bytes.empty()) {
    std::string_view block = bytes.substr(0, 65535);
    bytes.remove_prefix(block.size());
    auto size = static_cast<std::uint32_t>(block.size());
    out += bytes.empty() ? '\1' : '\0';
    for (std::uint32_t number : {size, ~size}) {
      out += static_cast<char>(number & 0xFF);
      out += static_cast<char>((number >> 8) & 0xFF);
    }
    out += block;
  }
  return out + four_bytes(high << 16 | low);
}

/// A grey picture. With `rows`, it has so many only, whatever its header says.
inline std::string png(std::uint32_t width, std::uint32_t height, char shade = 'k',
                       std::uint32_t rows = ~0U) {
  std::string row = '\0' + std::string(width, shade);
  std::string pixels;
  for (std::uint32_t i = 0; i < std::min(rows, height); ++i) pixels += row;
  std::string header = four_bytes(width) + four_bytes(height) + std::string("\x08\0\0\0\0", 5);
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("IDAT", stored(pixels)) + chunk("IEND", "");
}

inline std::string two_bytes(std::size_t number) {
  return {static_cast<char>(number >> 8 & 0xFF), static_cast<char>(number & 0xFF)};
}

inline std::string segment(char marker, std::string_view data) {
  return std::string("\xFF") + marker + two_bytes(data.size() + 2) + std::string(data);
}

/// A grey JPEG (ITU T.81): each block of 8 by 8 is two codes of one bit, "no difference" and "nothing more".
inline std::string jpeg(std::size_t width, std::size_t height, std::string const& segments = "") {
  using namespace std::string_literals;
  std::size_t bits = (width + 7) / 8 * ((height + 7) / 8) * 2;
  std::string scan(bits / 8, '\0');
  if (bits % 8 != 0) scan += static_cast<char>(0xFF >> bits % 8);
  std::string one_code = "\x01"s + std::string(15, '\0') + '\0';  // one of length 1, for 0
  return "\xFF\xD8"s + segments + segment('\xDB', '\0' + std::string(64, '\x01')) +
         segment('\xC0', "\x08"s + two_bytes(height) + two_bytes(width) + "\x01\x01\x11\0"s) +
         segment('\xC4', '\0' + one_code) + segment('\xC4', '\x10' + one_code) +
         segment('\xDA', "\x01\x01\0\0\x3F\0"s) + scan + "\xFF\xD9"s;
}

/// Exif, of which telephones write a lot: how it was held (1 to 8), and by whom.
inline std::string exif(char orientation, std::string const& artist) {
  using namespace std::string_literals;
  std::string text = artist + '\0';
  std::string entries = "\x01\x12\0\x03\0\0\0\x01\0"s + orientation + "\0\0"s + "\x01\x3B\0\x02"s +
                        four_bytes(static_cast<std::uint32_t>(text.size())) + four_bytes(8 + 2 + 2 * 12 + 4);
  return segment('\xE1', "Exif\0\0MM\0*\0\0\0\x08\0\x02"s + entries + four_bytes(0) + text);
}

inline std::string two_little(std::size_t number) {
  return {static_cast<char>(number & 0xFF), static_cast<char>(number >> 8 & 0xFF)};
}
inline std::string four_little(std::size_t number) { return two_little(number & 0xFFFF) + two_little(number >> 16); }

/// A grey TIFF 6.0, one strip. With `rows`, it has so many only, whatever its header says.
inline std::string tiff(std::size_t width, std::size_t height, std::size_t rows = ~0UZ) {
  using namespace std::string_literals;
  auto entry = [](std::size_t tag, std::size_t value) {
    return two_little(tag) + two_little(4) + four_little(1) + four_little(value);
  };
  constexpr std::size_t kEntries = 8, kPixels = 8 + 2 + kEntries * 12 + 4;
  std::string directory = two_little(kEntries) + entry(256, width) + entry(257, height) + entry(258, 8) + entry(259, 1) +
                          entry(262, 1) + entry(273, kPixels) + entry(278, height) + entry(279, width * height);
  return "II\x2A\0\x08\0\0\0"s + directory + four_little(0) + std::string(width * std::min(rows, height), 'k');
}

/// IPTC-IIM 4.2, as Photoshop puts it into JPEG: data sets of the application record by their numbers.
inline std::string iptc(std::vector<std::pair<int, std::string>> const& data_sets) {
  using namespace std::string_literals;
  std::string records;
  for (auto const& [number, text] : data_sets) {
    records += "\x1C\x02"s + static_cast<char>(number) + two_bytes(text.size()) + text;
  }
  if (records.size() % 2 != 0) records += '\0';
  return segment('\xED', "Photoshop 3.0\0"s + "8BIM\x04\x04\0\0"s + four_bytes(static_cast<std::uint32_t>(records.size())) + records);
}

/// XMP (ISO 16684-1) in JPEG: creator, description, and alternative text as IPTC names it.
inline std::string xmp(std::string const& creator, std::string caption, std::string const& alt) {
  using namespace std::string_literals;
  for (std::size_t at = 0; (at = caption.find('&', at)) != std::string::npos; at += 5) caption.replace(at, 1, "&amp;");
  auto alternatives = [](std::string const& text) {
    return R"(<rdf:Alt><rdf:li xml:lang="x-default">)" + text + "</rdf:li></rdf:Alt>";
  };
  return segment('\xE1', "http://ns.adobe.com/xap/1.0/\0"s + R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"><dc:creator><rdf:Seq><rdf:li>)" + creator +
      "</rdf:li></rdf:Seq></dc:creator><dc:description>" + alternatives(caption) +
      "</dc:description><Iptc4xmpCore:AltTextAccessibility>" + alternatives(alt) +
      "</Iptc4xmpCore:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>");
}

}  // namespace allmende::media
