#include "site/outside.h"

#include "site/addresses.h"
#include "site/article_parts.h"

namespace allmende::site {

using newsroom::Article;
using newsroom::Contributor;
using newsroom::Role;

namespace {

// RFC 4151 wants a year in which the name of the host was the paper's. It is part of every name
// that was ever given out, so it does not move on with the calendar.
constexpr std::string_view kNamedSince = "2026";

/// The host without its port, in ASCII. A tag knows names only: the literal of an IPv6 address,
/// which no public paper has, is called localhost.
std::string host_of(Settings const& settings) {
  std::string address = public_address(settings, addresses::front()).text();
  std::string_view host = std::string_view(address).substr(address.find("://") + 3);
  if (host.starts_with('[')) return "localhost";
  return std::string(host.substr(0, host.find_first_of(":/")));
}

bool is_writer(Contributor const& contributor) {
  return contributor.role == Role::text || contributor.role == Role::interview ||
         contributor.role == Role::collaboration;
}

}  // namespace

html::Url public_address(Settings const& settings, html::Url const& path) {
  return addresses::absolute(settings.address, path);
}

std::optional<html::Url> written_address(Settings const& settings, std::string_view written) {
  if (written.empty()) return std::nullopt;
  bool is_path = written.starts_with('/') && !written.starts_with("//");
  auto url =
      html::Url::external(is_path ? settings.address + std::string(written) : std::string(written));
  if (!url) return std::nullopt;
  return *std::move(url);
}

std::string permanent_name(Settings const& settings, newsroom::ArticleNumber number) {
  return permanent_name(settings, fmt::format("artikel/{}", number.value()));
}

std::string permanent_name(Settings const& settings, std::string_view what) {
  return fmt::format("tag:{},{}:{}", host_of(settings), kNamedSince, what);
}

Instant last_change(Article const& article) {
  VERIFY(article.published.has_value());
  Instant last = std::max(*article.published, article.updated.value_or(*article.published));
  for (newsroom::Correction const& correction : article.corrections) {
    last = std::max(last, correction.at);
  }
  return last;
}

std::string title_with_kicker(Article const& article, words::Words const& words) {
  if (article.kicker.empty()) return article.headline;
  return words.say("{kicker}: {headline}",
                   {{"kicker", article.kicker}, {"headline", article.headline}});
}

std::string credit_of(Context const& context, Article const& article) {
  return credit_line(article, credit_words(context.settings(), context.words(article.language)));
}

std::string copyright_notice(Context const& context, Instant instant) {
  Settings const& settings = context.settings();
  std::string year = std::to_string(context.words().day_of(instant).year());
  return context.words().say(
      "© {year} {holder}",
      {{"year", year},
       {"holder", settings.publisher.empty() ? settings.name : settings.publisher}});
}

std::vector<Contributor> writers_of(Article const& article) {
  std::vector<Contributor> writers;
  std::ranges::copy_if(article.authors, std::back_inserter(writers), is_writer);
  return writers;
}

std::vector<Contributor> helpers_of(Article const& article) {
  std::vector<Contributor> helpers;
  std::ranges::remove_copy_if(article.authors, std::back_inserter(helpers), is_writer);
  return helpers;
}

std::optional<newsroom::Section> find_section(database::ReadTx& tx, std::string_view slug) {
  for (newsroom::Section& section : newsroom::sections(tx)) {
    if (section.slug.text() == slug) return std::move(section);
  }
  return std::nullopt;
}

}  // namespace allmende::site
