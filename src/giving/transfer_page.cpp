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

/// The number at random that our page gave to the form; empty if it has none of it.
std::string form_number(Visit const& visit) {
  std::string number = visit.typed("einmal");
  bool is_ours = number.size() == mail::new_id().size() && std::ranges::all_of(number, [](unsigned char c) { return std::isalnum(c) != 0; });
  return is_ours ? number : "";
}

/// What is the same when a button was pressed twice, and not when somebody went back and corrected something.
std::string identity(std::string const& number, Choice const& choice, Details const& details) {
  return fmt::format("{} {} {} {}", number, choice.amount.value().cents(), form_name_of(choice.interval), details.email);
}

}  // namespace

Result<http::Response> take_transfer(Visit const& visit) {
  if (!visit.house.knows_givers()) return refuse(Code::not_found, "this paper writes no letters");
  std::string number = form_number(visit);
  if (number.empty()) return stale_page(visit);
  Choice choice = choice_of(visit);
  Details details = details_of(visit);
  if (!choice.amount) return give_page_with(visit, choice, {Way::transfer, details}, http::Status::unprocessable_content);
  auto refused = [&](Wrong const& wrong) { return give_page_with(visit, choice, {Way::transfer, details, wrong}, http::Status::unprocessable_content); };
  auto gift = gift_of(visit, Way::transfer, choice, details);
  if (auto const* wrong = std::get_if<Wrong>(&gift)) return refused(*wrong);

  auto outcome = visit.house.taken.of(identity(number, choice, details));
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
