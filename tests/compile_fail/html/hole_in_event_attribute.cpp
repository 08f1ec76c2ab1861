// expects: an event attribute
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<p onclick="{}">word</p>)">(text); }
