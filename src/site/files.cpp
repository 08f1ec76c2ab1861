#include "site/files.h"

#include <algorithm>

#include "advertising/advertising.h"
#include "newsroom/newsroom.h"
#include "site/surrogate_keys.h"
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

namespace {

bool advertises(database::ReadTx& tx, std::string_view picture, Instant now) {
  return std::ranges::any_of(advertising::all_campaigns(tx), [&](advertising::Campaign const& it) {
    bool runs = (!it.from || *it.from <= now) && (!it.to || now < *it.to);
    return runs && it.picture && it.picture->file == picture;
  });
}

/// Browsers may keep it as long as it may be shown; caches in front of the paper are told when that changes.
void say_how_long(Context const& context, media::StoredPicture const& picture, http::Response& response) {
  if (!picture.facts.ends) response.immutable();
  else {
    auto left = std::chrono::microseconds(picture.facts.ends->microseconds() - context.now().microseconds());
    auto seconds = std::min<std::int64_t>(left.count() / 1'000'000, 86'400);
    response.set_header("Cache-Control", fmt::format("public, max-age={}", seconds));
  }
  if (context.settings().shared_for) add_surrogate_keys(response, {{"picture", picture.name}});
}

}  // namespace

Result<http::Response> picture_file(Context const& context, http::Request const& request) {
  std::string file(request.parameter("file"));
  auto tx = context.read();
  auto picture = media::find_by_rendition(tx, file);
  if (!picture) return refuse(Code::not_found, "no such picture");
  Instant now = context.now();
  if (!picture->may_be_shown(now)) return refuse(Code::gone, "the right to show this picture has ended");
  bool is_public = newsroom::shows_picture(tx, picture->name, now) || advertises(tx, picture->name, now);
  if (!is_public) return refuse(Code::not_found, "no such picture");
  if (http::has_version(request, file)) {
    auto unchanged = http::Response::empty(http::Status::not_modified);
    say_how_long(context, *picture, unchanged);
    return std::move(unchanged.etag(file));
  }
  auto bytes = context.pictures().rendition(file);
  if (!bytes) return refuse(Code::not_found, "no such picture");
  auto response = http::Response::of(media::type_of(media::format_of(file)), std::move(*bytes));
  say_how_long(context, *picture, response);
  // The name is made from the content, so it is as good a tag as a hash of the bytes would be.
  return std::move(response.etag(file).in_ranges());
}

}  // namespace allmende::site
