// expects: srcset and imagesrcset are written
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<img src="/a" alt="" srcset="/a 320w">)">(); }
