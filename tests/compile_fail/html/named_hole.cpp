// expects: literal braces are written
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<p>{name}</p>)">(text); }
