#include "giving/house.h"

namespace allmende::giving {

using html::Html;

std::string Visit::typed(std::string_view name) const {
  std::string_view text = request.form(name).value_or("");
  std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

http::Response framed(Visit const& visit, Page page) { return visit.house.settings.framed(page); }

http::Response plain_page(Visit const& visit, std::string const& title, std::string const& deck, Html const& rest, http::Status status) {
  return framed(visit, {.title = title,
                        .address = "/beitrag",
                        .main = html::html<R"(<div class="contribution">
<header><h1>{}</h1><p class="deck">{}</p></header>
{}</div>)">(title, deck, rest),
                        .status = status});
}

http::Response stale_page(Visit const& visit) {
  words::Words const& words = visit.words();
  Html again = html::html<R"(<p><a class="button" href="/beitrag">{}</a></p>)">(words.say("Begin anew"));
  return plain_page(visit, words.say("Nothing was done"),
                    words.say("This form is too old, or did not come from a page of ours. Please begin anew."), again, http::Status::forbidden);
}

bool may_be_written(Visit const& visit, std::string_view email) {
  auto folded = people::parse_email(email);
  return visit.house.letters.take(visit.house.till().vault.index("letters", folded ? *folded : email), visit.now);
}

http::Response too_many_page(Visit const& visit) {
  words::Words const& words = visit.words();
  return plain_page(visit, words.say("Please try again in an hour"),
                    words.say("Several letters were sent to this address just now, or very many to others."), {},
                    http::Status::too_many_requests);
}

}  // namespace allmende::giving
