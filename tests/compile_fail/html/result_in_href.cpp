// expects: takes an html::Url and nothing else
#include "html/html.h"

using namespace allmende;

html::Html view(Result<html::Url> const& refusable) {
  return html::html<R"(<a href="{}">word</a>)">(refusable);
}
