// expects: a script is loaded by src
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<script>alert(1)</script>)">(); }
