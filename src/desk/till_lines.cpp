#include "desk/till_lines.h"

namespace allmende::desk {

using banking::Cause;
using banking::LineKind;
using banking::LineState;

std::string amount_words(words::Words const& words, Money amount, std::string_view currency) {
  return currency.empty() || currency == "EUR" ? words.money(amount) : fmt::format("{} {}", amount.decimal(), currency);
}

std::string kind_words(words::Words const& words, LineKind kind) {
  switch (kind) {
    case LineKind::collection: return words.say("debit that was paid");
    case LineKind::batch: return words.say("several as one");
    case LineKind::transfer: return words.say("transfer that came");
    case LineKind::came_back: return words.say("debit that came back");
    case LineKind::reversal: return words.say("taken back by the bank");
    case LineKind::payout: return words.say("money that went out");
    case LineKind::fee: return words.say("bank's fee");
    case LineKind::difference: return words.say("difference");
    case LineKind::rejection: return words.say("debit that was refused");
  }
  report_bug("every kind has its words");
}

std::string state_words(words::Words const& words, LineState state) {
  switch (state) {
    case LineState::booked: return words.say("booked");
    case LineState::waiting: return words.say("waits for another file");
    case LineState::open: return words.say("open");
    case LineState::set_aside: return words.say("set aside");
    case LineState::divided: return words.say("told in parts since");
  }
  report_bug("every state has its words");
}

std::string cause_words(words::Words const& words, Cause cause) {
  switch (cause) {
    case Cause::end_to_end_id: return words.say("by its EndToEndId");
    case Cause::mandate: return words.say("by mandate and amount");
    case Cause::reference: return words.say("by its reference");
    case Cause::batch: return words.say("by the collection's sum");
    case Cause::bank_code: return words.say("by the bank's code");
    case Cause::person: return words.say("somebody decided");
    case Cause::unknown: return words.say("nothing of it is known");
    case Cause::ambiguous: return words.say("more than one fits");
    case Cause::not_settled_yet: return words.say("came back before it was paid");
    case Cause::contradiction: return words.say("does not fit what is known");
    case Cause::unclear_amounts: return words.say("its amounts do not add up");
    case Cause::details_missing: return words.say("of what it is made is not told");
    case Cause::foreign_currency: return words.say("not in euros");
    case Cause::not_ours: return words.say("there is no rule for it");
    case Cause::told_in_parts: return words.say("stands in lines of its own");
  }
  report_bug("every cause has its words");
}

}  // namespace allmende::desk
