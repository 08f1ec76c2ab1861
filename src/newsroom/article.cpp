#include "newsroom/article.h"

namespace allmende::newsroom {

namespace {

std::string with_source(CreditWords const& words, std::string const& source) {
  std::string line = words.with;
  if (auto place = line.find("{source}"); place != std::string::npos) {
    line.replace(place, std::string_view("{source}").size(), source);
  }
  return line;
}

}  // namespace

std::string credit_line(Article const& article, CreditWords const& words) {
  if (!article.credit.empty()) return article.credit;
  if (article.sources.empty()) return {};
  bool several = article.sources.size() > 1;
  if (!article.authors.empty()) {
    return several ? words.with_agencies : with_source(words, article.sources.front());
  }
  std::string line = several ? words.agencies : article.sources.front();
  if (article.edited && !words.house.empty()) line += "/" + words.house;
  return line;
}

std::string readable_text(Article const& article) {
  std::string text = article.headline;
  for (std::string const& part : {article.deck, plain_text(article.body)}) {
    if (!part.empty()) text += "\n" + part;
  }
  if (article.lead_picture && !article.lead_picture->caption.empty()) {
    text += "\n" + article.lead_picture->caption;
  }
  return text;
}

}  // namespace allmende::newsroom
