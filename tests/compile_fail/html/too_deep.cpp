// expects: split it
#include "html/html.h"

using namespace allmende;

html::Html view() {
  return html::html<
      "<i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i>"
      "<i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i><i>">();
}
