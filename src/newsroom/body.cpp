#include "newsroom/body.h"

namespace allmende::newsroom {

namespace {

/// Collects what a block says, one paragraph a line.
class PlainText {
 public:
  std::string take() { return std::move(text_); }

  void line(std::string_view words) {
    if (words.empty()) return;
    if (!text_.empty()) text_ += '\n';
    text_ += words;
  }
  void line(Text const& words) { line(plain_text(words)); }

  void operator()(Paragraph const& paragraph) { line(paragraph.text); }
  void operator()(Subheading const& subheading) { line(subheading.text); }
  void operator()(Quote const& quote) {
    line(quote.text);
    line(quote.attribution);
  }
  void operator()(List const& list) {
    for (Text const& item : list.items) line(item);
  }
  void operator()(Picture const& picture) { line(picture.use.caption); }
  void operator()(InfoBox const& box) {
    line(box.title);
    for (Block const& block : box.blocks) std::visit(*this, block.content);
  }
  void operator()(Exchange const& exchange) {
    line(exchange.question);
    for (Text const& paragraph : exchange.answer) line(paragraph);
  }
  void operator()(Separator const&) {}
  void operator()(Embed const&) {}

 private:
  std::string text_;
};

void collect_pictures(std::vector<Block> const& blocks, std::vector<PictureUse>& found) {
  for (Block const& block : blocks) {
    if (auto const* picture = std::get_if<Picture>(&block.content)) found.push_back(picture->use);
    if (auto const* box = std::get_if<InfoBox>(&block.content)) {
      collect_pictures(box->blocks, found);
    }
  }
}

}  // namespace

std::string plain_text(Text const& text) {
  std::string plain;
  for (Run const& run : text) plain += run.text;
  return plain;
}

std::string plain_text(Body const& body) {
  PlainText plain;
  for (Block const& block : body.blocks) std::visit(plain, block.content);
  return plain.take();
}

std::string running_text(Body const& body) {
  PlainText plain;
  for (Block const& block : body.blocks) {
    if (auto const* paragraph = std::get_if<Paragraph>(&block.content)) plain(*paragraph);
  }
  std::string text = plain.take();
  return text.empty() ? plain_text(body) : text;
}

std::vector<PictureUse> pictures_of(Body const& body) {
  std::vector<PictureUse> found;
  collect_pictures(body.blocks, found);
  return found;
}

}  // namespace allmende::newsroom
