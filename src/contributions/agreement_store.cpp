#include "contributions/agreement_store.h"

#include "contributions/chance.h"
#include "contributions/mandate_store.h"
#include "contributions/names.h"
#include "contributions/stored_sepa.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using database::WriteTx;
using sepa::CreditorReference;

namespace {

Sql const kInsert{"contributions.insert_agreement", R"(
    INSERT INTO agreement (giver, reference, state, way, cents, interval, first, day, next_due, appeal, came_on, begun_at,
      confirmed_at, ended_at, token, token_until, payer_index)
    VALUES (:giver, :reference, :state, :way, :cents, :interval, :first, :day, :first, :appeal, :came_on, :now,
      :confirmed_at, NULL, :token, :token_until, '') RETURNING id)"};

Sql const kAgreement{"contributions.agreement", R"(
    SELECT giver, reference, state, way, cents, first, day, interval, appeal, came_on, begun_at, confirmed_at, ended_at
    FROM agreement WHERE id = :id)"};
Sql const kByReference{"contributions.agreement_by_reference", "SELECT id FROM agreement WHERE reference = :reference"};
Sql const kOfGiver{"contributions.agreements_of_giver",
                   "SELECT id FROM agreement WHERE giver = :giver ORDER BY id DESC"};
Sql const kByPayer{"contributions.agreements_by_payer", R"(
    SELECT id FROM agreement WHERE payer_index = :payer ORDER BY id DESC LIMIT :limit)"};
Sql const kByToken{"contributions.agreement_by_token",
                   "SELECT id, state, token_until FROM agreement WHERE token = :token"};
Sql const kUnconfirmed{"contributions.unconfirmed", R"(
    SELECT id FROM agreement WHERE state = 'awaiting' AND token_until <= :now ORDER BY id LIMIT :limit)"};
Sql const kDue{"contributions.due_agreements", R"(
    SELECT id, first, day, interval, next_due FROM agreement
    WHERE state = 'active' AND way = :way AND next_due <= :through ORDER BY next_due LIMIT :limit)"};

Sql const kSetState{"contributions.set_agreement_state", "UPDATE agreement SET state = :state WHERE id = :id"};
Sql const kConfirm{"contributions.confirm",
                   "UPDATE agreement SET state = 'active', confirmed_at = :now WHERE id = :id"};
Sql const kEnd{"contributions.end_agreement", R"(
    UPDATE agreement SET state = 'ended', ended_at = :now, next_due = NULL WHERE id = :id)"};
Sql const kSetAmount{"contributions.set_amount", "UPDATE agreement SET cents = :cents WHERE id = :id"};
Sql const kSetSchedule{"contributions.set_schedule", R"(
    UPDATE agreement SET first = :first, day = :day, interval = :interval WHERE id = :id)"};
Sql const kSetNextDue{"contributions.set_next_due", "UPDATE agreement SET next_due = :next WHERE id = :id"};
Sql const kNextDue{"contributions.next_due", "SELECT next_due FROM agreement WHERE id = :id"};
Sql const kSetPayer{"contributions.set_payer", "UPDATE agreement SET payer_index = :payer WHERE id = :id"};

Sql const kRecord{"contributions.record_event", R"(
    INSERT INTO agreement_event (agreement, number, at, month, kind, detail, by_whom)
    SELECT :agreement, COALESCE(MAX(number), 0) + 1, :at, :month, :kind, :detail, :by FROM agreement_event
    WHERE agreement = :agreement)"};
Sql const kEvents{"contributions.events", R"(
    SELECT at, kind, detail, by_whom FROM agreement_event WHERE agreement = :agreement ORDER BY number)"};

CreditorReference new_reference(ReadTx& tx) {
  for (;;) {
    auto made = CreditorReference::from(random_digits(12)).value();
    if (!store::find(tx, made)) return made;
  }
}

}  // namespace

std::optional<Agreement> agreement(ReadTx& tx, Till const& till, AgreementId id) {
  auto row = tx.maybe<GiverId, CreditorReference, AgreementState, Way, Money, Date, unsigned, Interval, std::string,
                      Date, Instant, std::optional<Instant>, std::optional<Instant>>(kAgreement, id);
  if (!row) return std::nullopt;
  auto& [giver, reference, state, way, amount, first, day, interval, appeal, came_on, begun, confirmed, ended] = *row;
  return Agreement{.id = id,
                   .giver = giver,
                   .reference = reference,
                   .state = state,
                   .way = way,
                   .amount = amount,
                   .schedule = {first, day, interval},
                   .appeal = std::move(appeal),
                   .came_on = came_on,
                   .begun = begun,
                   .confirmed = confirmed,
                   .ended = ended,
                   .mandate = store::newest_mandate(tx, till, id)};
}

std::optional<Agreement> agreement(ReadTx& tx, Till const& till, CreditorReference const& reference) {
  auto id = store::find(tx, reference);
  return id ? agreement(tx, till, *id) : std::nullopt;
}

std::vector<Agreement> agreements_of(ReadTx& tx, Till const& till, ProvenGiver const& giver) {
  std::vector<Agreement> found;
  for (GiverId id : giver.ids()) {
    for (AgreementId each : store::agreements_of_giver(tx, id)) found.push_back(*agreement(tx, till, each));
  }
  return found;
}

std::vector<AgreementEvent> events_of(ReadTx& tx, AgreementId id) {
  std::vector<AgreementEvent> found;
  for (auto& [at, kind, detail, by] : tx.all<Instant, std::string, std::string, std::string>(kEvents, id)) {
    found.push_back({at, std::move(kind), std::move(detail), std::move(by)});
  }
  return found;
}

namespace store {

Inserted insert_agreement(WriteTx& tx, NewAgreement const& made, Gift const& gift, Date today, Instant now) {
  CreditorReference reference = new_reference(tx);
  Schedule schedule = Schedule::from(gift.first, gift.interval);
  auto confirmed = made.state == AgreementState::active ? std::optional(now) : std::nullopt;
  auto id = tx.one<AgreementId>(kInsert, made.giver, reference, made.state, gift.way, gift.amount, schedule.interval,
                                schedule.first, schedule.day, gift.appeal, today, now, confirmed, made.token_hash,
                                made.token_until);
  return {id, std::move(reference)};
}

std::optional<ByToken> by_token(ReadTx& tx, std::string const& hash) {
  auto row = tx.maybe<AgreementId, AgreementState, Instant>(kByToken, hash);
  if (!row) return std::nullopt;
  return std::apply([](auto&&... columns) { return ByToken{columns...}; }, *row);
}

void set_state(WriteTx& tx, AgreementId id, AgreementState state) { tx.run(kSetState, state, id); }
void confirm(WriteTx& tx, AgreementId id, Instant now) { tx.run(kConfirm, now, id); }
void end(WriteTx& tx, AgreementId id, Instant now) { tx.run(kEnd, now, id); }
void set_amount(WriteTx& tx, AgreementId id, Money amount) { tx.run(kSetAmount, amount, id); }
void set_schedule(WriteTx& tx, AgreementId id, Schedule const& schedule) {
  tx.run(kSetSchedule, schedule.first, schedule.day, schedule.interval, id);
}
void set_next_due(WriteTx& tx, AgreementId id, std::optional<Date> nominal) { tx.run(kSetNextDue, nominal, id); }
std::optional<Date> next_due(ReadTx& tx, AgreementId id) { return tx.one<std::optional<Date>>(kNextDue, id); }
void set_payer(WriteTx& tx, AgreementId id, std::string const& index) { tx.run(kSetPayer, index, id); }

std::vector<Due> due_agreements(ReadTx& tx, Way way, Date through, std::size_t limit) {
  std::vector<Due> found;
  tx.each<AgreementId, Date, unsigned, Interval, Date>(
      kDue,
      [&](AgreementId id, Date first, unsigned day, Interval interval, Date nominal) {
        found.push_back({id, {first, day, interval}, nominal});
      },
      way, through, limit);
  return found;
}

void record(WriteTx& tx, Till const& till, AgreementId id, std::string_view kind, std::string_view detail,
            std::string_view by, Instant now) {
  tx.run(kRecord, id, now, period_of(till.day_of(now)), kind, detail, by);
}

std::optional<AgreementId> find(ReadTx& tx, CreditorReference const& reference) {
  return tx.maybe<AgreementId>(kByReference, reference);
}
std::vector<AgreementId> agreements_of_giver(ReadTx& tx, GiverId id) { return tx.all<AgreementId>(kOfGiver, id); }
std::vector<AgreementId> agreements_by_payer(ReadTx& tx, std::string const& index, std::size_t limit) {
  return tx.all<AgreementId>(kByPayer, index, limit);
}
std::vector<AgreementId> unconfirmed(ReadTx& tx, Instant now, std::size_t limit) {
  return tx.all<AgreementId>(kUnconfirmed, now, limit);
}

}  // namespace store
}  // namespace allmende::contributions
