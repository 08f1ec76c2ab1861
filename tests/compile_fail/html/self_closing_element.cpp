// expects: only void elements and drawings
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<div/>)">(); }
