// expects: that is made by html::document
#include "html/html.h"

using namespace allmende;

html::Document view() { return html::document<R"(<!DOCTYPE html PUBLIC "a"><html></html>)">(); }
