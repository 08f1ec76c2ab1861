// expects: that is made by html::document
#include "html/html.h"

using namespace allmende;

html::Html view() { return html::html<R"(<!doctype html>)">(); }
