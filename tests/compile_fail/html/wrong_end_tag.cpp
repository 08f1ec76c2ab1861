// expects: does not close the element that is open
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p><b>word</p></b>)">(); }
