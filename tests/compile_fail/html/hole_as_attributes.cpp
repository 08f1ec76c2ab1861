// expects: a value may not name an attribute
#include "html/html.h"

using namespace allmende;

html::Html view(std::string_view text) { return html::html<R"(<input {}>)">(text); }
