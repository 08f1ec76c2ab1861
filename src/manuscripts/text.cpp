#include "manuscripts/text.h"

#include <algorithm>
#include <array>
#include <set>

namespace allmende::manuscripts {

namespace {

/// Not the writer's: who the article is, and what publishing makes of it.
constexpr std::array kNotFields = {"format", "number", "state", "body", "published", "updated", "corrections", "withdrawal"};

json::Object without_what_publishing_sets(json::Object record) {
  json::Object fields;
  for (auto const& [key, value] : record) {
    if (std::ranges::find(kNotFields, std::string_view(key)) == kNotFields.end()) fields.emplace(key, value);
  }
  return fields;
}

json::Object record_of(ArticleNumber number, json::Object fields, json::Value body) {
  fields.insert_or_assign("format", newsroom::kArticleFormat);
  fields.insert_or_assign("number", number.value());
  fields.insert_or_assign("state", newsroom::to_word(newsroom::State::draft));
  fields.insert_or_assign("body", std::move(body));
  return fields;
}

Result<json::Object> object_in(std::string_view text) {
  if (text.size() > kLongestText) return refuse(Code::limit, "this text is longer than two million bytes");
  json::Value value = TRY(json::parse(text));
  if (!value.is_object()) return refuse(Code::invalid, "this is no text");
  return std::move(value).as_object();
}

json::Object stored_object(std::string const& text) { return database::must_be(json::parse(text)).as_object(); }

bool same(json::Object const& one, json::Object const& other, std::string_view key) {
  auto const* left = one.if_contains(key);
  auto const* right = other.if_contains(key);
  if (left == nullptr || right == nullptr) return left == right;
  return *left == *right;
}

std::set<std::string> keys_of(json::Object const& one, json::Object const& other) {
  std::set<std::string> keys;
  for (auto const& [key, value] : one) keys.insert(std::string(key));
  for (auto const& [key, value] : other) keys.insert(std::string(key));
  return keys;
}

std::vector<std::string> keys_that_differ(json::Object const& one, json::Object const& other) {
  std::vector<std::string> keys;
  for (std::string const& key : keys_of(one, other)) {
    if (!same(one, other, key)) keys.push_back(key);
  }
  return keys;
}

std::string canonical(json::Object const& fields) {
  auto article = newsroom::article_from_json(record_of(ArticleNumber(1), fields, newsroom::to_json(newsroom::Body{})));
  if (!article) return json::write(fields);
  return json::write(without_what_publishing_sets(newsroom::to_json(*article)));
}

}  // namespace

Text text_of(newsroom::Article const& article) {
  return {json::write(newsroom::to_json(article.body)),
          json::write(without_what_publishing_sets(newsroom::to_json(article)))};
}

Result<newsroom::Article> article_of(ArticleNumber number, Text const& text) {
  json::Object fields = TRY(object_in(text.fields));
  json::Object body = TRY(object_in(text.body));
  for (char const* key : kNotFields) {
    if (fields.contains(key)) return refuse(Code::invalid, "this is not for a writer to set", key);
  }
  return newsroom::article_from_json(record_of(number, std::move(fields), std::move(body)));
}

Result<std::string> read_body(std::string_view text) {
  json::Value value = TRY(object_in(text));
  auto body = newsroom::body_from_json(json::Place(value, "body"));
  return json::write(body ? json::Value(newsroom::to_json(*body)) : value);
}

Result<std::string> read_fields(std::string_view text) { return canonical(TRY(object_in(text))); }

std::vector<std::string> changed_keys(std::string const& before, std::string const& after) {
  return keys_that_differ(stored_object(before), stored_object(after));
}

Merge merge_fields(std::string const& base, std::string const& mine, std::string const& theirs) {
  json::Object from = stored_object(base);
  json::Object merged = stored_object(theirs);
  json::Object const others = merged;
  json::Object const own = stored_object(mine);
  std::vector<std::string> meeting;
  for (std::string const& key : keys_that_differ(from, own)) {
    bool both = !same(from, others, key) && !same(own, others, key);
    if (both) meeting.push_back(key);
    if (auto const* value = own.if_contains(key)) {
      merged.insert_or_assign(key, *value);
    } else {
      merged.erase(key);
    }
  }
  return {canonical(merged), std::move(meeting)};
}

}  // namespace allmende::manuscripts
