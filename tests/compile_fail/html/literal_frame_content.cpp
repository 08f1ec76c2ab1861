// expects: an iframe is empty
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<iframe src="/a"><p>word</p></iframe>)">(); }
