#include "mail/address.h"

#include <unicode/uidna.h>

namespace allmende::mail {

namespace {

/// RFC 5321, 4.5.3.1; the whole is RFC 3696's erratum 1690.
constexpr std::size_t kLongestLocal = 64, kLongestAddress = 254;
constexpr std::size_t kLongestName = 200;

std::unexpected<Refusal> no_address() { return refuse(Code::invalid, "this is no e-mail address"); }

/// RFC 5322's dot-atom; what needs quotation marks is left out, and nobody has it.
bool is_local_part(std::string_view local) {
  bool dots = !local.starts_with('.') && !local.ends_with('.') && local.find("..") == local.npos;
  return !local.empty() && dots && std::ranges::all_of(local, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
  });
}

/// As names are looked up: lower case, "xn--…".
Result<std::string> ascii_domain(std::string_view domain) {
  UErrorCode status = U_ZERO_ERROR;
  constexpr auto kRules = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII;
  std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(uidna_openUTS46(kRules, &status), uidna_close);
  VERIFY(U_SUCCESS(status));
  std::array<char, 256> ascii;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  std::int32_t length = uidna_nameToASCII_UTF8(idna.get(), domain.data(), static_cast<std::int32_t>(domain.size()), ascii.data(),
                                               static_cast<std::int32_t>(ascii.size()), &info, &status);
  if (U_FAILURE(status) || info.errors != 0 || length <= 0) return no_address();
  std::string found(ascii.data(), static_cast<std::size_t>(length));
  if (found.ends_with('.')) return no_address();
  return found;
}

bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

Result<Address> Address::parse(std::string_view text) {
  if (text.size() > kLongestAddress) return refuse(Code::limit, "an e-mail address has at most 254 characters");
  std::size_t at = text.rfind('@');
  if (at == text.npos || !is_utf8(text)) return no_address();
  std::string_view local = text.substr(0, at);
  bool is_ascii = std::ranges::all_of(local, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii) return refuse(Code::invalid, "mail can be sent only to addresses with plain letters (a to z) before the @");
  if (local.size() > kLongestLocal) return refuse(Code::limit, "before the @ stand at most 64 characters");
  if (!is_local_part(local)) return no_address();
  std::string domain = TRY(ascii_domain(text.substr(at + 1)));
  std::string whole = fmt::format("{}@{}", local, domain);
  if (whole.size() > kLongestAddress) return refuse(Code::limit, "an e-mail address has at most 254 characters");
  return Address(std::move(whole));
}

Result<Mailbox> Mailbox::parse(std::string_view text) {
  if (!text.ends_with('>')) return of("", text);
  std::size_t begin = text.rfind('<');
  if (begin == text.npos) return no_address();
  std::string_view name = trimmed(text.substr(0, begin));
  if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
  return of(name, text.substr(begin + 1, text.size() - begin - 2));
}

Result<Mailbox> Mailbox::of(std::string_view name, std::string_view address) {
  if (name.size() > kLongestName) return refuse(Code::limit, "a name has at most 200 bytes");
  if (has_controls(name) || !is_utf8(name)) return refuse(Code::invalid, "a name is one line of text");
  Address parsed = TRY(Address::parse(address));
  return Mailbox{std::string(name), std::move(parsed)};
}

}  // namespace allmende::mail
