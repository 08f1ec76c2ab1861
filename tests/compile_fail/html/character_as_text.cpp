// expects: a single character is not a text
#include "html/html.h"

using namespace allmende;

html::Html view(char letter) { return html::html<R"(<p>{}</p>)">(letter); }
