// expects: a Url is the whole value of an address attribute
#include "html/html.h"

using namespace allmende;

html::Html view(html::Url const& url) { return html::html<R"(<p>{}</p>)">(url); }
