// expects: a value may not be a part of an address
#include "html/html.h"

using namespace allmende;

html::Html view(html::Url const& url) { return html::html<R"(<a href="{}?page=2">word</a>)">(url); }
