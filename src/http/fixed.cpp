#include "http/fixed.h"

#include <fmt/format.h>

#include "http/transfer.h"

namespace allmende::http {

FixedAnswer::FixedAnswer(std::string address, std::string_view type, std::string_view tag,
                         Bodies const& bodies)
    : address_(std::move(address)) {
  add(type, tag, "", bodies.plain);
  if (!bodies.gzip.empty()) {
    gzip_ = responses_.size();
    add(type, fmt::format("{}-gzip", tag), "gzip", bodies.gzip);
  }
  if (!bodies.brotli.empty()) {
    brotli_ = responses_.size();
    add(type, fmt::format("{}-br", tag), "br", bodies.brotli);
  }
  if (responses_.size() == 1) return;
  for (Response& response : responses_) response.set_header("Vary", "Accept-Encoding");
}

void FixedAnswer::add(std::string_view type, std::string_view tag, std::string_view coding,
                      std::string_view body) {
  Response response = Response::of(type, Bytes::of_static(body));
  response.immutable().etag(tag);
  if (!coding.empty()) response.set_header("Content-Encoding", std::string(coding));
  responses_.push_back(std::move(response));
}

std::size_t FixedAnswer::choose(std::string_view accept_encoding) const noexcept {
  if (responses_.size() == 1) return 0;
  Codings accepted = accepted_codings(accept_encoding);
  if (accepted.brotli && brotli_ != 0) return brotli_;
  return accepted.gzip ? gzip_ : 0;
}

}  // namespace allmende::http
