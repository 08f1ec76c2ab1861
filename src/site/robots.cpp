#include "site/robots.h"

#include "json/json.h"
#include "site/outside.h"

namespace allmende::site {

namespace {

/// RFC 9309: a product token has letters, "-" and "_". Digits and points occur all the same.
/// Anything else, a line end above all, would write rules of its own.
bool is_crawler(std::string_view name) {
  auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !name.empty() && std::ranges::all_of(name, allowed);
}

}  // namespace

Result<http::Response> robots(Context const& context, http::Request const&) {
  Settings const& settings = context.settings();
  std::string text = "User-agent: *\nDisallow: /werbung/\nDisallow: /einsatz/\n";
  for (std::string const& name : settings.refused_crawlers) {
    if (is_crawler(name)) text += fmt::format("\nUser-agent: {}\nDisallow: /\n", name);
  }
  for (char const* file : {"/sitemap.xml", "/news-sitemap.xml"}) {
    html::Url address = public_address(settings, html::Url::path(file));
    text += fmt::format("\nSitemap: {}", address.text());
  }
  auto response = http::Response::text(text + "\n");
  response.cacheable(std::chrono::hours(1));
  return response;
}

Result<http::Response> mining_reservation(Context const& context, http::Request const&) {
  Settings const& settings = context.settings();
  if (!settings.reserve_text_and_data_mining) {
    return refuse(Code::not_found, "this paper reserves nothing");
  }
  json::Object rule{{"location", "/"}, {"tdm-reservation", 1}};
  if (auto policy = written_address(settings, settings.mining_policy)) {
    rule["tdm-policy"] = policy->text();
  }
  auto response = http::Response::of("application/json", json::write(json::Array{std::move(rule)}));
  response.cacheable(std::chrono::hours(1));
  return response;
}

}  // namespace allmende::site
