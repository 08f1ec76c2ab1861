// expects: may not stand inside themselves
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<a href="/a"><span><a href="/b">word</a></span></a>)">(); }
