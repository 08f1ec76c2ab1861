// expects: returns Html
#include "html/html.h"

using namespace allmende;

html::Html view(std::string const& words) {
  return html::each(words, [](char) { return std::string("<b>"); });
}
