// expects: a value may not name an element
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<b>word</{}>)">(text); }
