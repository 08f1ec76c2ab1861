// expects: a value may not be a part of an address
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<a href="/a/{}">word</a>)">(text); }
