// expects: is private within this context
#include "html/html.h"

using namespace allmende;

html::Url view(std::string text) { return html::Url(text); }
