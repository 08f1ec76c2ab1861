// expects: no match for
#include "html/html.h"

using namespace allmende;

html::Html view(html::Html const& page) { return page + "<b>word</b>"; }
