#include "mail/message.h"

#include <cctype>

#include "mail/encoding.h"

namespace allmende::mail {

namespace {

constexpr std::size_t kLongestSubject = 1'000, kLongestText = 1'000'000, kLongestHeader = 900;
/// RFC 5322, 2.1.1.
constexpr std::size_t kLongestLine = 998;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

Result<void> check_header(Header const& header) {
  static constexpr std::string_view kOurs[] = {"date", "from", "to", "cc", "bcc", "subject", "message-id", "mime-version",
                                               "sender", "content-type", "content-transfer-encoding", "return-path"};
  std::string lower;
  for (char c : header.name) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  bool is_name = !lower.empty() && std::ranges::all_of(lower, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
  if (!is_name || std::ranges::find(kOurs, lower) != std::end(kOurs)) {
    return refuse(Code::invalid, "this header is not for others to write", header.name);
  }
  if (header.value.size() > kLongestHeader) return refuse(Code::limit, "this header is too long", header.name);
  if (!is_plain_header(header.value)) return refuse(Code::invalid, "a header is one line of plain letters", header.name);
  return {};
}

Result<void> check(Message const& message) {
  if (message.subject.size() > kLongestSubject) return refuse(Code::limit, "a subject has at most 1000 bytes", "subject");
  if (std::ranges::any_of(message.subject, is_control) || !is_utf8(message.subject)) {
    return refuse(Code::invalid, "a subject is one line of text", "subject");
  }
  bool is_long = message.text.size() > kLongestText || (message.page && message.page->bytes().size() > kLongestText);
  if (is_long) return refuse(Code::limit, "a message has at most 1 MB", "text");
  bool odd = std::ranges::any_of(message.text, [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
  if (odd || !is_utf8(message.text)) return refuse(Code::invalid, "a message is text, without control characters", "text");
  for (Header const& header : message.headers) TRY(check_header(header));
  return {};
}

std::string unstructured(std::string_view name, std::string_view text) {
  std::string out = fmt::format("{}: ", name);
  bool long_word = text.size() > kLongestLine / 2 && text.find(' ') == text.npos;
  out += is_plain_header(text) && !long_word ? folded(text, out.size()) : encoded_words(text, out.size());
  return out + "\r\n";
}

/// Nothing in it may be encoded; what is long begins on a line of its own.
std::string structured(Header const& header) {
  bool fits = header.name.size() + 2 + std::min(header.value.find(' '), header.value.size()) <= 76;
  return fmt::format("{}: {}{}\r\n", header.name, fits ? "" : "\r\n ", folded(header.value, fits ? header.name.size() + 2 : 1));
}

/// Beside an address: letters as they are, anything else in quotation marks or encoded.
std::string phrase(std::string_view name, std::size_t column) {
  if (!is_plain_header(name) || name.size() > 60) return encoded_words(name, column);
  bool is_atoms = std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '-';
  });
  if (is_atoms && !name.starts_with(' ') && !name.ends_with(' ')) return std::string(name);
  std::string out = "\"";
  for (char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string mailbox(std::string_view header, Mailbox const& it) {
  std::string out = fmt::format("{}: ", header);
  if (it.name.empty()) return out + it.address.text() + "\r\n";
  out += phrase(it.name, out.size());
  std::size_t column = out.size() - (out.rfind('\n') == out.npos ? 0 : out.rfind('\n') + 1);
  bool fits = column + it.address.text().size() + 3 <= 76;
  return fmt::format("{}{}<{}>\r\n", out, fits ? " " : "\r\n ", it.address.text());
}

/// "Fri, 27 Nov 2026 09:00:00 +0000".
std::string rfc5322(Instant instant) {
  static constexpr char const* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr char const* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto seconds = std::chrono::floor<std::chrono::seconds>(instant.time_point());
  auto midnight = std::chrono::floor<std::chrono::days>(seconds);
  std::chrono::year_month_day day(midnight);
  std::chrono::hh_mm_ss time(seconds - midnight);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", kDays[std::chrono::weekday(midnight).c_encoding()],
                     static_cast<unsigned>(day.day()), kMonths[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

/// Whether every server carries the text as it is: ASCII, short lines, no blank at the end of one that could get lost.
bool goes_plain(std::string_view text) {
  std::size_t line = 0;
  char last = '\n';
  for (char c : text) {
    line = c == '\n' ? 0 : line + 1;
    if (static_cast<unsigned char>(c) >= 0x80 || line > kLongestLine) return false;
    if (c == '\n' && (last == ' ' || last == '\t')) return false;
    last = c;
  }
  return last != ' ' && last != '\t';
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

/// With the headers that belong to it; ends with a line break.
std::string part(std::string_view type, std::string_view text) {
  bool plain = goes_plain(text);
  std::string out = fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n\r\n", type,
                                plain ? "7bit" : "quoted-printable");
  out += plain ? with_crlf(text) : quoted_printable(text);
  if (!out.ends_with("\r\n")) out += "\r\n";
  return out;
}

/// RFC 2046, 5.1.4: the plainest first. Nobody who writes a text knows the id, so none holds the boundary.
std::string alternatives(std::string_view text, html::Document const& page, std::string_view id) {
  return fmt::format("Content-Type: multipart/alternative; boundary=\"{0}\"\r\n\r\n--{0}\r\n{1}\r\n--{0}\r\n{2}\r\n--{0}--\r\n", id,
                     part("text/plain", text), part("text/html", page.bytes()));
}

}  // namespace

Header auto_submitted() { return {"Auto-Submitted", "auto-generated"}; }

std::vector<Header> list_unsubscribe(std::string_view address) {
  return {{"List-Unsubscribe", fmt::format("<{}>", address)}, {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
}

Result<Letter> write(Message const& message, Instant date, std::string_view id) {
  VERIFY(!id.empty() && std::ranges::all_of(id, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }));
  TRY(check(message));
  std::string out = fmt::format("Date: {}\r\n", rfc5322(date));
  out += mailbox("From", message.from);
  out += mailbox("To", message.to);
  out += unstructured("Subject", message.subject);
  out += fmt::format("Message-ID: <{}@{}>\r\n", id, message.from.address.domain());
  for (Header const& header : message.headers) out += structured(header);
  out += "MIME-Version: 1.0\r\n";
  out += message.page ? alternatives(message.text, *message.page, id) : part("text/plain", message.text);
  return Letter{message.from.address, message.to.address, std::move(out)};
}

}  // namespace allmende::mail
