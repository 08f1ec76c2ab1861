#include "http/transfer.h"

#include <fmt/format.h>
#include <sodium.h>
#include <zlib.h>

#include <array>
#include <charconv>

#include "base/result.h"
#include "http/coding.h"
#include "http/http_date.h"
#include "http/range.h"

namespace allmende::http {

namespace {

bool is_read(Request const& request) {
  return request.method() == Method::get || request.method() == Method::head;
}

/// "*", or a list that holds `etag`. Compared weakly, as RFC 9110, 13.1.2 asks.
bool names_etag(std::string_view if_none_match, std::string_view etag) {
  if (trimmed(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    std::string_view candidate = take_until(if_none_match, ',');
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (candidate == etag) return true;
  }
  return false;
}

/// RFC 9110, 13.1.1: compared strongly, so a weak one names nothing.
bool names_etag_strongly(std::string_view if_match, std::string_view etag) {
  if (trimmed(if_match) == "*") return true;
  while (!if_match.empty()) {
    if (take_until(if_match, ',') == etag) return true;
  }
  return false;
}

/// The request is meant for another version than this.
bool is_for_another(Request const& request, Response const& response) {
  if (auto if_match = request.header("If-Match")) {
    return !names_etag_strongly(*if_match, response.header("ETag").value_or(""));
  }
  auto since = parse_http_date(request.header("If-Unmodified-Since").value_or(""));
  auto modified = parse_http_date(response.header("Last-Modified").value_or(""));
  return since && modified && *modified > *since;
}

bool is_unchanged(Request const& request, Response const& response) {
  auto etag = response.header("ETag");
  if (auto if_none_match = request.header("If-None-Match")) {
    return etag && names_etag(*if_none_match, *etag);
  }
  auto since = parse_http_date(request.header("If-Modified-Since").value_or(""));
  auto modified = parse_http_date(response.header("Last-Modified").value_or(""));
  return since && modified && *modified <= *since;
}

std::string hash_of(std::string_view body) {
  std::array<unsigned char, 16> hash;
  std::array<char, sodium_base64_ENCODED_LEN(16, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text;
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<unsigned char const*>(body.data()),
                     body.size(), nullptr, 0);
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

bool is_compressible(std::string_view content_type) {
  constexpr std::array<std::string_view, 8> kTypes = {
      "application/json",          "application/javascript", "application/xml",
      "application/ld+json",       "application/rss+xml",    "application/atom+xml",
      "application/manifest+json", "image/svg+xml"};
  std::string_view type = take_until(content_type, ';');
  if (type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml")) return true;
  return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

bool may_be_compressed(Response const& response, Compression const& compression) {
  bool transformable = !response.header("Cache-Control").value_or("").contains("no-transform");
  return compression.level > 0 && response.body().size() >= compression.from_bytes &&
         !response.header("Content-Encoding") && transformable &&
         is_compressible(response.header("Content-Type").value_or(""));
}

std::string gzip(std::string_view text, int level) {
  constexpr int kGzipWindow = 15 + 16;
  constexpr int kMemory = 8;
  z_stream stream = {};
  int begun = deflateInit2(&stream, level, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY);
  VERIFY(begun == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  VERIFY(ended == Z_STREAM_END);
  return out;
}

/// Each coding is a representation of its own, so it has an ETag of its own: "abc" → "abc-gzip".
void mark_as_gzip(Response& response) {
  response.set_header("Content-Encoding", "gzip");
  if (auto etag = response.header("ETag")) {
    response.set_header("ETag", fmt::format("{}-gzip\"", etag->substr(0, etag->size() - 1)));
  }
}

/// The q of "gzip;q=0.5"; 1 without one.
double quality_of(std::string_view parameters) {
  while (!parameters.empty()) {
    std::string_view parameter = take_until(parameters, ';');
    std::string_view name = take_until(parameter, '=');
    if (!same_word(name, "q")) continue;
    double quality = 0;
    std::from_chars(parameter.data(), parameter.data() + parameter.size(), quality);
    return quality;
  }
  return 1;
}

}  // namespace

Codings accepted_codings(std::string_view accept_encoding) {
  std::optional<bool> gzip, brotli;
  bool any = false;
  while (!accept_encoding.empty()) {
    std::string_view parameters = take_until(accept_encoding, ',');
    std::string_view coding = take_until(parameters, ';');
    bool wanted = parameters.empty() || quality_of(parameters) > 0;
    if (same_word(coding, "gzip") || same_word(coding, "x-gzip")) gzip = wanted;
    if (same_word(coding, "br")) brotli = wanted;
    if (coding == "*") any = wanted;
  }
  return {gzip.value_or(any), brotli.value_or(any)};
}

bool has_version(Request const& request, std::string_view tag) {
  auto if_none_match = request.header("If-None-Match");
  return is_read(request) && if_none_match && !request.header("If-Match") &&
         names_etag(*if_none_match, fmt::format("\"{}\"", tag));
}

Response conditional(Request const& request, Response response) {
  if (!is_read(request) || response.status() != Status::ok) return response;
  bool is_for_others = is_for_another(request, response);
  if (!is_for_others && !is_unchanged(request, response)) return response;
  response.set_body({});
  response.remove_header("Content-Type");
  response.remove_header("Content-Encoding");
  response.remove_header("Accept-Ranges");
  response.set_status(Status::not_modified);
  if (is_for_others) {
    response.set_status(Status::precondition_failed);
    response.remove_header("ETag");
    response.not_stored();
  }
  return response;
}

Response prepared(Request const& request, Response response, Compression const& compression) {
  bool wants_etag = is_read(request) && response.status() == Status::ok &&
                    !response.header("ETag") && !response.body().empty() &&
                    response.header("Cache-Control") != "no-store";
  if (wants_etag) response.etag(hash_of(response.body().view()));
  bool compressible = may_be_compressed(response, compression);
  bool varies = response.header("Vary").value_or("").contains("Accept-Encoding");
  if (compressible && !varies) response.add_header("Vary", "Accept-Encoding");
  bool compress =
      compressible && accepted_codings(request.header("Accept-Encoding").value_or("")).gzip;
  if (compress) mark_as_gzip(response);
  response = conditional(request, std::move(response));
  if (compress && response.status() != Status::not_modified) {
    response.set_body(gzip(response.body().view(), compression.level));
  }
  return in_part(request, std::move(response));
}

}  // namespace allmende::http
