// For who has no link at hand: a new one by letter; and the end of a contribution without any (§ 312k BGB).

#include "forms/forms.h"
#include "giving/letters.h"
#include "giving/pages.h"

namespace allmende::giving {

using html::Html;
using html::html;

namespace {

http::Response link_page_with(Visit const& visit, std::string const& email, std::string const& wrong) {
  words::Words const& words = visit.words();
  Html form = html::html<R"(<form class="form" method="post">{}<p><button class="button" type="submit">{}</button></p></form>)">(
      forms::field({.name = "email", .label = words.say("E-mail address"), .type = "email", .value = email, .autocomplete = "email", .wrong = wrong}),
      words.say("Send me a link"));
  return plain_page(visit, words.say("Look at or change what you give"),
                    words.say("We send a link to the address with which you give. There is no password."), form,
                    wrong.empty() ? http::Status::ok : http::Status::unprocessable_content);
}

/// The same whether somebody gives under this address or not.
http::Response on_its_way_page(Visit const& visit) {
  words::Words const& words = visit.words();
  return plain_page(visit, words.say("Look into your letters"),
                    words.say("If somebody gives under this address, a link is on its way to it. It is good for a week."));
}

struct EndForm {
  std::string email, reference;
  std::string email_wrong = {}, reference_wrong = {};
};

http::Response end_page_with(Visit const& visit, EndForm const& it) {
  words::Words const& words = visit.words();
  Html fields = forms::field({.name = "email", .label = words.say("E-mail address"), .type = "email", .value = it.email, .autocomplete = "email",
                              .hint = words.say("The one with which you give. The confirmation goes there."), .wrong = it.email_wrong});
  fields += forms::field({.name = "referenz", .label = words.say("Reference"), .value = it.reference,
                          .hint = words.say("It begins with RF and stands in our letters and on your bank's statements."), .wrong = it.reference_wrong});
  Html form = html::html<R"(<form class="form" method="post">{}<p><button class="button" type="submit">{}</button></p></form>
<p class="article-note"><a class="link" href="/beitrag/link">{}</a></p>)">(fields, words.say("End now"), words.say("Without the reference: have a link sent"));
  bool is_wrong = !it.email_wrong.empty() || !it.reference_wrong.empty();
  return plain_page(visit, words.say("End a contribution"), words.say("At once, without a reason and without a password."), form,
                    is_wrong ? http::Status::unprocessable_content : http::Status::ok);
}

http::Response ended_page(Visit const& visit, contributions::Ended const& ended, sepa::CreditorReference const& reference) {
  words::Words const& words = visit.words();
  std::string rest = words.say("Nothing is debited any more.");
  if (ended.still_comes) {
    rest = words.say("One debit is at the bank already and cannot be stopped: {amount} on {date}. Write to us, and you get it back.",
                     {{"amount", words.money(ended.still_comes->amount)}, {"date", words.date(ended.still_comes->day)}});
  }
  return plain_page(visit, words.say("It has ended"),
                    words.say("The contribution with the reference {reference} ended on {moment}.",
                              {{"reference", reference.printed()}, {"moment", words.date_time(ended.at)}}),
                    html::html<"<p>{}</p>">(rest));
}

Result<contributions::Ended> end(Visit const& visit, std::string const& email, sepa::CreditorReference const& reference) {
  House const& house = visit.house;
  auto tx = house.database.write();
  auto agreement = contributions::agreement(tx, house.till(), reference);
  auto ended = TRY(contributions::end_unproven(tx, house.till(), email, reference, visit.now));
  VERIFY(agreement.has_value());
  post_end(tx, visit, *agreement, ended);
  tx.commit();
  return ended;
}

}  // namespace

Result<http::Response> link_page(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "this paper writes no letters");
  return link_page_with(visit, "", "");
}

Result<http::Response> send_link(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "this paper writes no letters");
  std::string email = details_of(visit).email;
  if (!mail::Address::parse(email)) return link_page_with(visit, email, visit.words().say("This is no e-mail address."));
  if (!may_be_written(visit, email)) return too_many_page(visit);
  House const& house = visit.house;
  auto tx = house.database.write();
  if (auto link = contributions::make_link(tx, house.till(), email, visit.now)) {
    auto giver = contributions::giver(tx, house.till(), link->giver);
    VERIFY(giver.has_value());
    TRY(post(tx, house, link_letter(house, *giver, *link), visit.now));
    tx.commit();
  }
  return on_its_way_page(visit);
}

Result<http::Response> end_page(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "there is nothing to end here");
  return end_page_with(visit, {});
}

Result<http::Response> end_gift(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "there is nothing to end here");
  words::Words const& words = visit.words();
  EndForm form{.email = details_of(visit).email, .reference = visit.typed("referenz").substr(0, 100)};
  if (!people::parse_email(form.email)) form.email_wrong = words.say("This is no e-mail address.");
  auto reference = sepa::CreditorReference::parse(form.reference);
  if (!reference) form.reference_wrong = words.say("This reference has a slip in it: please compare it.");
  if (!form.email_wrong.empty() || !reference) return end_page_with(visit, form);
  auto ended = end(visit, form.email, *reference);
  if (ended) return ended_page(visit, *ended, *reference);
  form.reference_wrong = words.say("Address and reference do not belong together.");
  return end_page_with(visit, form);
}

}  // namespace allmende::giving
