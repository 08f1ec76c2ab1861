// A transfer with a reference of one's own: begun at once, since nothing is taken from anybody.

#include "giving/letters.h"
#include "giving/pages.h"
#include "giving/transfer_view.h"

namespace allmende::giving {

using contributions::Begun;
using contributions::Gift;
using html::Html;
using html::html;

namespace {

http::Response begun_page(Visit const& visit, Choice const& choice, sepa::CreditorReference const& reference) {
  words::Words const& words = visit.words();
  Html rest = html::html<R"(<section>{}
<p class="article-note">{}</p></section>)">(
      transfer_view(visit, choice.amount, reference),
      choice.interval == Interval::once
          ? words.say("We have sent you these data by e-mail too.")
          : words.say("Set up a standing order with these data: {interval}, beginning when you like. We have sent them to you by e-mail too.",
                      {{"interval", words_of(words, choice.interval)}}));
  return plain_page(visit, words.say("Thank you!"),
                    words.say("With these data you give {gift}.", {{"gift", amount_words(words, *choice.amount, choice.interval)}}), rest);
}

Result<sepa::CreditorReference> begin(Visit const& visit, Gift const& gift) {
  auto tx = visit.house.database.write();
  Begun begun = TRY(contributions::begin_gift(tx, visit.house.till(), gift, visit.now));
  auto link = contributions::make_link(tx, begun.giver, visit.now);
  TRY(post(tx, visit.house, transfer_letter(visit.house, gift, begun, link), visit.now));
  tx.commit();
  return begun.reference;
}

}  // namespace

Result<http::Response> take_transfer(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "this paper writes no letters");
  Choice choice = choice_of(visit);
  Details details = details_of(visit);
  if (!choice.amount) return give_page_with(visit, choice, details, {}, http::Status::unprocessable_content);
  auto refused = [&](Wrong const& wrong) { return give_page_with(visit, choice, details, wrong, http::Status::unprocessable_content); };
  auto gift = gift_of(visit, Way::transfer, choice, details);
  if (auto const* wrong = std::get_if<Wrong>(&gift)) return refused(*wrong);

  auto outcome = visit.house.taken.of(visit.typed("einmal"));
  std::lock_guard lock(outcome->mutex);
  if (outcome->result.empty()) {
    if (!may_be_written(visit, details.email)) return too_many_page(visit);
    auto reference = begin(visit, std::get<Gift>(gift));
    if (!reference) return refused(wrong_of(visit.words(), reference.error()));
    outcome->result = reference->compact();
  }
  return begun_page(visit, choice, sepa::CreditorReference::parse(outcome->result).value());
}

}  // namespace allmende::giving
