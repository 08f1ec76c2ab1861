// expects: a literal address begins with
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<a href="//elsewhere.example/">word</a>)">(); }
