// expects: a paragraph or heading holds no block
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<p><span><div>word</div></span></p>)">(); }
