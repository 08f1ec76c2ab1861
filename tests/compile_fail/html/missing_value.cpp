// expects: there are more {} than values
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<p>{} {}</p>)">(text); }
