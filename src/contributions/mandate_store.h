#pragma once
// The rows of mandates and the accounts that they are for. Private to this room.

#include "contributions/agreement.h"

namespace allmende::contributions {

using MandateAccountId = Id<struct MandateAccountTag>;

namespace store {

MandateId insert_mandate(database::WriteTx& tx, AgreementId agreement, sepa::CreditorIdentifier const& creditor,
                         Date signed_on);
void insert_account(database::WriteTx& tx, Till const& till, MandateId mandate, Account const& account,
                    MandateEvidence const& evidence, Instant now);
void set_mandate_state(database::WriteTx& tx, MandateId id, MandateState state);

/// The one that is debited.
std::optional<Mandate> newest_mandate(database::ReadTx& tx, Till const& till, AgreementId agreement);
std::optional<AgreementId> agreement_of(database::ReadTx& tx, sepa::MandateReference const& reference);
std::vector<AgreementId> agreements_by_account(database::ReadTx& tx, Till const& till, sepa::Iban const& iban,
                                               std::size_t limit);

/// As it is stored beside an attempt.
Account opened(Till const& till, MandateAccountId id, std::string_view sealed);

/// With the texts that were shown; for who proved that they are theirs.
struct KnownMandate {
  sepa::MandateReference reference;
  Date signed_on;
  MandateState state;
  std::optional<Date> presented;
  std::optional<Account> account;  ///< none: erased
  std::string evidence;
  std::string version;
  Instant since;
};
std::vector<KnownMandate> known_mandates(database::ReadTx& tx, Till const& till, AgreementId agreement);
std::optional<Date> last_presented(database::ReadTx& tx, AgreementId agreement);
void erase_accounts(database::WriteTx& tx, AgreementId agreement);

}  // namespace store
}  // namespace allmende::contributions
