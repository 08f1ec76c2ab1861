#include "html/url.h"

#include <unicode/uidna.h>

#include <memory>

#include "base/utf8.h"
#include "html/escape.h"

namespace allmende::html {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

bool alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool hex(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f'); }
bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

// Whether a % stands at `i` and two hex digits behind it.
bool escape_at(std::string_view text, std::size_t i) {
  return i + 2 < text.size() && text[i] == '%' && hex(text[i + 1]) && hex(text[i + 2]);
}

// RFC 3986: what may stand in a path, query or fragment as it is, besides letters and digits.
bool may_stand(char c) {
  return alphanumeric(c) || std::string_view("-._~!$&'()*+,;=:@/?#%[]").contains(c);
}

void append_byte(std::string& out, char c) {
  auto const byte = static_cast<unsigned char>(c);
  out += {'%', kHex[byte >> 4], kHex[byte & 15]};
}

// Everything but RFC 3986's unreserved characters: the text keeps its meaning anywhere in an
// address.
std::string encode(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      append_byte(out, c);
    }
  }
  return out;
}

// What stands behind the host of a given address: encoded where it is not yet.
std::string encode_rest(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const lone_percent = text[i] == '%' && !escape_at(text, i);
    if (may_stand(text[i]) && !lone_percent) {
      out += text[i];
    } else {
      append_byte(out, text[i]);
    }
  }
  return out;
}

Result<std::string> bad_host() {
  return refuse(Code::invalid, "The address names no host that could exist.");
}

// A host name as IDNA (UTS 46) writes it: "köln.example" is "xn--kln-sna.example".
Result<std::string> host_name(std::string_view host) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UIDNA, decltype(&uidna_close)> const idna(
      uidna_openUTS46(UIDNA_USE_STD3_RULES | UIDNA_NONTRANSITIONAL_TO_ASCII, &status), uidna_close);
  char ascii[256];
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  auto const length =
      uidna_nameToASCII_UTF8(idna.get(), host.data(), static_cast<std::int32_t>(host.size()), ascii,
                             sizeof ascii, &info, &status);
  if (U_FAILURE(status) || info.errors != 0 || length > 253) return bad_host();
  return std::string(ascii, static_cast<std::size_t>(length));
}

// "[2001:db8::1]": the characters only; whether it is an address is for the browser to say.
Result<std::string> address_literal(std::string_view host) {
  bool good = host.size() > 4 && host.ends_with(']');
  for (char c : host.substr(1, host.size() - 2)) good = good && (hex(c) || c == ':' || c == '.');
  if (!good) return bad_host();
  return std::string(host);
}

// "host:port"
Result<std::string> authority(std::string_view text) {
  if (text.contains('@')) {
    return refuse(Code::invalid, "An address here holds no user name and no password.");
  }
  bool const literal = text.starts_with('[');
  auto const colon = text.find(':', literal ? text.find(']') : 0);
  auto const host = text.substr(0, colon);
  std::string out = literal ? TRY(address_literal(host)) : TRY(host_name(host));
  if (colon == std::string_view::npos) return out;
  auto const port = text.substr(colon + 1);
  bool good = port.size() <= 5;
  for (char c : port) good = good && c >= '0' && c <= '9';
  if (!good || (!port.empty() && std::stoi(std::string(port)) > 65535)) return bad_host();
  if (!port.empty()) out.append(":").append(port);
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
  }
  return out;
}

Result<std::string> mail(std::string_view rest) {
  auto const lowered = lower(rest);
  if (rest.find('@') == std::string_view::npos || rest.starts_with('@')) {
    return refuse(Code::invalid,
                  "A mailto: address names a mailbox, such as mailto:post@example.org.");
  }
  if (lowered.contains("%0a") || lowered.contains("%0d")) {
    return refuse(Code::invalid, "A mailto: address holds no line end.");
  }
  return "mailto:" + encode_rest(rest);
}

}  // namespace

Url Url::path(std::string_view path) {
  VERIFY(path.starts_with('/') && !path.starts_with("//"));
  for (std::size_t i = 0; i < path.size(); ++i) {
    VERIFY(may_stand(path[i]) && (path[i] != '%' || escape_at(path, i)));
  }
  return Url(std::string(path));
}

Url Url::path_of(std::initializer_list<std::string_view> segments,
                 std::initializer_list<Parameter> query) {
  return path_of(segments, std::span(query.begin(), query.size()));
}

Url Url::path_of(std::initializer_list<std::string_view> segments, std::span<Parameter const> query) {
  std::string out;
  for (std::string_view segment : segments) {
    VERIFY(!segment.empty() && segment != "." && segment != "..");
    out += '/' + encode(segment);
  }
  if (out.empty()) out = "/";
  char mark = '?';
  for (auto const& [name, value] : query) {
    out += mark + encode(name) + '=' + encode(value);
    mark = '&';
  }
  return Url(std::move(out));
}

Url Url::fragment(std::string_view id) {
  VERIFY(!id.empty());
  return Url('#' + encode(id));
}

Result<Url> Url::external(std::string_view address) {
  if (address.size() > kLongest) {
    return refuse(Code::limit, "The address is longer than 2048 characters.");
  }
  for (char c : address) {
    if (control(c) || c == '\\') {
      return refuse(Code::invalid, "The address holds a control character or a backslash.");
    }
  }
  if (!is_utf8(address)) return refuse(Code::invalid, "The address is not valid UTF-8.");
  auto const colon = address.find(':');
  auto const scheme = lower(address.substr(0, colon));
  if (colon == std::string_view::npos ||
      (scheme != "http" && scheme != "https" && scheme != "mailto")) {
    return refuse(Code::invalid, "An address here begins with https://, http:// or mailto:.");
  }
  auto rest = address.substr(colon + 1);
  if (scheme == "mailto") return Url(TRY(mail(rest)));
  if (!rest.starts_with("//")) {
    return refuse(Code::invalid, "Behind http: or https: stand two slashes and a host.");
  }
  rest.remove_prefix(2);
  auto const end = rest.find_first_of("/?#");
  auto const host = TRY(authority(rest.substr(0, end)));
  std::string out = scheme + "://" + host;
  if (end != std::string_view::npos) out += encode_rest(rest.substr(end));
  if (out.size() > kLongest)
    return refuse(Code::limit, "The address is longer than 2048 characters.");
  return Url(std::move(out));
}

Url Url::absolute(Url const& base, Url const& path) {
  std::string_view root = base.text_;
  VERIFY(root.starts_with("http") && root.find_first_of("?#") == std::string_view::npos);
  VERIFY(path.text_.starts_with('/'));
  if (root.ends_with('/')) root.remove_suffix(1);
  return Url(std::string(root) + path.text_);
}

SrcSet::SrcSet(std::initializer_list<Rendition> renditions) {
  for (auto const& [url, width] : renditions) add(url, width);
}

// A comma would end the address when it stands at its end, so every comma is encoded.
void SrcSet::add(Url const& url, unsigned width) {
  VERIFY(width > 0);
  if (!text_.empty()) text_ += ", ";
  for (char c : url.text()) {
    if (c == ',') {
      text_ += "%2C";
    } else {
      text_ += c;
    }
  }
  text_ += ' ' + std::to_string(width) + 'w';
}

}  // namespace allmende::html
