// expects: is private within this context
#include "html/html.h"

using namespace allmende;

html::Html view(std::string text) { return html::Html(text); }
