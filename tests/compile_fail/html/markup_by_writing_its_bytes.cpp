// expects: no match for
#include "html/html.h"

using namespace allmende;

void view(html::Html& page) { page.bytes() += ("<b>word</b>"); }
