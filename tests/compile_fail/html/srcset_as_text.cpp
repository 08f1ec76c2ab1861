// expects: a SrcSet is the whole value of srcset
#include "html/html.h"

using namespace allmende;

html::Html view(html::SrcSet const& srcset) { return html::html<R"(<p>{}</p>)">(srcset); }
