// expects: no text
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<table>word</table>)">(); }
