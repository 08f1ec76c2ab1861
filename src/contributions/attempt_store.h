#pragma once
// The rows of obligations and attempts. Private to this room.

#include "contributions/collecting.h"
#include "contributions/mandate_store.h"

namespace allmende::contributions::store {

// ---- Obligations

enum class ObligationState { open, paid, dropped, held };

/// Whether the period is owed already, or was.
bool owes(database::ReadTx& tx, AgreementId agreement, std::string const& period);
ObligationId insert_obligation(database::WriteTx& tx, AgreementId agreement, Date nominal);
void set_obligation(database::WriteTx& tx, ObligationId id, ObligationState state);
/// It may be tried again, once more than before.
void retry_obligation(database::WriteTx& tx, ObligationId id, Date not_before);
void postpone(database::WriteTx& tx, ObligationId id, Date not_before);

struct OpenObligation {
  ObligationId id;
  std::string period;
  Date nominal;
  Date not_before;
  ObligationState state;
};
/// Open, held or dropped, none of whose attempts has gone to a bank or a provider; by period.
std::vector<OpenObligation> untouched(database::ReadTx& tx, AgreementId agreement);
/// The last period of which an attempt has; none: none has.
std::optional<std::string> last_touched(database::ReadTx& tx, AgreementId agreement);
/// The first that is open and has no living attempt.
std::optional<OpenObligation> first_open(database::ReadTx& tx, AgreementId agreement);
void drop_open(database::WriteTx& tx, AgreementId agreement);
/// Those whose nominal day is before that one.
void drop_open_before(database::WriteTx& tx, AgreementId agreement, Date day);
int retries(database::ReadTx& tx, ObligationId id);
/// What a person has to look at may be planned again; how many.
std::int64_t reopen_held(database::WriteTx& tx, AgreementId agreement);

// ---- Attempts

struct NewAttempt {
  ObligationId obligation;
  AgreementId agreement;
  int number;
  std::string end_to_end_id;
  std::optional<RunId> run;
  std::optional<MandateId> mandate;
  std::optional<MandateAccountId> account;
  Money amount;
  Date due;
  AttemptState state;
};
AttemptId insert_attempt(database::WriteTx& tx, NewAttempt const& attempt);

struct Candidate {
  ObligationId obligation;
  AgreementId agreement;
  int next_number;
  Interval interval;
  Money amount;
  MandateId mandate;
  MandateAccountId account;
};
/// What may be collected by debit on that day and is not planned, after that obligation.
std::vector<Candidate> candidates(database::ReadTx& tx, Date day, ObligationId after, std::size_t limit);
int next_number(database::ReadTx& tx, ObligationId id);

/// Takes back what is planned or noticed of an agreement, and what was to be said about it.
void void_unsealed(database::WriteTx& tx, AgreementId agreement, std::string_view reason);
void void_attempt(database::WriteTx& tx, AttemptId id, std::string_view reason);
void void_run(database::WriteTx& tx, RunId id, std::string_view reason);
void notice(database::WriteTx& tx, AttemptId id, Date day);
void settle(database::WriteTx& tx, AttemptId id, Money amount);
/// `whole`: it is returned; else it stays settled, with so much less.
enum class Extent { whole, part };
void take_back(database::WriteTx& tx, AttemptId id, Money amount, Extent extent, std::string_view code);
/// The bank knows the account again that it knew before.
void untell(database::WriteTx& tx, AttemptId id);

/// The living one that is collected next.
std::optional<Attempt> next_of(database::ReadTx& tx, AgreementId agreement);
std::vector<Attempt> all_of(database::ReadTx& tx, AgreementId agreement);
std::vector<Attempt> page_of(database::ReadTx& tx, RunId run, AttemptId after, std::size_t limit);
std::optional<Attempt> by_name(database::ReadTx& tx, std::string_view end_to_end_id);
std::vector<Attempt> by_mandate(database::ReadTx& tx, sepa::MandateReference const& mandate, Money amount,
                                std::size_t limit);
/// Whether the one before it that went to the bank came back with this code.
bool came_back_before(database::ReadTx& tx, Attempt const& attempt, std::string_view code);

}  // namespace allmende::contributions::store

template <>
struct allmende::database::Stored<allmende::contributions::store::ObligationState> {
  using State = allmende::contributions::store::ObligationState;
  static std::string_view store(State state);
  static State load(std::string_view name);
};
