#pragma once
// Collecting by direct debit: due, planned, announced, sealed, handed over. Part of the door.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "contributions/agreement.h"

namespace allmende::contributions {

using RunId = Id<struct RunTag>;
using AttemptId = Id<struct AttemptTag>;
using ObligationId = Id<struct ObligationTag>;

/// planned → noticed → sealed → settled → returned; planned and noticed → voided; sealed → returned (rejected before it
/// was settled). Of a provider's charge: unknown (claimed before the call) → settled or voided. Nothing else.
enum class AttemptState { planned, noticed, sealed, unknown, settled, returned, voided };
std::string_view name_of(AttemptState state);

struct Attempt {
  AttemptId id;
  AgreementId agreement;
  ObligationId obligation;
  int number;  ///< 1, 2, … of its obligation
  sepa::PaymentId end_to_end_id;
  AttemptState state;
  Money amount;
  Date due;                  ///< on which the bank debits
  std::string period;        ///< "2026-11"
  std::optional<RunId> run;  ///< none: by a provider
  std::optional<Date> noticed_on;
  Money settled = Money::cents(0);
  Money returned = Money::cents(0);  ///< of what was settled
  std::string reason = {};           ///< why it was left out, or the code with which it came back
};

/// Whoever calls has asked for the right to see it.
std::optional<Attempt> attempt(database::ReadTx& tx, AttemptId id);

enum class RunState { open, sealed, abandoned };
std::string_view name_of(RunState state);

struct Run {
  RunId id;
  std::string tag;  ///< 8 letters and digits at random: no file before, nor of a paper restored from a backup, has them
  Date collection;
  bool single;  ///< of single gifts (OOFF), else of recurring ones (RCUR)
  RunState state;
  Instant planned;
  std::int64_t attempts = 0;  ///< that live
  std::int64_t noticed = 0;   ///< of these, in time
  Money sum = Money::cents(0);

  // Once it is sealed:
  std::optional<Instant> sealed = std::nullopt;
  std::string sha256 = {};
  std::int64_t bytes = 0;
  std::int64_t downloads = 0;
  Money settled = Money::cents(0);
  Money returned = Money::cents(0);  ///< with what was rejected

  /// MsgId and PmtInfId of its file.
  sepa::PaymentId message_id() const;
  sepa::PaymentId batch_id() const;
};

/// Plans what is due until that day, and not planned yet, to be collected then; makes the obligations of the period
/// first. Runs that can be handed over no more are abandoned and what was in them planned anew (F6). For each attempt
/// a message "debit-notice" is due (messages.h). At most two runs: recurring and single.
/// Refuses: forbidden (the clock may); conflict when there is no creditor, or while the runs are stopped; invalid for a
/// day that is no TARGET day (the sentence names the next), or too near for a notice and the bank (the sentence names
/// the earliest), or more than 60 days ahead.
Result<std::vector<RunId>> plan(database::WriteTx& tx, people::Actor const& actor, Till const& till, Date collection,
                                Instant now);
/// The earliest day for which plan() is not too late.
Date earliest_collection(Till const& till, Instant now);

/// An attempt that could not go, and why. It is voided; its obligation stays open and can be planned anew.
struct LeftOut {
  AttemptId attempt;
  AgreementId agreement;
  std::string field;   ///< "notice", "mandate", "amount", "debtor.name", …
  std::string reason;  ///< a sentence without a person's data
};
struct Sealed {
  RunId run;
  std::string sha256;
  std::int64_t bytes = 0;
  std::int64_t count = 0;
  Money sum = Money::cents(0);
  std::vector<LeftOut> left_out;
};
/// Makes the file, once: claims the attempts, writes pain.008, stores it, books it to the clearing, all in this
/// transaction. Left out is what was not noticed in time with this amount, day and account; whose agreement is not
/// active; whose mandate is not active, has expired, or names another creditor; what the bank's rules refuse. Refuses:
/// forbidden; not_found; conflict when it is sealed or abandoned (F4), held (F38), stopped (AM05), or the day can be
/// reached no more, or not yet (F33); invalid when nothing is left of it; whatever the ledger refuses.
Result<Sealed> seal(database::WriteTx& tx, people::Actor const& actor, Till const& till, RunId id, Instant now);

/// The file's bytes, piece by piece, the same every time (F3); the download is noted. Whoever gets them must send them
/// to the bank once. Refuses: forbidden; not_found for a run that is not sealed; conflict while it is held.
Result<void> download(database::WriteTx& tx, people::Actor const& actor, Till const& till, RunId id,
                      std::function<void(std::string_view)> const& piece, Instant now);

/// Takes back what is not sealed. Refuses: forbidden; not_found; conflict when it is not open.
Result<void> abandon(database::WriteTx& tx, people::Actor const& actor, RunId id, Instant now);

std::optional<Run> run(database::ReadTx& tx, RunId id);
/// Newest first, before that one.
Result<std::vector<Run>> runs(database::ReadTx& tx, people::Actor const& actor, std::optional<RunId> before,
                              std::size_t limit);
/// In the order of the file, after that one.
Result<std::vector<Attempt>> attempts_of(database::ReadTx& tx, people::Actor const& actor, RunId id,
                                         std::optional<AttemptId> after, std::size_t limit);

// ---- Stopping everything.

struct Stop {
  std::int64_t id;
  std::string reason;
  Instant since;
};
/// Nothing is planned nor sealed any more. Refuses: forbidden (the clock may).
Result<void> stop_runs(database::WriteTx& tx, people::Actor const& actor, std::string_view reason, Instant now);
/// What was done about it, in up to 500 bytes. A deed. Refuses: forbidden; conflict unless stopped; invalid
/// without a note.
Result<void> release_runs(database::WriteTx& tx, people::Actor const& actor, std::string_view note, Instant now);
std::optional<Stop> stopped(database::ReadTx& tx);

}  // namespace allmende::contributions
