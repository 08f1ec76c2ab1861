// Atom (RFC 4287), paged by RFC 5005.

#include "site/feed.h"
#include "xml/xml.h"

namespace allmende::site {

namespace {

constexpr std::string_view kFeedType = "application/atom+xml";

void person(xml::Writer& xml, std::string_view element, FeedPerson const& person,
            std::string const& email = {}) {
  auto opened = xml.element(element);
  xml.leaf("name", person.name);
  if (!person.address.empty()) xml.leaf("uri", person.address);
  if (!email.empty()) xml.leaf("email", email);
}

void link(xml::Writer& xml, std::string_view relation, std::string_view type,
          std::string const& address) {
  if (address.empty()) return;
  xml.leaf("link", "", {{"rel", relation}, {"type", type}, {"href", address}});
}

void feed_head(xml::Writer& xml, Feed const& feed, words::Words const& words) {
  xml.leaf("id", feed.name);
  xml.leaf("title", feed.title);
  if (!feed.description.empty()) xml.leaf("subtitle", feed.description);
  xml.leaf("updated", words.iso_with_offset(feed.changed));
  link(xml, "self", kFeedType, feed.self);
  link(xml, "first", kFeedType, feed.first);
  link(xml, "next", kFeedType, feed.next);
  link(xml, "alternate", "text/html", feed.home);
  person(xml, "author", feed.paper, feed.email);
  xml.leaf("rights", feed.copyright);
}

void enclosure(xml::Writer& xml, FeedEnclosure const& picture) {
  xml.leaf("link", "",
           {{"rel", "enclosure"},
            {"type", picture.type},
            {"length", std::to_string(picture.bytes)},
            {"title", picture.description},
            {"href", picture.address}});
}

void entry(xml::Writer& xml, FeedItem const& item, words::Words const& words) {
  auto element = xml.element("entry", {{"xml:lang", item.language.tag()}});
  xml.leaf("id", item.name);
  xml.leaf("title", item.title);
  xml.leaf("published", words.iso_with_offset(item.published));
  xml.leaf("updated", words.iso_with_offset(item.changed));
  link(xml, "alternate", "text/html", item.address);
  if (item.picture) enclosure(xml, *item.picture);
  for (FeedPerson const& author : item.authors) person(xml, "author", author);
  for (FeedPerson const& contributor : item.contributors) person(xml, "contributor", contributor);
  xml.leaf("category", "", {{"term", item.section_slug}, {"label", item.section}});
  for (std::string const& topic : item.topics) xml.leaf("category", "", {{"term", topic}});
  if (!item.summary.empty()) xml.leaf("summary", item.summary);
  xml.leaf("content", item.content, {{"type", "html"}});
}

}  // namespace

std::string atom_document(Feed const& feed, words::Words const& words) {
  xml::Writer xml;
  {
    auto element = xml.element(
        "feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", feed.language.tag()}});
    feed_head(xml, feed, words);
    for (FeedItem const& item : feed.items) entry(xml, item, words);
  }
  return xml.finish();
}

}  // namespace allmende::site
