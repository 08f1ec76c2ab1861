// JSON Feed 1.1.

#include "json/json.h"
#include "site/feed.h"

namespace allmende::site {

namespace {

json::Array persons(std::vector<FeedPerson> const& people) {
  json::Array all;
  for (FeedPerson const& person : people) {
    json::Object one{{"name", person.name}};
    if (!person.address.empty()) one["url"] = person.address;
    all.push_back(std::move(one));
  }
  return all;
}

void add_picture(json::Object& object, FeedEnclosure const& picture) {
  object["image"] = picture.address;
  json::Object attachment{
      {"url", picture.address}, {"mime_type", picture.type}, {"size_in_bytes", picture.bytes}};
  if (!picture.description.empty()) attachment["title"] = picture.description;
  object["attachments"] = json::Array{std::move(attachment)};
}

json::Object item_object(FeedItem const& item, words::Words const& words) {
  json::Object object{{"id", item.name}, {"url", item.address}, {"title", item.title}};
  if (!item.summary.empty()) object["summary"] = item.summary;
  object["content_html"] = item.content;
  object["date_published"] = words.iso_with_offset(item.published);
  object["date_modified"] = words.iso_with_offset(item.changed);
  // JSON Feed knows no contributors beside authors: everybody is named.
  json::Array people = persons(item.authors);
  for (json::Value& each : persons(item.contributors)) people.push_back(std::move(each));
  if (!people.empty()) object["authors"] = std::move(people);
  json::Array tags{json::Value(item.section)};
  for (std::string const& topic : item.topics) tags.push_back(json::Value(topic));
  object["tags"] = std::move(tags);
  object["language"] = item.language.tag();
  if (item.picture) add_picture(object, *item.picture);
  return object;
}

}  // namespace

std::string json_feed_document(Feed const& feed, words::Words const& words) {
  json::Object object{{"version", "https://jsonfeed.org/version/1.1"},
                      {"title", feed.title},
                      {"home_page_url", feed.home},
                      {"feed_url", feed.self}};
  if (!feed.description.empty()) object["description"] = feed.description;
  if (!feed.next.empty()) object["next_url"] = feed.next;
  object["authors"] = persons({feed.paper});
  object["language"] = feed.language.tag();
  json::Array items;
  for (FeedItem const& item : feed.items) items.push_back(item_object(item, words));
  object["items"] = std::move(items);
  return json::write(object) + "\n";
}

}  // namespace allmende::site
