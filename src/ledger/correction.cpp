#include "ledger/correction.h"

#include <algorithm>

#include "ledger/correction_store.h"
#include "ledger/posting_rules.h"
#include "ledger/right.h"
#include "ledger/words.h"

namespace allmende::ledger {

using database::WriteTx;

namespace {

/// A correction's source is what it corrects: so nothing is corrected twice.
Source source_of(TransactionId corrects, std::string kind) {
  return {std::string(kCorrection), std::to_string(corrects.value()), std::move(kind)};
}

std::string number(TransactionId id) { return std::to_string(id.value()); }

/// What is corrected, if that may be done now.
Result<Transaction> correctable(database::ReadTx& tx, Correction const& correction) {
  TRY(must_go_on(tx));
  auto original = transaction(tx, correction.corrects);
  if (!original) return refuse(Code::not_found, "there is no transaction " + number(correction.corrects));
  if (auto counter = find(tx, source_of(correction.corrects, "counter"))) {
    return refuse(Code::conflict, "it is corrected already, by transaction " + number(counter->id));
  }
  KnownAccounts accounts(tx);
  if (correction.replacement) TRY(check_fact(accounts, *correction.replacement));
  return *std::move(original);
}

/// The same days and accounts, the other side. The cause is its text.
Fact opposite(Fact fact, std::string const& cause) {
  fact.text = cause;
  for (Posting& posting : fact.postings) posting.amount = Money::cents(0) - posting.amount;
  return fact;
}

Corrected append_correction(WriteTx& tx, people::Actor const& actor, Correction const& correction,
                            Transaction const& original, Instant now) {
  TransactionId id = original.id;
  Booking counter{source_of(id, "counter"), opposite(original.booking.fact, correction.cause)};
  Corrected done{append(tx, actor, std::move(counter), id, now).id, std::nullopt};
  if (correction.replacement) {
    Booking instead{source_of(id, "replacement"), *correction.replacement};
    done.replacement = append(tx, actor, std::move(instead), id, now).id;
  }
  return done;
}

void record(WriteTx& tx, people::Actor const& actor, std::string_view what, Correction const& correction, Instant now) {
  people::record_deed(tx, actor, {what, "ledger-transaction", number(correction.corrects), correction.cause}, now);
}

Result<Proposal> undecided(database::ReadTx& tx, ProposalId id) {
  auto proposal = store::find_proposal(tx, id);
  if (!proposal) return refuse(Code::not_found, "there is no such proposal");
  if (store::is_decided(tx, id)) return refuse(Code::conflict, "this proposal was decided already");
  return *std::move(proposal);
}

Result<CorrectionOutcome> keep(WriteTx& tx, people::Actor const& actor, Correction const& correction, Instant now) {
  if (!actor.person())
    return refuse(Code::forbidden, "a correction of this amount needs two persons who have signed in");
  Proposal made{store::next_proposal(tx), correction, now, *actor.person(), actor.name()};
  store::insert(tx, made);
  record(tx, actor, "correction proposed", correction, now);
  return made.id;
}

}  // namespace

Result<CorrectionOutcome> propose_correction(WriteTx& tx, people::Actor const& actor, Correction const& correction,
                                             CorrectionRules const& rules, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  TRY(check_words(correction.cause, Correction::kLongestCause, "cause"));
  Transaction original = TRY(correctable(tx, correction));
  if (store::waiting_for(tx, original.id))
    return refuse(Code::conflict, "a correction of it waits for a second person");
  Money moved = moved_by(original.booking.fact);
  if (correction.replacement) moved = std::max(moved, moved_by(*correction.replacement));
  if (moved > rules.one_person_up_to) return keep(tx, actor, correction, now);
  record(tx, actor, "corrected", correction, now);
  return append_correction(tx, actor, correction, original, now);
}

Result<Corrected> approve_correction(WriteTx& tx, people::Actor const& actor, ProposalId id, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  Proposal proposal = TRY(undecided(tx, id));
  if (!actor.person() || actor.is(proposal.person)) {
    return refuse(Code::forbidden, "a correction is approved by another person than who proposed it");
  }
  Transaction original = TRY(correctable(tx, proposal.correction));
  store::decide(tx, id, store::Decision::approved, actor, now);
  record(tx, actor, "correction approved", proposal.correction, now);
  return append_correction(tx, actor, proposal.correction, original, now);
}

Result<void> decline_correction(WriteTx& tx, people::Actor const& actor, ProposalId id, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  Proposal proposal = TRY(undecided(tx, id));
  store::decide(tx, id, store::Decision::declined, actor, now);
  record(tx, actor, "correction declined", proposal.correction, now);
  return {};
}

Result<std::vector<Proposal>> open_proposals(database::ReadTx& tx, people::Actor const& actor) {
  TRY(actor.must_have_any(kBookkeepers));
  std::vector<Proposal> found;
  for (ProposalId id : store::open_ones(tx)) found.push_back(store::find_proposal(tx, id).value());
  return found;
}

}  // namespace allmende::ledger
