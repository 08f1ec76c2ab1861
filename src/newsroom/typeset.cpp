#include "newsroom/typeset.h"

namespace allmende::newsroom {

namespace {

/// Walks every text of a body and sets it.
class Typesetter {
 public:
  explicit Typesetter(text::Typography const& typography) : typography_(typography) {}

  void set(std::string& line) const {
    if (!line.empty()) line = typography_.set(line);
  }
  void set(std::vector<std::string>& lines) const {
    for (std::string& line : lines) set(line);
  }

  /// Quotes pair across marks; a link's text that is the address itself is left alone.
  void set(Text& words) const {
    std::vector<text::Run> runs;
    for (Run const& run : words) {
      bool address = !run.link.empty() && run.text == run.link;
      runs.push_back({run.text, address ? text::Treatment::untouched : text::Treatment::set});
    }
    text::Typeset done = typography_.set(runs);
    VERIFY(done.runs.size() == words.size());
    for (std::size_t i = 0; i < words.size(); ++i) words[i].text = std::move(done.runs[i]);
    std::erase_if(words, [](Run const& run) { return run.text.empty(); });
  }
  void set(std::vector<Text>& texts) const {
    for (Text& words : texts) set(words);
  }
  void set(PictureUse& use) const {
    set(use.alt);
    set(use.caption);
  }
  void set(std::vector<Block>& blocks) const {
    for (Block& block : blocks) std::visit(*this, block.content);
  }

  void operator()(Paragraph& block) const { set(block.text); }
  void operator()(Subheading& block) const { set(block.text); }
  void operator()(Quote& block) const {
    set(block.text);
    set(block.attribution);
  }
  void operator()(List& block) const { set(block.items); }
  void operator()(Picture& block) const { set(block.use); }
  void operator()(InfoBox& block) const {
    set(block.title);
    set(block.blocks);
  }
  void operator()(Exchange& block) const {
    set(block.question);
    set(block.answer);
  }
  void operator()(Separator&) const {}
  void operator()(Embed& block) const { set(block.title); }

 private:
  text::Typography const& typography_;
};

}  // namespace

void typeset(Article& article, text::Typography const& typography) {
  Typesetter setter(typography);
  setter.set(article.kicker);
  setter.set(article.headline);
  setter.set(article.deck);
  setter.set(article.dateline);
  if (article.lead_picture) setter.set(*article.lead_picture);
  setter.set(article.body.blocks);
  for (Correction& correction : article.corrections) setter.set(correction.text);
  if (article.withdrawal) setter.set(article.withdrawal->reason);
}

void typeset(Body& body, text::Typography const& typography) {
  Typesetter(typography).set(body.blocks);
}

}  // namespace allmende::newsroom
