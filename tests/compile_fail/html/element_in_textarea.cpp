// expects: hold only text
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<textarea><b>bold</b></textarea>)">(); }
