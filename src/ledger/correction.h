#pragma once
// Corrections: by a counter-entry that names its cause, and never by altering. Part of the door.

#include <string>
#include <variant>
#include <vector>

#include "ledger/booking.h"

namespace allmende::ledger {

/// What is wrong, why, and what should stand in its place. Without a replacement it is taken back.
struct Correction {
  static constexpr std::size_t kLongestCause = 500;  ///< bytes

  TransactionId corrects;
  std::string cause;
  std::optional<Fact> replacement = std::nullopt;
  bool operator==(Correction const&) const = default;
};

struct CorrectionRules {
  /// What moves more than this, in what is corrected or in what comes instead, needs two persons.
  Money one_person_up_to = Money::cents(100'00);
};

using ProposalId = Id<struct ProposalTag>;

struct Corrected {
  TransactionId counter;
  std::optional<TransactionId> replacement;
  bool operator==(Corrected const&) const = default;
};

/// Booked, or waiting for a second person.
using CorrectionOutcome = std::variant<Corrected, ProposalId>;

/// Books the counter-entry, which belongs to the days of what it corrects, and the replacement; or keeps both until
/// another person approves. Each transaction is corrected once; what came instead may be corrected in its turn, and so
/// may a counter-entry that was a mistake. A deed.
/// Refuses: forbidden unless it is the till, and for more than one person may do when who asks is no person; not_found;
/// conflict when it is corrected already or a proposal waits; the cause and the replacement as book() does.
Result<CorrectionOutcome> propose_correction(database::WriteTx& tx, people::Actor const& actor,
                                             Correction const& correction, CorrectionRules const& rules, Instant now);

/// The second person. A deed.
/// Refuses: forbidden unless it is the till, and to who proposed it; not_found; conflict when it was decided; as book()
/// does when the accounts have been closed meanwhile.
Result<Corrected> approve_correction(database::WriteTx& tx, people::Actor const& actor, ProposalId proposal,
                                     Instant now);
/// It is not done. Who proposed it may say so, too. A deed. Refuses: forbidden unless it is the till; not_found;
/// conflict when it was decided.
Result<void> decline_correction(database::WriteTx& tx, people::Actor const& actor, ProposalId proposal, Instant now);

struct Proposal {
  ProposalId id;
  Correction correction;
  Instant at;
  people::PersonId person;
  std::string name;
  bool operator==(Proposal const&) const = default;
};
/// Those that wait, oldest first. Refuses: forbidden unless it is the till.
Result<std::vector<Proposal>> open_proposals(database::ReadTx& tx, people::Actor const& actor);

}  // namespace allmende::ledger
