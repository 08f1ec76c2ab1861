// expects: stands in quotation marks
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p class=a>word</p>)">(); }
