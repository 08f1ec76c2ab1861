// Behind the link of the first letter. Programs that look into letters open links: so it takes a button.

#include "giving/letters.h"
#include "giving/own_page.h"
#include "giving/pages.h"

namespace allmende::giving {

using html::html;

namespace {

Result<http::Response> gone_page(Visit const& visit) {
  words::Words const& words = visit.words();
  return plain_page(visit, words.say("This link is good no longer"),
                    words.say("It is more than two weeks old, or the contribution was ended meanwhile. Nothing was debited."),
                    html::html<R"(<p><a class="button" href="/beitrag">{}</a></p>)">(words.say("Begin anew")), http::Status::not_found);
}

}  // namespace

Result<http::Response> proof_page(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "there is no till");
  words::Words const& words = visit.words();
  return plain_page(visit, words.say("Confirm your contribution"),
                    words.say("With this button your contribution begins. You can change, pause or end it at any time."),
                    html::html<R"(<form class="form" method="post"><p><button class="button" type="submit">{}</button></p></form>)">(
                        words.say("Confirm")));
}

/// Whoever has proved their address gets their own page at once, as after any other link; and as with any other, no longer
/// than a week.
Result<http::Response> prove(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "there is no till");
  auto tx = visit.house.database.write();
  auto confirmed = contributions::confirm(tx, visit.house.till(), visit.request.parameter("marke"), visit.now);
  if (!confirmed) return gone_page(visit);
  auto agreement = contributions::agreement(tx, visit.house.till(), *confirmed);
  VERIFY(agreement.has_value() && agreement->confirmed.has_value());
  if (visit.now.time_point() - agreement->confirmed->time_point() > contributions::kLinkLife) return old_link_page(visit);
  auto link = contributions::make_link(tx, agreement->giver, visit.now);
  tx.commit();
  return http::Response::redirect(http::Status::see_other,
                                  html::Url::path_of({"beitrag", "mein", link.token.reveal()}, {{"getan", "begonnen"}}).text());
}

}  // namespace allmende::giving
