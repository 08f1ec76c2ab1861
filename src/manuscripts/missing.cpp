// What a text lacks before readers may see it.

#include <set>

#include "manuscripts/publication.h"
#include "media/media.h"

namespace allmende::manuscripts {

using database::ReadTx;
using newsroom::Article;
using newsroom::PictureUse;

namespace {

struct Used {
  PictureUse use;
  std::string where;
};

std::vector<Used> pictures_in(Article const& article) {
  std::vector<Used> all;
  if (article.lead_picture) all.push_back({*article.lead_picture, "lead_picture"});
  for (PictureUse& use : newsroom::pictures_of(article.body)) all.push_back({std::move(use), "body"});
  return all;
}

/// An archive may have come without its pictures: what readers are shown already is not asked for again.
std::set<std::string> shown_already(ReadTx& tx, newsroom::ArticleNumber number) {
  std::set<std::string> files;
  auto before = newsroom::any_article(tx, number);
  if (!before || before->state == newsroom::State::draft) return files;
  for (Used& it : pictures_in(*before)) files.insert(std::move(it.use.file));
  return files;
}

}  // namespace

std::vector<Refusal> missing(ReadTx& tx, Article const& article, Instant at) {
  std::vector<Refusal> gaps;
  auto add = [&](std::string where, std::string message) { gaps.push_back({Code::invalid, std::move(message), std::move(where)}); };
  if (newsroom::plain_text(article.body).empty()) add("body", "there is no text");
  std::set<std::string> known = shown_already(tx, article.number);
  for (auto const& [use, where] : pictures_in(article)) {
    if (use.credit.empty()) add(where + ".credit", "the picture " + use.file + " has no credit");
    if (use.alt.empty()) add(where + ".alt", "the picture " + use.file + " is not described for those who do not see it");
    auto picture = media::find(tx, use.file);
    if (!picture && !known.contains(use.file)) add(where + ".file", "the picture " + use.file + " is not in the paper");
    if (picture && !picture->may_be_shown(at)) add(where + ".file", "the right to show the picture " + use.file + " ends before");
  }
  return gaps;
}

}  // namespace allmende::manuscripts
