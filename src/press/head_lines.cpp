#include "press/head_lines.h"

namespace allmende::press {

namespace {

bool stands_in_304(std::string_view name) {
  for (std::string_view kept : {"Cache-Control", "Vary", "Content-Location", "Expires"}) {
    if (name == kept) return true;
  }
  return false;
}

}  // namespace

http::Fields with_always(http::Fields headers, http::Fields const& always) {
  for (http::Field const& field : always) {
    if (!http::find_header(headers, field.name)) headers.push_back(field);
  }
  return headers;
}

HeadLines head_lines(http::Fields const& headers) {
  HeadLines lines;
  for (http::Field const& field : headers) {
    std::string line = field.name + ": " + field.value + "\r\n";
    lines.of_200 += line;
    if (stands_in_304(field.name)) lines.of_304 += line;
  }
  return lines;
}

bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (if_none_match == "*") return true;
  for (std::size_t at = if_none_match.find(etag); at != std::string_view::npos;
       at = if_none_match.find(etag, at + 1)) {
    std::size_t end = at + etag.size();
    bool quoted = at > 0 && if_none_match[at - 1] == '"' && end < if_none_match.size() &&
                  if_none_match[end] == '"';
    if (quoted) return true;
  }
  return false;
}

}  // namespace allmende::press
