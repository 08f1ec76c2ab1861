// expects: the template ends inside a tag
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p class="a")">(); }
