#include "contributions/attempt_store.h"

#include "contributions/names.h"
#include "contributions/stored_sepa.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

#define ATTEMPTS                                                                                             \
  "SELECT t.id, t.agreement, t.obligation, t.n, t.end_to_end_id, t.state, t.cents, t.due, o.period, t.run, " \
  "t.noticed_on, "                                                                                           \
  "t.settled, t.returned, t.reason FROM attempt t JOIN obligation o ON o.id = t.obligation"
Sql const kById{"contributions.attempt", ATTEMPTS " WHERE t.id = :id"};
Sql const kByName{"contributions.attempt_by_name", ATTEMPTS " WHERE t.end_to_end_id = :name"};
Sql const kNextOf{"contributions.next_attempt", ATTEMPTS R"(
    WHERE t.agreement = :agreement AND t.state IN ('planned', 'noticed', 'sealed', 'unknown') ORDER BY t.due, t.id LIMIT 1)"};
Sql const kAllOf{"contributions.attempts_of_agreement", ATTEMPTS " WHERE t.agreement = :agreement ORDER BY t.id DESC"};
Sql const kPage{"contributions.attempts_of_run",
                ATTEMPTS " WHERE t.run = :run AND t.id > :after ORDER BY t.id LIMIT :limit"};
Sql const kByMandate{"contributions.attempts_by_mandate", ATTEMPTS R"(
    JOIN mandate m ON m.id = t.mandate WHERE m.reference = :reference AND t.cents = :cents
      AND t.state IN ('sealed', 'settled') ORDER BY t.id DESC LIMIT :limit)"};
Sql const kBefore{"contributions.attempt_before", R"(
    SELECT state, reason FROM attempt WHERE agreement = :agreement AND id < :id
      AND state IN ('sealed', 'settled', 'returned') ORDER BY id DESC LIMIT 1)"};

Sql const kInsert{"contributions.insert_attempt", R"(
    INSERT INTO attempt (obligation, agreement, n, end_to_end_id, run, mandate, account, cents, due, state, settled, returned,
      reason)
    VALUES (:obligation, :agreement, :n, :end_to_end_id, :run, :mandate, :account, :cents, :due, :state, 0, 0, '')
    RETURNING id)"};
Sql const kNextNumber{"contributions.next_attempt_number", R"(
    SELECT COALESCE(MAX(n), 0) + 1 FROM attempt WHERE obligation = :obligation)"};
Sql const kCandidates{"contributions.candidates", R"(
    SELECT o.id, o.agreement, (SELECT COALESCE(MAX(t.n), 0) + 1 FROM attempt t WHERE t.obligation = o.id), a.interval, a.cents,
      m.id, c.id
    FROM obligation o JOIN agreement a ON a.id = o.agreement
    JOIN mandate m ON m.id = (SELECT MAX(id) FROM mandate WHERE agreement = a.id)
    JOIN mandate_account c ON c.id = (SELECT MAX(id) FROM mandate_account WHERE mandate = m.id)
    WHERE o.state = 'open' AND o.nominal <= :day AND o.not_before <= :day AND o.id > :after
      AND a.state = 'active' AND a.way = 'direct_debit' AND m.state = 'active'
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.obligation = o.id
        AND t.state IN ('planned', 'noticed', 'sealed', 'unknown', 'settled'))
    ORDER BY o.id LIMIT :limit)"};

Sql const kVoidOfAgreement{"contributions.void_unsealed", R"(
    UPDATE attempt SET state = 'voided', reason = :reason WHERE agreement = :agreement AND state IN ('planned', 'noticed'))"};
Sql const kVoidMessages{"contributions.void_messages", R"(
    UPDATE giver_message SET state = 'void' WHERE agreement = :agreement AND state = 'waiting'
      AND attempt IN (SELECT id FROM attempt WHERE agreement = :agreement AND state = 'voided'))"};
Sql const kVoid{"contributions.void_attempt", R"(
    UPDATE attempt SET state = 'voided', reason = :reason WHERE id = :id AND state IN ('planned', 'noticed', 'unknown'))"};
Sql const kVoidMessagesOf{"contributions.void_messages_of_attempt", R"(
    UPDATE giver_message SET state = 'void' WHERE attempt = :id AND state = 'waiting')"};
Sql const kVoidOfRun{"contributions.void_run", R"(
    UPDATE attempt SET state = 'voided', reason = :reason WHERE run = :run AND state IN ('planned', 'noticed'))"};
Sql const kVoidMessagesOfRun{"contributions.void_messages_of_run", R"(
    UPDATE giver_message SET state = 'void' WHERE state = 'waiting'
      AND attempt IN (SELECT id FROM attempt WHERE run = :run AND state = 'voided'))"};
Sql const kNotice{"contributions.notice", R"(
    UPDATE attempt SET state = 'noticed', noticed_on = :day WHERE id = :id AND state = 'planned')"};
Sql const kSettle{"contributions.settle_attempt",
                  "UPDATE attempt SET state = 'settled', settled = :cents WHERE id = :id"};
Sql const kReturn{"contributions.return_attempt", R"(
    UPDATE attempt SET state = 'returned', returned = returned + :cents, reason = :code WHERE id = :id)"};
Sql const kReturnPart{"contributions.return_part", R"(
    UPDATE attempt SET returned = returned + :cents, reason = :code WHERE id = :id)"};
/// The account of the debit before that the bank did not refuse; none: it knows of none.
Sql const kUntell{"contributions.untell", R"(
    UPDATE mandate SET told = (SELECT b.account FROM attempt b WHERE b.mandate = mandate.id AND b.id < :id
      AND (b.state IN ('sealed', 'settled') OR b.settled > 0) ORDER BY b.id DESC LIMIT 1)
    WHERE id = (SELECT mandate FROM attempt WHERE id = :id))"};

Attempt attempt_of(AttemptId id, AgreementId agreement, ObligationId obligation, int n, sepa::PaymentId name,
                   AttemptState state, Money amount, Date due, std::string period, std::optional<RunId> run,
                   std::optional<Date> noticed, Money settled, Money returned, std::string reason) {
  return {.id = id,
          .agreement = agreement,
          .obligation = obligation,
          .number = n,
          .end_to_end_id = std::move(name),
          .state = state,
          .amount = amount,
          .due = due,
          .period = std::move(period),
          .run = run,
          .noticed_on = noticed,
          .settled = settled,
          .returned = returned,
          .reason = std::move(reason)};
}

template <class... Args>
std::vector<Attempt> read(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<Attempt> found;
  tx.each<AttemptId, AgreementId, ObligationId, int, sepa::PaymentId, AttemptState, Money, Date, std::string,
          std::optional<RunId>, std::optional<Date>, Money, Money, std::string>(
      sql, [&](auto&&... columns) { found.push_back(attempt_of(std::move(columns)...)); }, args...);
  return found;
}

template <class... Args>
std::optional<Attempt> read_one(ReadTx& tx, Sql const& sql, Args const&... args) {
  auto found = read(tx, sql, args...);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

std::optional<Attempt> attempt(ReadTx& tx, AttemptId id) { return read_one(tx, kById, id); }

namespace store {

AttemptId insert_attempt(WriteTx& tx, NewAttempt const& it) {
  return tx.one<AttemptId>(kInsert, it.obligation, it.agreement, it.number, it.end_to_end_id, it.run, it.mandate,
                           it.account, it.amount, it.due, it.state);
}

int next_number(ReadTx& tx, ObligationId id) { return tx.one<int>(kNextNumber, id); }

std::vector<Candidate> candidates(ReadTx& tx, Date day, ObligationId after, std::size_t limit) {
  std::vector<Candidate> found;
  tx.each<ObligationId, AgreementId, int, Interval, Money, MandateId, MandateAccountId>(
      kCandidates, [&](auto... columns) { found.push_back({columns...}); }, day, after, limit);
  return found;
}

void void_unsealed(WriteTx& tx, AgreementId agreement, std::string_view reason) {
  if (tx.run(kVoidOfAgreement, reason, agreement) > 0) tx.run(kVoidMessages, agreement);
}
void void_attempt(WriteTx& tx, AttemptId id, std::string_view reason) {
  tx.run(kVoid, reason, id);
  tx.run(kVoidMessagesOf, id);
}
void void_run(WriteTx& tx, RunId id, std::string_view reason) {
  tx.run(kVoidOfRun, reason, id);
  tx.run(kVoidMessagesOfRun, id);
}
void notice(WriteTx& tx, AttemptId id, Date day) { tx.run(kNotice, day, id); }
void settle(WriteTx& tx, AttemptId id, Money amount) { tx.run(kSettle, amount, id); }
void take_back(WriteTx& tx, AttemptId id, Money amount, Extent extent, std::string_view code) {
  tx.run(extent == Extent::whole ? kReturn : kReturnPart, amount, code, id);
}
void untell(WriteTx& tx, AttemptId id) { tx.run(kUntell, id); }

std::optional<Attempt> next_of(ReadTx& tx, AgreementId agreement) { return read_one(tx, kNextOf, agreement); }
std::vector<Attempt> all_of(ReadTx& tx, AgreementId agreement) { return read(tx, kAllOf, agreement); }
std::vector<Attempt> page_of(ReadTx& tx, RunId run, AttemptId after, std::size_t limit) {
  return read(tx, kPage, run, after, limit);
}
std::optional<Attempt> by_name(ReadTx& tx, std::string_view end_to_end_id) {
  return read_one(tx, kByName, end_to_end_id);
}
std::vector<Attempt> by_mandate(ReadTx& tx, sepa::MandateReference const& mandate, Money amount, std::size_t limit) {
  return read(tx, kByMandate, mandate.text(), amount, limit);
}

bool came_back_before(ReadTx& tx, Attempt const& it, std::string_view code) {
  auto before = tx.maybe<AttemptState, std::string>(kBefore, it.agreement, it.id);
  return before && std::get<0>(*before) == AttemptState::returned && std::get<1>(*before) == code;
}

}  // namespace store
}  // namespace allmende::contributions
