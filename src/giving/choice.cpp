#include "giving/choice.h"

#include <array>

namespace allmende::giving {

using html::Html;
using html::Url;

namespace {

constexpr std::size_t kLongestTyped = 40;

constexpr std::array<std::pair<Interval, std::string_view>, 4> kNames{{{Interval::once, "einmal"},
                                                                       {Interval::monthly, "monatlich"},
                                                                       {Interval::quarterly, "vierteljaehrlich"},
                                                                       {Interval::yearly, "jaehrlich"}}};

std::string said(http::Request const& request, std::string_view name) {
  return std::string(request.form(name).value_or(request.query(name).value_or("")));
}

std::string wrong_words(words::Words const& words, std::string const& typed, Refusal const& refusal) {
  if (refusal.code == Code::limit) return words.say("That much cannot be given here. Please choose a smaller amount.");
  if (!Money::reads_two_ways(typed)) return words.say("This is no amount. Please write it like 12 or 12,50.");
  return words.say("{typed} can be read in two ways. Please write whole euros without a comma, or two digits behind it: 1250 or 12.50.",
                   {{"typed", typed}});
}

void read_amount(Visit const& visit, Choice& choice) {
  if (choice.typed.empty()) return;
  words::Words const& words = visit.words();
  contributions::Rules const rules = visit.house.settings.till ? visit.house.till().rules : contributions::Rules();
  auto amount = Money::parse(choice.typed);
  if (!amount) choice.wrong = wrong_words(words, choice.typed, amount.error());
  else if (amount->cents() < rules.least.cents()) choice.wrong = words.say("A contribution is {amount} at least.", {{"amount", words.money_spoken(rules.least)}});
  else if (amount->cents() > rules.most.cents()) choice.wrong = words.say("That much cannot be given here. Please choose a smaller amount.");
  else choice.amount = *amount;
}

std::string written(Money amount) {
  return amount.cents() % 100 == 0 ? std::to_string(amount.cents() / 100) : amount.decimal();
}

}  // namespace

Choice choice_of(Visit const& visit) {
  Choice choice{.typed = said(visit.request, "betrag").substr(0, kLongestTyped)};
  read_amount(visit, choice);
  std::string interval = said(visit.request, "rhythmus");
  for (auto const& [known, name] : kNames) {
    if (interval == name) choice.interval = known;
  }
  auto appeal = Slug::parse(said(visit.request, "aufruf"));
  auto day = Date::parse(said(visit.request, "tag"));
  if (appeal && day) {
    choice.appeal = appeal->text();
    choice.day = day->iso8601();
  }
  return choice;
}

Url address_of(Choice const& choice) {
  std::vector<Url::Parameter> query;
  std::string amount = choice.amount ? written(*choice.amount) : "";
  if (choice.amount) query.emplace_back("betrag", amount);
  if (choice.interval != Interval::once) query.emplace_back("rhythmus", form_name_of(choice.interval));
  if (!choice.appeal.empty()) {
    query.emplace_back("aufruf", choice.appeal);
    query.emplace_back("tag", choice.day);
  }
  return Url::path_of({"beitrag"}, std::span<Url::Parameter const>(query));
}

Choice with(Choice choice, Money amount) {
  choice.amount = amount;
  return choice;
}

Choice with(Choice choice, Interval interval) {
  choice.interval = interval;
  return choice;
}

std::string_view form_name_of(Interval interval) {
  for (auto const& [known, name] : kNames) {
    if (known == interval) return name;
  }
  report_bug("every interval has its name");
}

std::string words_of(words::Words const& words, Interval interval) {
  switch (interval) {
    case Interval::once: return words.say("once");
    case Interval::monthly: return words.say("monthly");
    case Interval::quarterly: return words.say("quarterly");
    case Interval::yearly: return words.say("yearly");
  }
  report_bug("every interval has its words");
}

std::string amount_words(words::Words const& words, Money amount, Interval interval) {
  if (interval == Interval::once) return words.money_spoken(amount);
  return words.say("{amount} {interval}", {{"amount", words.money_spoken(amount)}, {"interval", words_of(words, interval)}});
}

Html hidden_fields(Choice const& choice) {
  auto field = [](std::string_view name, std::string_view value) {
    return html::html<R"(<input type="hidden" name="{}" value="{}">)">(name, value);
  };
  Html all = html::when(choice.amount, [&](Money amount) { return field("betrag", written(amount)); });
  all += field("rhythmus", form_name_of(choice.interval));
  if (!choice.appeal.empty()) all += field("aufruf", choice.appeal) + field("tag", choice.day);
  return all;
}

}  // namespace allmende::giving
