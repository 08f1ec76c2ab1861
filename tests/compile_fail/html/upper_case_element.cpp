// expects: there is no such element
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<P>word</P>)">(); }
