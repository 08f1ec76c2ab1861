// expects: a literal address begins with
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<img src="data:image/png;base64,AAAA" alt="">)">(); }
