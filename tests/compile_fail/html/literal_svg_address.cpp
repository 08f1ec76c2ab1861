// expects: in svg and math an address is a literal
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<svg><use href="/a.svg#b"/></svg>)">(); }
