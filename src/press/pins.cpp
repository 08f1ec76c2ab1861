#include "press/pins.h"

#include <fmt/format.h>

#include "press/head_lines.h"

namespace allmende::press {

void Pins::add(http::FixedAnswer fixed, std::size_t route, http::Fields const& always) {
  std::vector<Variant> variants;
  for (http::Response const& response : fixed.responses()) {
    HeadLines lines = head_lines(with_always(response.headers(), always));
    // An ETag is "\"…\"" in a header, and compared without its quotes.
    std::string_view quoted = response.header("ETag").value_or("\"\"");
    variants.push_back(
        {.etag = std::string(quoted.substr(1, quoted.size() - 2)),
         .head_of_200 = fmt::format("{}Content-Length: {}\r\n\r\n", lines.of_200, response.body().size()),
         .head_of_304 = fmt::format("{}ETag: {}\r\n\r\n", lines.of_304, quoted),
         .body = response.body()});
  }
  std::string address = fixed.address();
  bool is_new = pins_.emplace(std::move(address), Pin{std::move(fixed), route, std::move(variants)}).second;
  VERIFY(is_new);
}

bool Pins::answer(http::RequestView const& request, http::QuickAnswer& answer) const noexcept {
  auto found = pins_.find(request.target);
  if (found == pins_.end()) return false;
  Pin const& pin = found->second;
  Variant const& variant = pin.variants[pin.fixed.choose(request.accept_encoding)];
  answer.route = pin.route;
  if (!request.if_none_match.empty() && names_etag(request.if_none_match, variant.etag)) {
    answer.status = http::Status::not_modified;
    answer.add_head(variant.head_of_304);
    return true;
  }
  answer.add_head(variant.head_of_200);
  answer.add_body(variant.body.view());
  return true;
}

}  // namespace allmende::press
