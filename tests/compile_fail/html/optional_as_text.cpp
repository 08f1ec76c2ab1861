// expects: elsewhere use html::when
#include "html/html.h"

using namespace allmende;

html::Html view(std::optional<std::string> const& maybe) {
  return html::html<R"(<p>{}</p>)">(maybe);
}
