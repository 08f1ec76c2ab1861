// expects: ends inside an attribute
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p class="a>word</p>)">(); }
