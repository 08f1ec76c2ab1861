// expects: there is no such attribute
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p clas="a">word</p>)">(); }
