// expects: takes a bool as its whole value
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<p hidden="un{}">word</p>)">(text); }
