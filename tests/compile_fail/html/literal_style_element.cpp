// expects: a style element is inline style
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<style></style>)">(); }
