// expects: an element is not closed
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p>word)">(); }
