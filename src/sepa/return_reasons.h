#pragma once
// Why a debit came back, and what may follow. Part of the door sepa.h.
//
// The reasons are those of the SDD rulebook (EPC016-06, section 4.3.2) and the guidance on them (EPC173-14); what
// follows is meant for payments that are given freely: nobody is pressed, and what was refused is not asked for again.

#include <span>
#include <string_view>

#include "base/base.h"

namespace allmende::sepa {

/// Whether the same debt may be collected again.
enum class Retry {
  never,
  once_later,        ///< once, not before `days_before_retry` days, announced anew
  with_next_period,  ///< not by itself; the next regular debit may go as if nothing had been
  after_correction,  ///< as a new attempt, once our own data are put right
};

/// What becomes of the mandate.
enum class MandateAfter {
  stands,
  needs_account,  ///< no debit before the payer has given another account
  paused,         ///< no debit before the payer has said to go on
  ended,          ///< no debit ever; a new mandate is needed
  by_hand,        ///< no debit before somebody has looked
};

/// What may be written to the payer, once at most.
enum class Letter {
  none,
  asks_for_account,
  asks_to_go_on,      ///< whether, without a word of debt
  tells,              ///< that it came back and what happens next
  tells_to_allow_us,  ///< that their bank has us on a list, or not on one
};

/// Who has to know at once.
enum class Alarm {
  none,
  person,    ///< somebody must look at this payment
  all_runs,  ///< nothing more is handed over before somebody has found out why
};

struct AfterReturn {
  std::string_view code;  ///< "AM04"; empty for one that is not in the table
  std::string_view meaning;
  Retry retry = Retry::never;
  MandateAfter mandate = MandateAfter::by_hand;
  MandateAfter mandate_when_repeated = MandateAfter::by_hand;  ///< at the second time in a row
  Letter letter = Letter::none;
  Alarm alarm = Alarm::person;
  int days_before_retry = 0;
};

/// For the code as the bank wrote it. An unknown one, or none, is never retried and left to a person.
AfterReturn const& after_return(std::string_view code);

/// All that are known, sorted by code.
std::span<AfterReturn const> return_reasons();

}  // namespace allmende::sepa
