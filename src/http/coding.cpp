#include "http/coding.h"

#include <algorithm>
#include <optional>

namespace allmende::http {

namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

std::optional<int> hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

enum class Plus { plus, space };

Result<std::string> decode(std::string_view raw, Plus plus) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '%') {
      auto high = i + 2 < raw.size() ? hex_value(raw[i + 1]) : std::nullopt;
      auto low = high ? hex_value(raw[i + 2]) : std::nullopt;
      if (!low) return refuse(Code::invalid, "a % without two hexadecimal digits");
      text += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      text += raw[i] == '+' && plus == Plus::space ? ' ' : raw[i];
    }
  }
  if (!is_utf8(text)) return refuse(Code::invalid, "bytes that are not UTF-8");
  return text;
}

Result<std::string> decode_value(std::string_view raw) {
  std::string value = TRY(decode(raw, Plus::space));
  std::string visible = value;
  std::erase_if(visible, [](char c) { return c == '\t' || c == '\r' || c == '\n'; });
  if (has_control_characters(visible)) return refuse(Code::invalid, "a control character");
  return value;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    std::size_t slash = std::min(path.find('/'), path.size());
    std::string_view segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return false;
}

/// Letters, digits and what is `plain` stay.
std::string encode(std::string_view text, std::string_view plain) {
  std::string encoded;
  encoded.reserve(text.size());
  for (char c : text) {
    if (is_alphanumeric(c) || plain.contains(c)) {
      encoded += c;
    } else {
      auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kHexDigits[byte >> 4], kHexDigits[byte & 15]};
    }
  }
  return encoded;
}

}  // namespace

bool has_control_characters(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) return true;
    bool c1 = byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
    if (c1) return true;
  }
  return false;
}

Result<std::string> decode_path(std::string_view raw) {
  std::string path = TRY(decode(raw, Plus::plus));
  if (std::count(path.begin(), path.end(), '/') != std::count(raw.begin(), raw.end(), '/')) {
    return refuse(Code::invalid, "an encoded slash");
  }
  if (has_control_characters(path)) return refuse(Code::invalid, "a control character");
  if (has_dot_segment(path)) return refuse(Code::invalid, "a segment . or ..");
  return path;
}

std::string encode_path(std::string_view path) { return encode(path, "-._~!$&'()*+,;=:@/"); }

std::string encode_query(std::string_view text) { return encode(text, "-._~"); }

Result<Fields> decode_form(std::string_view raw, std::size_t most) {
  Fields fields;
  while (!raw.empty()) {
    std::size_t end = std::min(raw.find('&'), raw.size());
    std::string_view pair = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (pair.empty()) continue;
    if (fields.size() == most) return refuse(Code::limit, "too many fields");
    std::size_t equals = std::min(pair.find('='), pair.size());
    std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    std::string name = TRY(decode_value(pair.substr(0, equals)));
    std::string decoded = TRY(decode_value(value));
    fields.push_back({std::move(name), std::move(decoded)});
  }
  return fields;
}

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view take_until(std::string_view& rest, char separator) {
  std::size_t end = std::min(rest.find(separator), rest.size());
  std::string_view front = trimmed(rest.substr(0, end));
  rest = trimmed(rest.substr(std::min(end + 1, rest.size())));
  return front;
}

bool is_token(std::string_view text) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alphanumeric(c) || kMarks.contains(c);
  });
}

std::optional<std::string_view> find_field(Fields const& fields, std::string_view name) {
  for (Field const& field : fields) {
    if (field.name == name) return field.value;
  }
  return std::nullopt;
}

std::optional<std::string_view> find_header(Fields const& fields, std::string_view name) {
  for (Field const& field : fields) {
    if (same_word(field.name, name)) return field.value;
  }
  return std::nullopt;
}

}  // namespace allmende::http
