// expects: may not stand in that parent
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<div><td>word</td></div>)">(); }
