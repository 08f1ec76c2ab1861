#pragma once
// The rows of agreements and what happened to them. Private to this room.

#include "contributions/agreement.h"

namespace allmende::contributions::store {

struct NewAgreement {
  GiverId giver;
  AgreementState state;
  std::string token_hash = {};  ///< empty: none
  Instant token_until;
};
struct Inserted {
  AgreementId id;
  sepa::CreditorReference reference;
};
Inserted insert_agreement(database::WriteTx& tx, NewAgreement const& made, Gift const& gift, Date today, Instant now);

struct ByToken {
  AgreementId id;
  AgreementState state;
  Instant until;
};
std::optional<ByToken> by_token(database::ReadTx& tx, std::string const& hash);

void set_state(database::WriteTx& tx, AgreementId id, AgreementState state);
void confirm(database::WriteTx& tx, AgreementId id, Instant now);
void end(database::WriteTx& tx, AgreementId id, Instant now);
void set_amount(database::WriteTx& tx, AgreementId id, Money amount);
void set_schedule(database::WriteTx& tx, AgreementId id, Schedule const& schedule);
void set_next_due(database::WriteTx& tx, AgreementId id, std::optional<Date> nominal);
std::optional<Date> next_due(database::ReadTx& tx, AgreementId id);
void set_payer(database::WriteTx& tx, AgreementId id, std::string const& index);

struct Due {
  AgreementId id;
  Schedule schedule;
  Date nominal;
};
/// Active ones of this way whose next obligation is to be made until that day; at most `limit`.
std::vector<Due> due_agreements(database::ReadTx& tx, Way way, Date through, std::size_t limit);

void record(database::WriteTx& tx, Till const& till, AgreementId id, std::string_view kind, std::string_view detail,
            std::string_view by, Instant now);

std::optional<AgreementId> find(database::ReadTx& tx, sepa::CreditorReference const& reference);
std::vector<AgreementId> agreements_of_giver(database::ReadTx& tx, GiverId id);
std::vector<AgreementId> agreements_by_payer(database::ReadTx& tx, std::string const& index, std::size_t limit);
/// Awaiting, and nobody can confirm them any more.
std::vector<AgreementId> unconfirmed(database::ReadTx& tx, Instant now, std::size_t limit);

}  // namespace allmende::contributions::store
