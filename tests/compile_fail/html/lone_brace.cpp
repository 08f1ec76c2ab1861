// expects: literal braces are written
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p>{ word }</p>)">(); }
