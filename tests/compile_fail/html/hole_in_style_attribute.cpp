// expects: a style attribute
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<p style="{}">word</p>)">(text); }
