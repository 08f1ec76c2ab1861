#pragma once
// What people at the till see. Part of the door. Each refuses: forbidden.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "contributions/collecting.h"
#include "ledger/ledger.h"

namespace allmende::contributions {

struct AgreementLine {
  Agreement agreement;
  Giver giver;
};
/// Newest first, before that one.
Result<std::vector<AgreementLine>> list_agreements(database::ReadTx& tx, people::Actor const& actor, Till const& till,
                                                   std::optional<AgreementState> state,
                                                   std::optional<AgreementId> before, std::size_t limit);
/// Whose e-mail address this is, or whose name has this word in it (in whatever case), or whose reference or mandate it
/// is: by blind indexes, so only whole words are found. At most `limit`, newest first.
Result<std::vector<AgreementLine>> search(database::ReadTx& tx, people::Actor const& actor, Till const& till,
                                          std::string_view typed, std::size_t limit);
/// Newest first.
Result<std::vector<Attempt>> attempts_of(database::ReadTx& tx, people::Actor const& actor, AgreementId id);

/// What somebody has to look at.
struct Task {
  enum class Kind {
    runs_stopped,      ///< and why
    left_out,          ///< an obligation that is due and whose last attempt did not go, with the reason
    mandate_by_hand,   ///< the bank's reason wants a person
    needs_correction,  ///< rejected for our own data
    partly_returned,
    collected_after_end,  ///< debited though ended: to be given back when asked
    mandate_expires,      ///< within three months
  };
  Kind kind;
  std::optional<AgreementId> agreement;
  std::optional<AttemptId> attempt;
  std::string detail;
};
std::string_view name_of(Task::Kind kind);
/// In the order in which they press, at most `limit` of each kind.
Result<std::vector<Task>> tasks(database::ReadTx& tx, people::Actor const& actor, Till const& till, Instant now,
                                std::size_t limit);
/// Somebody has looked: the mandate is good again, and what needs a correction may be planned anew. A deed.
/// Refuses: not_found; conflict when nothing of it waits for a hand.
Result<void> clear_task(database::WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id,
                        Instant now);

/// No giver is to be told from these: whoever shows them merges groups that are too small.
struct PromisedMonth {
  ledger::Month month;
  Money due = Money::cents(0);     ///< what falls due in it
  Money evenly = Money::cents(0);  ///< a year's gift spread over its months, in whole cents
};
/// Of active agreements, from the current month on, if nothing changes.
std::array<PromisedMonth, 12> promised(database::ReadTx& tx, Till const& till, Instant now);

struct MonthSums {
  ledger::Month month;
  Money settled = Money::cents(0);
  Money returned = Money::cents(0);
  std::int64_t payments = 0, returns = 0;
  std::int64_t begun = 0, ended = 0;  ///< agreements
};
/// By month, both included, without months in which nothing happened.
std::vector<MonthSums> sums_by_month(database::ReadTx& tx, ledger::Month from, ledger::Month to);
/// Agreements that are active now.
std::int64_t active_agreements(database::ReadTx& tx);

}  // namespace allmende::contributions
