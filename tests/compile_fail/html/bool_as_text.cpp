// expects: a bool is not a text
#include "html/html.h"

using namespace allmende;

html::Html view(bool truth) { return html::html<R"(<p>{}</p>)">(truth); }
