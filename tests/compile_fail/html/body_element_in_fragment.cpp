// expects: a document is
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<body></body>)">(); }
