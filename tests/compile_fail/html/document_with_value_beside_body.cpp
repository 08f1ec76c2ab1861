// expects: a document is
#include "html/html.h"

using namespace allmende;

html::Document view(html::Html const& markup) {
  return html::document<R"(<!doctype html><html>{}</html>)">(markup);
}
