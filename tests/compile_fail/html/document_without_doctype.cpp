// expects: a document is
#include "html/html.h"

using namespace allmende;

html::Document view() { return html::document<R"(<html><head></head><body></body></html>)">(); }
