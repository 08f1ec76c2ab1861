#include "desk/frame.h"
#include "desk/pages.h"

namespace allmende::desk {

Result<http::Response> start_page(Work const& work) {
  words::Words const& words = work.words();
  return page(work, words.say("Desk"),
              html::html<"<p>{}</p>">(words.say("Welcome, {name}.", {{"name", work.actor().name()}})));
}

}  // namespace allmende::desk
