#include "desk/till.h"

#include <charconv>

#include "desk/frame.h"

namespace allmende::desk {

using contributions::AgreementState;
using contributions::AttemptState;
using contributions::Interval;
using contributions::RunState;
using contributions::Way;
using html::Html;
using html::html;
using html::Url;

Result<Till const*> till_of(Work const& work) {
  auto const& till = work.house.settings.till;
  if (!till) return refuse(Code::not_found, "this paper has no account for contributions");
  return &*till;
}

Url till_address(std::string_view part, std::int64_t number) {
  if (part.empty()) return Url::path("/redaktion/kasse");
  if (number == 0) return Url::path_of({"redaktion", "kasse", part});
  return Url::path_of({"redaktion", "kasse", part, std::to_string(number)});
}

Result<std::int64_t> number_asked_for(Work const& work) {
  std::string_view digits = work.request.parameter("nummer");
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number <= 0) return refuse(Code::not_found, "there is nothing of this number");
  return number;
}

Html till_parts(Work const& work, std::string_view here) {
  words::Words const& words = work.words();
  std::pair<std::string_view, std::string> const kParts[] = {{"", words.say("Today")},
                                                             {"beitraege", words.say("Contributions")},
                                                             {"einzuege", words.say("Collections")},
                                                             {"auszuege", words.say("Bank statements")},
                                                             {"klaerung", words.say("To be explained")},
                                                             {"transparenz", words.say("Transparency")}};
  Html links = html::each(kParts, [&](auto const& part) {
    std::optional<std::string> current;
    if (part.first == here) current = "page";
    return html::html<R"(<li><a href="{}" aria-current="{}">{}</a></li>)">(till_address(part.first), current, part.second);
  });
  return html::html<R"(<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>
)">(words.say("Till"), links);
}

Html till_table(std::string const& label, std::vector<std::string> const& columns, Html const& rows) {
  Html heads = html::each(columns, [](std::string const& column) { return html::html<R"(<th scope="col">{}</th>)">(column); });
  return html::html<R"(<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table><thead><tr>{}</tr></thead>
<tbody>{}</tbody></table></div>
)">(label, heads, rows);
}

Html fact(std::string const& name, Html const& said) { return html::html<"<dt>{}</dt><dd>{}</dd>\n">(name, said); }
Html fact(std::string const& name, std::string const& said) { return fact(name, html::text(said.empty() ? "–" : said)); }
Html facts(Html const& rows) {
  return html::html<R"(<dl class="picture-facts">
{}</dl>
)">(rows);
}

Html deed_form(Work const& work, Url const& address, std::string_view what, std::string const& words, Html const& fields) {
  return html::html<R"(<form class="form" method="post" action="{}">{}{}{}<p><button type="submit">{}</button></p></form>
)">(address, form_token_field(work), forms::hidden("was", what), fields, words);
}

std::string gift_words(words::Words const& words, contributions::Agreement const& it) {
  std::string amount = words.money_spoken(it.amount);
  auto often = [&](std::string const& interval) { return words.say("{amount} {interval}", {{"amount", amount}, {"interval", interval}}); };
  std::string gift = it.schedule.interval == Interval::once        ? amount
                     : it.schedule.interval == Interval::monthly   ? often(words.say("monthly"))
                     : it.schedule.interval == Interval::quarterly ? often(words.say("quarterly"))
                                                                   : often(words.say("yearly"));
  std::string way = it.way == Way::direct_debit ? words.say("by direct debit") : it.way == Way::transfer ? words.say("by transfer") : words.say("by card");
  return words.say("{gift}, {way}", {{"gift", gift}, {"way", way}});
}

std::string state_words(words::Words const& words, AgreementState state) {
  switch (state) {
    case AgreementState::awaiting: return words.say("not confirmed yet");
    case AgreementState::active: return words.say("runs");
    case AgreementState::paused: return words.say("paused");
    case AgreementState::ended: return words.say("ended");
  }
  report_bug("every state has its words");
}

std::string state_words(words::Words const& words, AttemptState state) {
  switch (state) {
    case AttemptState::planned: return words.say("planned");
    case AttemptState::noticed: return words.say("announced");
    case AttemptState::sealed: return words.say("handed over");
    case AttemptState::unknown: return words.say("with the provider");
    case AttemptState::settled: return words.say("paid");
    case AttemptState::returned: return words.say("came back");
    case AttemptState::voided: return words.say("left out");
  }
  report_bug("every state has its words");
}

std::string state_words(words::Words const& words, RunState state) {
  switch (state) {
    case RunState::open: return words.say("open");
    case RunState::sealed: return words.say("sealed");
    case RunState::abandoned: return words.say("abandoned");
  }
  report_bug("every state has its words");
}

std::string till_refusal_words(words::Words const& words, Refusal const& refusal) {
  if (refusal.code == Code::forbidden) return words.say("That is not yours to do.");
  if (refusal.code == Code::not_found) return words.say("There is nothing of this number.");
  return words.say("That could not be done: {reason}", {{"reason", refusal.message}});
}

}  // namespace allmende::desk
