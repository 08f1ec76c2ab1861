// expects: written &amp;
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p>you & me</p>)">(); }
