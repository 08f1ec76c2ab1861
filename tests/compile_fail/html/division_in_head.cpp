// expects: may not stand in that parent
#include "html/html.h"

using namespace allmende;

html::Document view() {
  return html::document<R"(<!doctype html><html><head><div></div></head><body></body></html>)">();
}
