// expects: a literal address begins with
#include "html/html.h"

using namespace allmende;

html::Html view() {
  return html::html<R"(<link rel="stylesheet" href="https://elsewhere.example/a.css">)">();
}
