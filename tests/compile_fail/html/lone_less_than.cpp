// expects: written &lt;
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p>1 < 2</p>)">(); }
