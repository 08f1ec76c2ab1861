// expects: a style attribute
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p style="color: red">word</p>)">(); }
