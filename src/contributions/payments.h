#pragma once
// Money that came, and money that went back. Part of the door.
//
// These functions say what it was, and change what is known of attempts and agreements. They book nothing: they tell
// the postings against the money's own account (chart::kBank, chart::kProviderClearing), and whoever tells them of the
// money books both sides as one fact, in the same transaction, under a source of its own. So one entry of a statement
// is one transaction of the books, however many payments are in it. Only what moves no money is booked here: sealing
// (collecting.h) and reject().
//
// Who may: the clock, and people at the till.

#include <optional>
#include <string>
#include <vector>

#include "contributions/collecting.h"
#include "ledger/ledger.h"

namespace allmende::contributions {

/// What it was told by: once. "bank-entry", its identity, "3"; "stripe", the event's id, "charge". No person's data.
using Source = ledger::Source;

enum class Told {
  first,
  known,  ///< it was told before, exactly so; nothing was done, and the postings are those of then
};

struct Settlement {
  Source source;
  Money amount;
  Date day;  ///< from which the bank or the provider counts it
};
struct Settled {
  Told told;
  AgreementId agreement;
  std::vector<ledger::Posting> postings;  ///< credit: debit clearing of a sealed attempt, income of all else
};

/// A sealed attempt was paid; or a provider's, whose outcome was unknown. The message "thanks" is due.
/// Refuses: forbidden; not_found; conflict for another amount, for an attempt that is neither, and for a source that
/// was told with other content.
Result<Settled> settle(database::WriteTx& tx, people::Actor const& actor, Till const& till, AttemptId id,
                       Settlement const& settlement, Instant now);

/// The bank booked a run as one, without telling of what it is made. Every attempt that is sealed still is settled.
/// Refuses: as settle(); conflict unless the amount is what these come to. `agreement` of the answer is 0.
Result<Settled> settle_run(database::WriteTx& tx, people::Actor const& actor, Till const& till, RunId id,
                           Settlement const& settlement, Instant now);

/// A transfer, late or free or after the end: credited to the agreement whose reference it bears. Of a direct debit
/// too: that it came by another way takes nothing from what is debited.
/// Refuses: forbidden; not_found; invalid for an amount not above zero; conflict as above.
Result<Settled> credit(database::WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id,
                       Settlement const& settlement, Instant now);

struct Return {
  Source source;
  std::string code;             ///< the bank's reason as it was written, "AM04"; may be empty
  Money amount;                 ///< of what was paid: all of it, or a part
  Money fee = Money::cents(0);  ///< what banks took for it; the paper's cost, never the giver's
  Date day;
};
struct TakenBack {
  Told told;
  AgreementId agreement;
  std::vector<ledger::Posting> postings;  ///< debit: what was returned, and the fee
  /// What the table says (sepa/return_reasons.h), and was done: the obligation may be planned anew or not, mandate,
  /// agreement and runs stand, wait or are stopped, a message is due or none.
  sepa::AfterReturn after;
  bool repeated;  ///< the debit before came back with the same code
};
/// What had settled came back. A part of it changes amounts alone, and somebody looks.
/// Refuses: forbidden; not_found; invalid for amounts not above zero or a fee below; conflict when it has not settled
/// (yet: park it and try again later, F19), for more than is there (F16: returned twice), and for a source as above.
Result<TakenBack> take_back(database::WriteTx& tx, people::Actor const& actor, Till const& till, AttemptId id,
                            Return const& it, Instant now);
/// The bank refused a debit before it settled (pain.002). Booked here, out of the clearing. `amount` is the attempt's.
/// Refuses: as take_back(); conflict unless it is sealed.
Result<TakenBack> reject(database::WriteTx& tx, people::Actor const& actor, Till const& till, AttemptId id,
                         Return const& it, Instant now);
/// The paper itself gave back money that was credited to the agreement, of an attempt or free. Nothing follows.
/// Refuses: as take_back().
Result<TakenBack> refund(database::WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id,
                         std::optional<AttemptId> attempt, Return const& it, Instant now);

/// What came and what went of an agreement, oldest first. Whoever calls has asked for the right to see it.
struct Movement {
  Date day;
  Money amount;      ///< below zero for what went back
  std::string kind;  ///< "paid", "returned", "rejected", "refunded"
  std::string code;  ///< the bank's reason, of what went back
};
std::vector<Movement> movements(database::ReadTx& tx, AgreementId agreement);

// ---- Charges by a provider: the attempt first, then the call.

/// The attempt at the agreement's next period, claimed: whoever calls the provider does so with its name, and asks the
/// provider when the outcome is not known, never by another attempt (F1). Refuses: forbidden; not_found; conflict
/// unless the agreement is active and by card, is due, and has no living attempt; while it is held.
Result<Attempt> claim_charge(database::WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id,
                             Instant now);
/// The provider says that nothing was charged, and nothing will be. Refuses: conflict unless unknown.
Result<void> charge_failed(database::WriteTx& tx, people::Actor const& actor, AttemptId id, std::string_view code,
                           Instant now);

// ---- Finding, for who reads statements. No right is asked.

/// As the bank wrote it: letter by letter.
std::optional<Attempt> find_attempt(database::ReadTx& tx, std::string_view end_to_end_id);
/// Sealed or settled ones, not wholly returned, of this mandate and amount; newest first, ten at most. One: it is this.
std::vector<Attempt> find_attempts(database::ReadTx& tx, sepa::MandateReference const& mandate, Money amount);
std::optional<RunId> find_run(database::ReadTx& tx, std::string_view batch_id);
std::optional<AgreementId> find_agreement(database::ReadTx& tx, sepa::CreditorReference const& reference);
/// Suggestions: whose mandate has this account, or whose last transfers came from it (note_account); ten at most.
std::vector<AgreementId> find_agreements(database::ReadTx& tx, Till const& till, sepa::Iban const& account);
/// From which account somebody gave, for suggestions: only its blind index is stored.
void note_account(database::WriteTx& tx, Till const& till, AgreementId id, sepa::Iban const& account);

}  // namespace allmende::contributions
