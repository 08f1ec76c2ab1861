// expects: hold only text
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<title>word <b>bold</b></title>)">(); }
