// expects: no matching function
#include "html/html.h"

using namespace allmende;

html::Html view(std::string text) { return html::html<text>(); }
