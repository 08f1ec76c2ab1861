// expects: may not be the rel of a link
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<link rel="{}" href="/a">)">(text); }
