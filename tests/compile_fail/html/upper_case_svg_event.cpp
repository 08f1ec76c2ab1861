// expects: an event attribute
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<svg OnLoad="go"></svg>)">(); }
