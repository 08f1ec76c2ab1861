#include "site/text_pages.h"

#include "site/addresses.h"
#include "site/body_view.h"
#include "site/frame.h"
#include "site/missing_page.h"

namespace allmende::site {

using html::Html;

Result<http::Response> text_page(Context const& context, http::Request const& request) {
  auto tx = context.read();
  auto found = newsroom::text_page(tx, request.parameter("slug"));
  if (!found) return missing_page(context, request);
  Html main = html::html<R"(<div class="text-page"><header class="list-head"><h1>{}</h1></header>
<div class="article-body prose">
{}</div></div>)">(found->title, body_view(context, tx, found->body, context.words()));
  PageHead head{.title = found->title, .kind = "text", .canonical = addresses::text_page(found->slug)};
  return page(context, tx, head, main);
}

}  // namespace allmende::site
