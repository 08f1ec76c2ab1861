// The page on which a text is written. What it does is the script's (editor/); here are its form and its frame.

#include "desk/articles.h"
#include "desk/frame.h"
#include "desk/json_answer.h"
#include "desk/pages.h"

namespace allmende::desk {

Result<http::Response> article_page(Work const& work) {
  manuscripts::ArticleNumber article = TRY(article_asked_for(work));
  auto tx = work.house.database.read();
  auto it = TRY(manuscripts::find(tx, work.actor(), article));
  return page(work, it.headline, article_links(work, it, ""));
}

Result<http::Response> writing_words(Work const&) { return json_answer({}); }

}  // namespace allmende::desk
