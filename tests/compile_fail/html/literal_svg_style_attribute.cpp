// expects: a style attribute
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<svg><path style="fill: red" d="M0 0"/></svg>)">(); }
