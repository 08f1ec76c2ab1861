#include "giving/details.h"

namespace allmende::giving {

namespace {

constexpr std::size_t kLongestTyped = 300;
constexpr char kMandateVersion[] = "2026-11";

std::string typed(Visit const& visit, std::string_view name) { return visit.typed(name).substr(0, kLongestTyped); }

std::string slip_words(words::Words const& words) {
  return words.say("This account number (IBAN) has a slip in it: please compare it, figure by figure.");
}

}  // namespace

Details details_of(Visit const& visit) { return {typed(visit, "name"), typed(visit, "email"), typed(visit, "iban")}; }

Wrong wrong_of(words::Words const& words, Refusal const& refusal) {
  if (refusal.where == "giver.email") return {.email = words.say("This is no e-mail address.")};
  if (refusal.where.starts_with("debtor.address")) {
    return {.iban = words.say("For an account in this country the bank wants an address, which is not asked for here. Please give by transfer.")};
  }
  if (refusal.where == "iban") return {.iban = slip_words(words)};
  if (refusal.where.starts_with("debtor.account")) return {.iban = words.say("The bank would not take this account number.")};
  if (refusal.where.starts_with("giver.name") || refusal.where.starts_with("account.holder") || refusal.where.starts_with("debtor.name")) {
    return {.name = words.say("Please write first and last name as the bank knows them, in 70 characters at most.")};
  }
  return {.rest = words.say("That could not be done: {reason}", {{"reason", refusal.message}})};
}

std::variant<contributions::Gift, Wrong> gift_of(Visit const& visit, Way way, Choice const& choice, Details const& details) {
  words::Words const& words = visit.words();
  Wrong wrong;
  if (!mail::Address::parse(details.email)) wrong.email = words.say("This is no e-mail address.");
  contributions::Gift gift{.amount = choice.amount.value(),
                           .interval = choice.interval,
                           .way = way,
                           .first = way == Way::direct_debit ? contributions::earliest_collection(visit.house.till(), visit.now) : visit.today(),
                           .giver = {.name = details.name, .email = details.email, .language = visit.house.settings.language},
                           .appeal = choice.appeal};
  if (way == Way::direct_debit) {
    if (details.name.empty()) wrong.name = words.say("A debit needs the name of whoever has the account.");
    auto iban = sepa::Iban::parse(details.iban);
    if (!iban) wrong.iban = slip_words(words);
    else gift.account = contributions::Account{details.name, *iban};
    gift.evidence = mandate_text(visit, choice);
  }
  if (wrong.any()) return wrong;
  return gift;
}

contributions::MandateEvidence mandate_text(Visit const& visit, Choice const& choice) {
  words::Words const& words = visit.words();
  auto const& creditor = visit.house.till().rules.creditor.value();
  std::string text = words.say(
      "I authorise {holder} (creditor identifier {creditor}) to collect {amount} from my account by direct debit. I also instruct "
      "my bank to honour these direct debits. Within eight weeks of a debit I can ask my bank to give the amount back; the terms "
      "agreed with my bank apply.",
      {{"holder", creditor.name}, {"creditor", creditor.identifier.text()}, {"amount", amount_words(words, choice.amount.value(), choice.interval)}});
  return {.text = std::move(text), .version = kMandateVersion};
}

std::string account_words(std::string_view account_end) { return fmt::format("…{}", account_end); }

}  // namespace allmende::giving
