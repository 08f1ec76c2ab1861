// Being forgotten: two clicks, and said before what has to stay and how long.

#include "giving/own_page.h"
#include "giving/pages.h"

namespace allmende::giving {

using html::html;

Result<http::Response> forget_page(Visit const& visit) {
  words::Words const& words = visit.words();
  auto tx = visit.house.database.read();
  if (!proven(visit, tx)) return old_link_page(visit);
  return plain_page(visit, words.say("Have it forgotten"),
                    words.say("What you give ends at once. Name, address and links are erased now; account and mandate, which prove that we were "
                              "allowed to debit, when their time is over. Amounts and days stay in the books, of nobody in particular."),
                    html::html<R"(<form class="form" method="post"><p><button class="button" type="submit">{}</button></p></form>
<p class="article-note"><a class="link" href="{}">{}</a></p>)">(words.say("Erase it now"), own_url(visit), words.say("No, back")));
}

Result<http::Response> forget(Visit const& visit) {
  words::Words const& words = visit.words();
  auto tx = visit.house.database.write();
  auto giver = proven(visit, tx);
  if (!giver) return old_link_page(visit);
  std::optional<Date> rest;
  for (contributions::GiverId id : giver->ids()) {
    auto erased = TRY(contributions::erase(tx, *giver, visit.house.till(), id, visit.now));
    if (erased.rest_on && (!rest || *rest < *erased.rest_on)) rest = erased.rest_on;
  }
  tx.commit();
  std::string deck = rest ? words.say("What proves the mandate is erased on {date}.", {{"date", words.date(*rest)}})
                          : words.say("Nothing that would lead to you is left.");
  return plain_page(visit, words.say("It is forgotten"), deck);
}

}  // namespace allmende::giving
