// expects: a value is Html, Url, SrcSet, text
#include "html/html.h"

using namespace allmende;

html::Html view(double half) { return html::html<R"(<p>{}</p>)">(half); }
