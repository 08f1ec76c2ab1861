// expects: in svg and math an address is a literal
#include "html/html.h"

using namespace allmende;

html::Html view(html::Url const& url) { return html::html<R"(<svg><use href="{}"/></svg>)">(url); }
