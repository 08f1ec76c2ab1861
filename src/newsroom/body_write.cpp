#include "newsroom/record.h"

namespace allmende::newsroom {

namespace {

json::Array text_to_json(Text const& text) {
  json::Array runs;
  for (Run const& run : text) {
    json::Object object{{"t", run.text}};
    json::Array marks;
    if (run.strong) marks.emplace_back("strong");
    if (run.emphasis) marks.emplace_back("emphasis");
    if (!run.link.empty()) marks.emplace_back(json::Object{{"link", run.link}});
    if (!marks.empty()) object.emplace("marks", std::move(marks));
    runs.emplace_back(std::move(object));
  }
  return runs;
}

json::Array texts_to_json(std::vector<Text> const& texts) {
  json::Array array;
  for (Text const& text : texts) array.emplace_back(text_to_json(text));
  return array;
}

json::Array blocks_to_json(std::vector<Block> const& blocks);

/// Adds what is particular to a block's type behind its id.
struct WriteContent {
  json::Object& out;

  void put(char const* key, std::string const& value) const {
    if (!value.empty()) out.emplace(key, value);
  }

  void operator()(Paragraph const& block) const {
    out.emplace("type", "paragraph");
    out.emplace("text", text_to_json(block.text));
  }
  void operator()(Subheading const& block) const {
    out.emplace("type", "subheading");
    out.emplace("text", text_to_json(block.text));
  }
  void operator()(Quote const& block) const {
    out.emplace("type", "quote");
    out.emplace("text", text_to_json(block.text));
    put("attribution", block.attribution);
  }
  void operator()(List const& block) const {
    out.emplace("type", "list");
    out.emplace("ordered", block.order == List::Order::numbers);
    out.emplace("items", texts_to_json(block.items));
  }
  void operator()(Picture const& block) const {
    out.emplace("type", "picture");
    out.emplace("file", block.use.file);
    put("alt", block.use.alt);
    put("credit", block.use.credit);
    put("caption", block.use.caption);
  }
  void operator()(InfoBox const& block) const {
    out.emplace("type", "infobox");
    put("title", block.title);
    out.emplace("blocks", blocks_to_json(block.blocks));
  }
  void operator()(Exchange const& block) const {
    out.emplace("type", "interview");
    out.emplace("question", text_to_json(block.question));
    out.emplace("answer", texts_to_json(block.answer));
  }
  void operator()(Separator const&) const { out.emplace("type", "separator"); }
  void operator()(Embed const& block) const {
    out.emplace("type", "embed");
    put("provider", block.provider);
    out.emplace("url", block.url);
    put("title", block.title);
  }
};

json::Array blocks_to_json(std::vector<Block> const& blocks) {
  json::Array array;
  for (Block const& block : blocks) {
    json::Object object{{"id", block.id}};
    std::visit(WriteContent{object}, block.content);
    array.emplace_back(std::move(object));
  }
  return array;
}

}  // namespace

json::Object to_json(Body const& body) {
  return {{"version", Body::kVersion}, {"blocks", blocks_to_json(body.blocks)}};
}

}  // namespace allmende::newsroom
