// expects: a Document is a whole page
#include "html/html.h"

using namespace allmende;

html::Html view(html::Document const& page) { return html::html<R"(<p>{}</p>)">(page); }
