#include "manuscripts/preview.h"

#include "manuscripts/revising.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;

Result<Secret> make_preview(WriteTx& tx, Actor const& actor, ArticleNumber number, Instant now) {
  TRY(must_be_newsroom(actor));
  Opened opened = TRY(open(tx, number, now));
  newsroom::Article article = TRY(article_of(number, opened.text));
  if (article.embargo && *article.embargo > now) {
    return refuse(Code::conflict, "nobody outside the newsroom sees it before its embargo ends");
  }
  Secret token = people::new_link_token();
  store::forget_previews(tx, now);
  Instant ends = Instant::from_microseconds(now.microseconds() + std::chrono::microseconds(kPreviewLife).count());
  store::put_preview(tx, people::hash_of_link(token.reveal()), number, ends, actor.name());
  tell(tx, opened, actor, {"preview"}, now);
  return token;
}

Result<void> end_previews(WriteTx& tx, Actor const& actor, ArticleNumber article, Instant) {
  TRY(must_be_newsroom(actor));
  store::end_previews(tx, article);
  return {};
}

Result<newsroom::Article> preview(ReadTx& tx, std::string_view token, Instant now) {
  auto number = store::previewed(tx, people::hash_of_link(token), now);
  if (!number) return refuse(Code::not_found, "this link is over");
  Opened opened = TRY(look_into(tx, *number));
  newsroom::Article article = TRY(article_of(*number, opened.text));
  if (article.embargo && *article.embargo > now) return refuse(Code::not_found, "this link is over");
  return article;
}

}  // namespace allmende::manuscripts
