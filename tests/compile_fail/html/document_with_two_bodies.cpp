// expects: a document is
#include "html/html.h"

using namespace allmende;

html::Document view() {
  return html::document<R"(<!doctype html><html><body></body><body></body></html>)">();
}
