// expects: there are more {} than values
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p>{}</p>)">(); }
