// expects: this is not an attribute
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p ONCLICK="go">word</p>)">(); }
