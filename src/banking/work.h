#pragma once
// What a person has to decide: the lines that nothing explains. Part of the door.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "banking/line.h"

namespace allmende::banking {

/// In the order in which they came, after that one: those that are open, and those that wait. Refuses: forbidden.
Result<std::vector<Line>> unexplained(database::ReadTx& tx, people::Actor const& actor, Till const& till,
                                      std::optional<LineId> after, std::size_t limit);
/// Likewise those that were set aside.
Result<std::vector<Line>> set_aside_lines(database::ReadTx& tx, people::Actor const& actor, Till const& till,
                                          std::optional<LineId> after, std::size_t limit);

struct Suggestion {
  contributions::AgreementId agreement;
  /// For what came back: the attempt, when one is there.
  std::optional<contributions::AttemptId> attempt = std::nullopt;
  bool same_account = false;  ///< the mandate's, or that of an earlier transfer
  int words_of_name = 0;      ///< how many are the same
  bool same_amount = false;

  bool operator==(Suggestion const&) const = default;
};
/// Whose it may be, the likeliest first, ten at most. Nothing is done by it. Refuses: forbidden; not_found.
Result<std::vector<Suggestion>> suggestions(database::ReadTx& tx, people::Actor const& actor, Till const& till, LineId id);

/// Of a giver: a transfer is credited, a collection settles the attempt, what came back takes the attempt back, a payout
/// is a refund, a rejection rejects the attempt.
struct ToAgreement {
  contributions::AgreementId agreement;
  std::optional<contributions::AttemptId> attempt = std::nullopt;
};
/// Of nobody's gift: rent, a share, a fee.
struct ToAccount {
  ledger::AccountNumber account;
};
using Target = std::variant<ToAgreement, ToAccount>;

/// What was decided about a line before may be decided anew by one person up to so much.
using AssignRules = ledger::CorrectionRules;

/// A person has found out. Books it from suspense, on the entry's own day, or from where it was put by a person or by its
/// reference before (a mistake). Where it is already nothing is done. The note says why, in up to 500 bytes without a person's
/// data; it may be empty. A deed. Refuses: forbidden; not_found; invalid for a target that does not fit the line; conflict for
/// what was settled or came back (it is corrected in the books), for a second decision above `rules`, and whatever
/// contributions and ledger refuse.
Result<Line> assign(database::WriteTx& tx, people::Actor const& actor, Till const& till, LineId id, Target const& target,
                    std::string_view note, AssignRules const& rules, Instant now);

/// It stays in suspense, and is not asked about any more. The note says why. A deed.
/// Refuses: forbidden; not_found; invalid without a note; conflict unless it is open or waits.
Result<void> set_aside(database::WriteTx& tx, people::Actor const& actor, LineId id, std::string_view note, Instant now);
/// It is open again. A deed. Refuses: forbidden; not_found; conflict unless it was set aside.
Result<void> take_up(database::WriteTx& tx, people::Actor const& actor, LineId id, Instant now);

}  // namespace allmende::banking
