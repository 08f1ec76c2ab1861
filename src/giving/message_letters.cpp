// What contributions wants to be written to a giver, in words.

#include "giving/letters.h"

#include "giving/choice.h"
#include "giving/details.h"

namespace allmende::giving {

using contributions::Attempt;
using contributions::Giver;
using contributions::Link;
using contributions::Message;
using mail::Content;
using words::Words;

namespace {

/// What all of them are made from.
struct About {
  House const& house;
  Words const& words;
  Agreement const& agreement;
  Message const& message;
  std::optional<Attempt> const& attempt;

  std::string gift() const { return amount_words(words, agreement.amount, agreement.schedule.interval); }
  std::string paper() const { return house.settings.paper; }
  Money amount() const { return attempt ? attempt->amount : agreement.amount; }
};

struct Said {
  std::string subject;
  std::vector<Content::Part> parts;
};

/// § 2.2 of the scheme's rules: amount, day, creditor identifier and mandate reference.
Said debit_notice(About const& it) {
  auto const& creditor = it.house.till().rules.creditor.value();
  Content::Facts facts{{it.words.say("Amount"), it.words.money(it.amount())}, {it.words.say("On"), it.words.date(it.attempt.value().due)}};
  if (it.agreement.mandate) {
    facts.emplace_back(it.words.say("From the account"), account_words(it.agreement.mandate->account_end));
    facts.emplace_back(it.words.say("Mandate reference"), it.agreement.mandate->reference.text());
  }
  facts.emplace_back(it.words.say("Creditor"), creditor.name);
  facts.emplace_back(it.words.say("Creditor identifier"), creditor.identifier.text());
  return {it.words.say("{amount} on {date} for {paper}", {{"amount", it.words.money(it.amount())}, {"date", it.words.date_short(it.attempt->due)}, {"paper", it.paper()}}),
          {it.words.say("As you wished, we collect your contribution by direct debit:"), std::move(facts)}};
}

Said thanks(About const& it) {
  Content::Facts facts{{it.words.say("Contribution"), it.gift()}, {it.words.say("Reference"), it.agreement.reference.printed()}};
  if (it.message.money) facts.emplace_back(it.words.say("Received"), it.words.money(*it.message.money));
  if (it.message.day) facts.emplace_back(it.words.say("On"), it.words.date(*it.message.day));
  return {it.words.say("Thank you for your contribution to {paper}", {{"paper", it.paper()}}),
          {it.words.say("Your contribution has arrived. It pays for texts that are open to everyone. Thank you!"), std::move(facts),
           it.words.say("This letter is your receipt. It is none for a tax deduction.")}};
}

Said asks_for_account(About const& it) {
  return {it.words.say("Your account for {paper}", {{"paper", it.paper()}}),
          {it.words.say("The bank could not debit your account: perhaps it has another number now. If you like to go on, enter the new one on your page. "
                        "If not, you need not do anything.")}};
}

Said asks_to_go_on(About const& it) {
  return {it.words.say("Do you like to go on, {paper} asks", {{"paper", it.paper()}}),
          {it.words.say("The last debits did not work, so we have paused your contribution. On your page it goes on with one click, "
                        "with another amount too. If it does not suit you now, you need not do anything: everything here stays open to you.")}};
}

Said came_back(About const& it) {
  return {it.words.say("Your last debit for {paper} came back", {{"paper", it.paper()}}),
          {it.words.say("The bank has given {amount} back to you. You owe us nothing for it, and no fee.", {{"amount", it.words.money(it.amount())}}),
           it.words.say("If that was meant so, you need not do anything.")}};
}

Said came_back_allow_us(About const& it) {
  auto const& creditor = it.house.till().rules.creditor.value();
  return {it.words.say("Your bank did not let us debit, for {paper}", {{"paper", it.paper()}}),
          {it.words.say("Your bank blocks direct debits that it does not know. If you like to give by debit, allow our creditor identifier there: {creditor}",
                        {{"creditor", creditor.identifier.text()}})}};
}

Said mandate_expires(About const& it) {
  std::string date = it.agreement.mandate ? it.words.date(it.agreement.mandate->expires) : "";
  return {it.words.say("Your mandate for {paper} expires", {{"paper", it.paper()}}),
          {it.words.say("Mandates that are not used for three years expire; yours does on {date}. If you like to give again, enter your account anew on your page.",
                        {{"date", date}})}};
}

constexpr std::pair<std::string_view, Said (*)(About const&)> kTemplates[] = {
    {"debit-notice", debit_notice},     {"thanks", thanks},       {"asks-for-account", asks_for_account},
    {"asks-to-go-on", asks_to_go_on},   {"came-back", came_back}, {"came-back-allow-us", came_back_allow_us},
    {"mandate-expires", mandate_expires}};

Said said_of(About const& it) {
  for (auto const& [name, said] : kTemplates) {
    if (it.message.template_name == name) return said(it);
  }
  throw Fault("no letter is written for \"" + it.message.template_name + "\"");
}

}  // namespace

Letter message_letter(House const& house, Giver const& giver, Agreement const& agreement, Message const& message,
                      std::optional<Attempt> const& attempt, Link const& link) {
  Words const& words = house.words_in(giver.data.language);
  Said said = said_of({house, words, agreement, message, attempt});
  Letter letter{.content = {std::move(said.subject), {}}, .name = giver.data.name, .email = giver.data.email, .language = giver.data.language};
  auto& parts = letter.content.parts;
  parts.emplace_back(giver.data.name.empty() ? words.say("Good day,") : words.say("Good day {name},", {{"name", giver.data.name}}));
  parts.insert(parts.end(), said.parts.begin(), said.parts.end());
  parts.emplace_back(words.say("Here you see what you give, and change, pause or end it. The link is good for a week and yours alone:"));
  parts.emplace_back(Content::Link{own_address(house, link.token)});
  parts.emplace_back(house.settings.paper);
  return letter;
}

}  // namespace allmende::giving
