#include "giving/letters.h"

#include "giving/choice.h"

namespace allmende::giving {

using contributions::Begun;
using contributions::Giver;
using contributions::Gift;
using contributions::Link;
using html::Url;
using mail::Content;
using words::Words;

namespace {

Url outside(House const& house, Url const& path) { return Url::absolute(Url::external(house.settings.address).value(), path); }

/// Greeting first, signature last.
Letter begin(Words const& words, std::string name, std::string email, std::string subject) {
  std::string greeting = name.empty() ? words.say("Good day,") : words.say("Good day {name},", {{"name", name}});
  return {.content = {std::move(subject), {std::move(greeting)}}, .name = std::move(name), .email = std::move(email), .language = words.language()};
}

Letter signed_by(House const& house, Letter letter) {
  letter.content.parts.emplace_back(house.settings.paper);
  return letter;
}

Letter begin(House const& house, Giver const& giver, std::string subject) {
  return begin(house.words_in(giver.data.language), giver.data.name, giver.data.email, std::move(subject));
}

void add(Letter& letter, std::string words) { letter.content.parts.emplace_back(std::move(words)); }
void add(Letter& letter, Url const& link) { letter.content.parts.emplace_back(Content::Link{link}); }
void add(Letter& letter, Content::Facts facts) { letter.content.parts.emplace_back(std::move(facts)); }

void add_own_page(Letter& letter, House const& house, Words const& words, Link const& link) {
  add(letter, words.say("Here you see what you give, and change, pause or end it. The link is good for a week and yours alone:"));
  add(letter, own_address(house, link.token));
}

Content::Facts transfer_facts(House const& house, Words const& words, Money amount, sepa::CreditorReference const& reference) {
  auto const& bank = house.settings.account.value();
  return {{words.say("Account holder"), bank.account_holder}, {words.say("IBAN"), bank.iban.printed()},
          {words.say("Amount"), words.money(amount)}, {words.say("Reference"), reference.printed()}};
}

}  // namespace

Letter proof_letter(House const& house, Gift const& gift, Begun const& begun) {
  Words const& words = house.words_in(gift.giver.language);
  Letter letter = begin(words, gift.giver.name, gift.giver.email, words.say("Please confirm your contribution to {paper}", {{"paper", house.settings.paper}}));
  add(letter, words.say("You want to give {gift} by direct debit. Please open this link, so that we know that it is you. With that your contribution begins:",
                        {{"gift", amount_words(words, gift.amount, gift.interval)}}));
  add(letter, proof_address(house, begun.confirmation.value()));
  add(letter, words.say("Your mandate, with the reference {reference}:", {{"reference", begun.mandate.value().text()}}));
  add(letter, gift.evidence.value().text);
  add(letter, words.say("If it was not you, you need not do anything: nothing is debited, and after two weeks what was typed is forgotten."));
  return signed_by(house, std::move(letter));
}

Letter transfer_letter(House const& house, Gift const& gift, Begun const& begun, Link const& link) {
  Words const& words = house.words_in(gift.giver.language);
  Letter letter = begin(words, gift.giver.name, gift.giver.email, words.say("Your contribution to {paper}", {{"paper", house.settings.paper}}));
  add(letter, words.say("Thank you! With these data you give {gift}. The reference is yours and stays the same, for a standing order too.",
                        {{"gift", amount_words(words, gift.amount, gift.interval)}}));
  add(letter, transfer_facts(house, words, gift.amount, begun.reference));
  add_own_page(letter, house, words, link);
  return signed_by(house, std::move(letter));
}

Letter link_letter(House const& house, Giver const& giver, Link const& link) {
  Words const& words = house.words_in(giver.data.language);
  Letter letter = begin(house, giver, words.say("Your link to what you give to {paper}", {{"paper", house.settings.paper}}));
  add_own_page(letter, house, words, link);
  add(letter, words.say("If you did not ask for it, you need not do anything."));
  return signed_by(house, std::move(letter));
}

Letter ended_letter(House const& house, Giver const& giver, Agreement const& agreement, contributions::Ended const& ended) {
  Words const& words = house.words_in(giver.data.language);
  Letter letter = begin(house, giver, words.say("Your contribution to {paper} has ended", {{"paper", house.settings.paper}}));
  add(letter, words.say("Your contribution of {gift} (reference {reference}) ended on {moment}.",
                        {{"gift", amount_words(words, agreement.amount, agreement.schedule.interval)}, {"reference", agreement.reference.printed()},
                         {"moment", words.date_time(ended.at)}}));
  if (ended.still_comes) {
    add(letter, words.say("One debit is at the bank already and cannot be stopped: {amount} on {date}. Write to us, and you get it back.",
                          {{"amount", words.money(ended.still_comes->amount)}, {"date", words.date(ended.still_comes->day)}}));
  } else {
    add(letter, words.say("Nothing is debited any more."));
  }
  add(letter, words.say("Thank you for what you gave. Everything here stays open to you."));
  return signed_by(house, std::move(letter));
}

Result<void> post(database::WriteTx& tx, House const& house, Letter const& letter, Instant now) {
  mail::Outbox const& outbox = *house.settings.outbox;
  auto to = TRY(mail::Mailbox::of(letter.name, letter.email));
  return outbox.post(tx, mail::message_of(letter.content, outbox.from(), std::move(to), letter.language), now);
}

void post_end(database::WriteTx& tx, Visit const& visit, Agreement const& before, contributions::Ended const& ended) {
  House const& house = visit.house;
  auto giver = contributions::giver(tx, house.till(), before.giver);
  if (before.state == contributions::AgreementState::ended || !giver || giver->data.email.empty()) return;
  std::ignore = post(tx, house, ended_letter(house, *giver, before, ended), visit.now);
}

Url own_address(House const& house, Secret const& token) { return outside(house, Url::path_of({"beitrag", "mein", token.reveal()})); }

Url proof_address(House const& house, Secret const& token) {
  return outside(house, Url::path_of({"beitrag", "bestaetigen", token.reveal()}));
}

}  // namespace allmende::giving
