// expects: a value may not stand in an unquoted attribute
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<p class={}>word</p>)">(text); }
