#pragma once
// Finding out whose a payment is, and telling contributions of it. Private to this room.

#include "banking/draft.h"

namespace allmende::banking {

/// What a line is, and where it is booked.
struct Match {
  LineState state;
  Cause cause;
  std::string detail = {};
  std::optional<contributions::AgreementId> agreement = std::nullopt;
  std::optional<contributions::AttemptId> attempt = std::nullopt;
  std::optional<contributions::RunId> run = std::nullopt;
  std::optional<ledger::AccountNumber> account = std::nullopt;  ///< the one against which it is booked
  /// Against the bank's account: their sum is what went out. Empty while it lies in suspense.
  std::vector<ledger::Posting> postings = {};
};

inline bool is_in_suspense(LineState state) {
  return state == LineState::waiting || state == LineState::open || state == LineState::set_aside;
}

/// What it puts where.
ledger::Posting in_suspense(Money amount, ledger::Currency currency);

/// Who tells contributions what.
struct Telling {
  database::WriteTx& tx;
  people::Actor const& actor;
  Till const& till;
  Instant now;
};

/// Of euro. What matches is told; what does not has been told to nobody.
Match match(Telling const& telling, Draft const& draft, Date day, contributions::Source const& source);

/// What a person said it is. Refuses as assign().
Result<Match> match_as_told(Telling const& telling, Draft const& draft, Date day, contributions::Source const& source,
                            contributions::AgreementId agreement, std::optional<contributions::AttemptId> attempt);

/// An agreement's reference within what the bank wrote, in whatever place and with whatever blanks; none when there are
/// two agreements.
struct Referenced {
  std::optional<contributions::AgreementId> agreement = std::nullopt;
  bool several = false;
};
Referenced referenced(database::ReadTx& tx, Particulars const& particulars);

}  // namespace allmende::banking
