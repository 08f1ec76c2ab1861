// RSS 2.0, with content:encoded, Dublin Core and atom:link as the RSS Advisory Board's profile has
// them.

#include "html/html.h"
#include "site/feed.h"
#include "xml/xml.h"

namespace allmende::site {

namespace {

void channel_head(xml::Writer& xml, Feed const& feed, words::Words const& words) {
  xml.leaf("title", feed.title);
  xml.leaf("link", feed.home);
  xml.leaf("description", html::text(feed.description).bytes());
  xml.leaf("language", feed.language.tag());
  xml.leaf("copyright", feed.copyright);
  if (!feed.email.empty())
    xml.leaf("managingEditor", fmt::format("{} ({})", feed.email, feed.paper.name));
  xml.leaf("lastBuildDate", words.rfc822(feed.changed));
  xml.leaf("docs", "https://www.rssboard.org/rss-specification");
  auto link = [&](std::string_view relation, std::string const& address) {
    if (address.empty()) return;
    xml.leaf("atom:link", "",
             {{"rel", relation}, {"type", "application/rss+xml"}, {"href", address}});
  };
  link("self", feed.self);
  link("first", feed.first);
  link("next", feed.next);
}

void item(xml::Writer& xml, FeedItem const& item, words::Words const& words) {
  auto element = xml.element("item");
  xml.leaf("title", item.title);
  xml.leaf("link", item.address);
  xml.leaf("guid", item.name, {{"isPermaLink", "false"}});
  xml.leaf("pubDate", words.rfc822(item.published));
  if (item.changed != item.published) xml.leaf("atom:updated", words.iso_with_offset(item.changed));
  // `author` would have to be an e-mail address.
  for (FeedPerson const& author : item.authors) xml.leaf("dc:creator", author.name);
  for (FeedPerson const& person : item.contributors) xml.leaf("dc:contributor", person.name);
  xml.leaf("dc:language", item.language.tag());
  xml.leaf("category", item.section);
  for (std::string const& topic : item.topics) xml.leaf("category", topic);
  // A description is HTML to its readers, so a text is escaped once more.
  if (!item.summary.empty()) xml.leaf("description", html::text(item.summary).bytes());
  xml.leaf("content:encoded", item.content);
  if (item.picture) {
    xml.leaf("enclosure", "",
             {{"url", item.picture->address},
              {"length", std::to_string(item.picture->bytes)},
              {"type", item.picture->type}});
  }
}

}  // namespace

std::string rss_document(Feed const& feed, words::Words const& words) {
  xml::Writer xml;
  {
    auto rss = xml.element("rss", {{"version", "2.0"},
                                   {"xmlns:atom", "http://www.w3.org/2005/Atom"},
                                   {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"},
                                   {"xmlns:dc", "http://purl.org/dc/elements/1.1/"}});
    auto channel = xml.element("channel");
    channel_head(xml, feed, words);
    for (FeedItem const& each : feed.items) item(xml, each, words);
  }
  return xml.finish();
}

}  // namespace allmende::site
