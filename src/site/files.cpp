#include "site/files.h"

#include "theme/theme.h"

namespace allmende::site {

std::vector<http::FixedAnswer> const& theme_answers() {
  static std::vector<http::FixedAnswer> const all = [] {
    std::vector<http::FixedAnswer> answers;
    for (theme::File const& file : theme::files()) {
      answers.emplace_back(std::string(file.address), file.type, file.hash,
                           http::FixedAnswer::Bodies{file.bytes, file.gzip, file.brotli});
    }
    return answers;
  }();
  return all;
}

Result<http::Response> theme_file(http::Request const& request) {
  for (http::FixedAnswer const& fixed : theme_answers()) {
    if (fixed.address() != request.path()) continue;
    return fixed.responses()[fixed.choose(request.header("Accept-Encoding").value_or(""))];
  }
  return refuse(Code::not_found, "no such file");
}

Result<http::Response> picture_file(Context const& context, http::Request const& request) {
  std::string file(request.parameter("file"));
  if (http::has_version(request, file) && context.pictures().has_rendition(file)) {
    auto unchanged = http::Response::empty(http::Status::not_modified);
    return std::move(unchanged.immutable().etag(file));
  }
  auto bytes = context.pictures().rendition(file);
  if (!bytes) return refuse(Code::not_found, "no such picture");
  bool avif = media::format_of(file) == media::Format::avif;
  auto response = http::Response::of(avif ? "image/avif" : "image/webp", std::move(*bytes));
  // The name is made from the content, so it is as good a tag as a hash of the bytes would be.
  return std::move(response.immutable().etag(file).in_ranges());
}

}  // namespace allmende::site
