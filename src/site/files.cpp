#include "site/files.h"

#include "theme/theme.h"

namespace allmende::site {

Result<http::Response> theme_file(http::Request const& request) {
  for (theme::File const& file : theme::files()) {
    if (file.address != request.path()) continue;
    auto response = http::Response::of(file.type, http::Bytes::of_static(file.bytes));
    response.immutable();
    return response;
  }
  return refuse(Code::not_found, "no such file");
}

Result<http::Response> picture_file(Context const& context, http::Request const& request) {
  std::string file(request.parameter("file"));
  auto bytes = context.pictures().rendition(file);
  if (!bytes) return refuse(Code::not_found, "no such picture");
  bool avif = media::format_of(file) == media::Format::avif;
  auto response = http::Response::of(avif ? "image/avif" : "image/webp", std::move(*bytes));
  response.immutable();
  return response;
}

}  // namespace allmende::site
