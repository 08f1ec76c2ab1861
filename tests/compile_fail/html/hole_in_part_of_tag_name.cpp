// expects: a value may not name an element
#include "html/html.h"

using namespace allmende;

html::Html view(int number) { return html::html<R"(<h{}>word</h2>)">(number); }
