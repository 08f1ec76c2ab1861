// expects: could not convert
#include "html/html.h"

using namespace allmende;

html::Html view() { return "<b>word</b>"; }
