#include <set>

#include "newsroom/limits.h"
#include "newsroom/record.h"
#include "newsroom/record_parts.h"

namespace allmende::newsroom {

namespace {

using json::Place;
using json::Reader;

bool is_block_id(std::string_view id) {
  return !id.empty() && id.size() <= 32 &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

Result<bool> read_mark(Place const& place, Run& run) {
  if (place.is_string()) {
    std::string mark = TRY(place.string(20));
    if (mark == "strong") return run.strong = true;
    if (mark == "emphasis") return run.emphasis = true;
    return place.refused("a mark is \"strong\", \"emphasis\" or {\"link\": address}");
  }
  Reader reader = TRY(place.object());
  run.link = TRY(TRY(reader.required("link")).as(read_address));
  TRY(reader.finish());
  return true;
}

Result<Run> read_run(Place const& place) {
  Reader reader = TRY(place.object());
  Run run{TRY(reader.required_string("t", limits::kParagraph))};
  for (Place const& mark : TRY(reader.optional_array("marks", 3))) TRY(read_mark(mark, run));
  TRY(reader.finish());
  return run;
}

bool same_marks(Run const& a, Run const& b) {
  return a.strong == b.strong && a.emphasis == b.emphasis && a.link == b.link;
}

/// Runs are joined where nothing tells them apart, so that one text has one form.
Result<Text> read_text(Place const& place) {
  Text text;
  for (Place const& element : TRY(place.elements(limits::kRuns))) {
    Run run = TRY(read_run(element));
    if (run.text.empty()) continue;
    if (!text.empty() && same_marks(text.back(), run)) text.back().text += run.text;
    else text.push_back(std::move(run));
  }
  return text;
}

class BlockReader {
 public:
  Result<std::vector<Block>> read(std::vector<Place> const& places, bool inside_box) {
    std::vector<Block> blocks;
    for (Place const& place : places) blocks.push_back(TRY(read_block(place, inside_box)));
    return blocks;
  }

 private:
  Result<Block> read_block(Place const& place, bool inside_box) {
    Reader reader = TRY(place.object());
    std::string id = TRY(reader.required_string("id", 64));
    if (!is_block_id(id)) {
      return reader.refused("id", "a block's id has 1 to 32 of a to z, 0 to 9 and hyphen");
    }
    if (!ids_.insert(id).second) return reader.refused("id", "another block has this id");
    std::string type = TRY(reader.required_string("type", 32));
    Block::Content content = TRY(read_content(reader, type, inside_box));
    TRY(reader.finish());
    return Block{std::move(id), std::move(content)};
  }

  Result<Block::Content> read_content(Reader& reader, std::string const& type, bool inside_box) {
    if (type == "paragraph") return Paragraph{TRY(read_text(TRY(reader.required("text"))))};
    if (type == "subheading") return Subheading{TRY(read_text(TRY(reader.required("text"))))};
    if (type == "list") return read_list(reader);
    if (inside_box) {
      return reader.refused("type", "a box holds paragraphs, subheadings and lists");
    }
    if (type == "quote") return read_quote(reader);
    if (type == "picture") return Picture{TRY(read_picture_use(reader))};
    if (type == "infobox") return read_box(reader);
    if (type == "interview") return read_exchange(reader);
    if (type == "separator") return Separator{};
    if (type == "embed") return read_embed(reader);
    return reader.refused("type",
                          "a block is a paragraph, subheading, quote, list, picture, infobox, "
                          "interview, separator or embed");
  }

  static Result<Block::Content> read_quote(Reader& reader) {
    Text text = TRY(read_text(TRY(reader.required("text"))));
    std::string attribution = TRY(reader.string_or_empty("attribution", limits::kLine));
    return Quote{std::move(text), std::move(attribution)};
  }

  static Result<Block::Content> read_list(Reader& reader) {
    bool ordered = TRY(reader.boolean_or("ordered", false));
    auto items = TRY(reader.list("items", limits::kItems, read_text));
    if (items.empty()) return reader.refused("items", "a list has at least one item");
    return List{ordered ? List::Order::numbers : List::Order::bullets, std::move(items)};
  }

  Result<Block::Content> read_box(Reader& reader) {
    InfoBox box{TRY(reader.string_or_empty("title", limits::kLine)), {}};
    box.blocks = TRY(read(TRY(reader.required_array("blocks", limits::kBlocksInBox)), true));
    if (box.blocks.empty()) return reader.refused("blocks", "a box has at least one block");
    return box;
  }

  static Result<Block::Content> read_exchange(Reader& reader) {
    Text question = TRY(read_text(TRY(reader.required("question"))));
    std::vector<Text> answer = TRY(reader.list("answer", limits::kItems, read_text));
    if (answer.empty()) return reader.refused("answer", "an answer has at least one paragraph");
    return Exchange{std::move(question), std::move(answer)};
  }

  static Result<Block::Content> read_embed(Reader& reader) {
    Embed embed;
    embed.provider = TRY(reader.string_or_empty("provider", limits::kName));
    embed.url = TRY(TRY(reader.required("url")).as(read_address));
    embed.title = TRY(reader.string_or_empty("title", limits::kLine));
    return embed;
  }

  std::set<std::string> ids_;
};

}  // namespace

Result<std::string> read_address(std::string_view address) {
  bool known = address.starts_with("https://") || address.starts_with("http://") ||
               address.starts_with("mailto:");
  bool plain = address.find_first_of(" \t\r\n\"<>\\^`{|}") == std::string_view::npos;
  if (!known || !plain || address.size() > limits::kAddress) {
    return refuse(Code::invalid, "an address begins with https://, http:// or mailto: and has no blanks");
  }
  return std::string(address);
}

Result<PictureUse> read_picture_use(Reader& reader) {
  PictureUse use;
  use.file = TRY(reader.required_string("file", limits::kName));
  use.alt = TRY(reader.string_or_empty("alt", limits::kParagraph));
  use.credit = TRY(reader.string_or_empty("credit", limits::kLine));
  use.caption = TRY(reader.string_or_empty("caption", limits::kParagraph));
  if (use.file.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") != std::string::npos ||
      use.file.empty()) {
    return reader.refused("file", "a picture's file name has lower-case letters, digits, hyphens");
  }
  return use;
}

Result<Body> body_from_json(Place const& place) {
  Reader reader = TRY(place.object());
  std::int64_t version = TRY(reader.required_integer("version", 0, 1'000'000));
  if (version != Body::kVersion) {
    return reader.refused("version", "this program knows bodies of version 1");
  }
  Body body{TRY(BlockReader().read(TRY(reader.required_array("blocks", limits::kBlocks)), false))};
  TRY(reader.finish());
  return body;
}

}  // namespace allmende::newsroom
