// Two texts as people compare them: field by field, and the body as one writes it by hand.

#include <set>

#include "manuscripts/history.h"

namespace allmende::manuscripts {

using newsroom::Block;
using newsroom::Embed;
using newsroom::Exchange;
using newsroom::InfoBox;
using newsroom::List;
using newsroom::Paragraph;
using newsroom::Picture;
using newsroom::PictureUse;
using newsroom::Quote;
using newsroom::Run;
using newsroom::Separator;
using newsroom::Subheading;

namespace {

std::string written(newsroom::Text const& text) {
  std::string out;
  for (Run const& run : text) {
    std::string_view around = run.strong ? (run.emphasis ? "***" : "**") : run.emphasis ? "*" : "";
    out += around;
    out += run.text;
    out += around;
    if (!run.link.empty()) out += " [" + run.link + "]";
  }
  return out;
}

std::string written(PictureUse const& use) {
  std::string out = "[" + use.file;
  for (std::string const* part : {&use.alt, &use.credit, &use.caption}) {
    if (!part->empty()) out += " · " + *part;
  }
  return out + "]";
}

std::string written(Block const& block);

struct Written {
  std::string operator()(Paragraph const& it) const { return written(it.text); }
  std::string operator()(Subheading const& it) const { return "## " + written(it.text); }
  std::string operator()(Quote const& it) const {
    return "> " + written(it.text) + (it.attribution.empty() ? "" : " — " + it.attribution);
  }
  std::string operator()(List const& it) const {
    std::string out;
    int number = 0;
    for (newsroom::Text const& item : it.items) {
      std::string sign = it.order == List::Order::numbers ? std::to_string(++number) + ". " : "– ";
      out += (out.empty() ? "" : "\n") + sign + written(item);
    }
    return out;
  }
  std::string operator()(Picture const& it) const { return written(it.use); }
  std::string operator()(InfoBox const& it) const {
    std::string out = "| " + it.title;
    for (Block const& block : it.blocks) out += "\n| " + written(block);
    return out;
  }
  std::string operator()(Exchange const& it) const {
    std::string out = "? " + written(it.question);
    for (newsroom::Text const& answer : it.answer) out += "\n" + written(answer);
    return out;
  }
  std::string operator()(Separator const&) const { return "* * *"; }
  std::string operator()(Embed const& it) const { return "[" + it.provider + " · " + it.url + " · " + it.title + "]"; }
};

std::string written(Block const& block) { return std::visit(Written{}, block.content); }

std::string written_body(std::string const& stored) {
  json::Value value = database::must_be(json::parse(stored));
  auto body = newsroom::body_from_json(json::Place(value, "body"));
  if (!body) return stored;
  std::string out;
  for (Block const& block : body->blocks) out += (out.empty() ? "" : "\n\n") + written(block);
  return out;
}

std::string written_field(json::Value const* value) {
  if (value == nullptr) return "";
  if (value->is_string()) return std::string(value->as_string());
  std::string out;
  auto join = [&](std::string const& part, char const* with) { out += (out.empty() ? "" : with) + part; };
  if (value->is_array()) {
    for (auto const& element : value->as_array()) join(written_field(&element), ", ");
    return out;
  }
  if (value->is_object()) {
    for (auto const& [key, member] : value->as_object()) join(written_field(&member), " · ");
    return out;
  }
  return json::write(*value);
}

void compare(std::vector<Difference>& into, std::string place, std::string const& before, std::string const& after) {
  if (before != after) into.push_back({std::move(place), word_differences(before, after)});
}

}  // namespace

std::vector<Difference> differences(Text const& before, Text const& after) {
  json::Object from = database::must_be(json::parse(before.fields)).as_object();
  json::Object to = database::must_be(json::parse(after.fields)).as_object();
  std::vector<std::string> keys;
  std::set<std::string> known;
  for (json::Object const* object : {&to, &from}) {
    for (auto const& [key, value] : *object) {
      if (known.insert(std::string(key)).second) keys.emplace_back(key);
    }
  }
  std::vector<Difference> found;
  for (std::string const& key : keys) {
    compare(found, key, written_field(from.if_contains(key)), written_field(to.if_contains(key)));
  }
  compare(found, "body", written_body(before.body), written_body(after.body));
  return found;
}

}  // namespace allmende::manuscripts
