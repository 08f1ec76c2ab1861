#include "contributions/mandate_store.h"

#include "contributions/chance.h"
#include "contributions/names.h"
#include "contributions/stored_sepa.h"

namespace allmende::contributions::store {

using database::ReadTx;
using database::Sql;
using database::WriteTx;
using sepa::MandateReference;

namespace {

constexpr std::uint32_t kMostMandates = 99'999'999;

Sql const kInsert{"contributions.insert_mandate", R"(
    INSERT INTO mandate (agreement, reference, creditor, signed_on, state, presented, told)
    VALUES (:agreement, :reference, :creditor, :signed_on, 'active', NULL, NULL) RETURNING id)"};
Sql const kNextAccount{"contributions.next_account", "SELECT COALESCE(MAX(id), 0) + 1 FROM mandate_account"};
Sql const kInsertAccount{"contributions.insert_account", R"(
    INSERT INTO mandate_account (id, mandate, account, iban_index, evidence, version, since)
    VALUES (:id, :mandate, :account, :iban_index, :evidence, :version, :since))"};
Sql const kSetState{"contributions.set_mandate_state", "UPDATE mandate SET state = :state WHERE id = :id"};
Sql const kByReference{"contributions.mandate_by_reference",
                       "SELECT agreement FROM mandate WHERE reference = :reference"};
Sql const kNewest{"contributions.newest_mandate", R"(
    SELECT m.id, m.reference, m.signed_on, m.state, m.presented, c.id, c.account FROM mandate m
    JOIN mandate_account c ON c.id = (SELECT MAX(id) FROM mandate_account WHERE mandate = m.id)
    WHERE m.id = (SELECT MAX(id) FROM mandate WHERE agreement = :agreement))"};
Sql const kByIban{"contributions.agreements_by_iban", R"(
    SELECT DISTINCT m.agreement FROM mandate_account c JOIN mandate m ON m.id = c.mandate
    WHERE c.iban_index = :iban ORDER BY m.agreement DESC LIMIT :limit)"};
Sql const kKnown{"contributions.known_mandates", R"(
    SELECT m.reference, m.signed_on, m.state, m.presented, c.id, c.account, c.evidence, c.version, c.since
    FROM mandate m JOIN mandate_account c ON c.mandate = m.id WHERE m.agreement = :agreement ORDER BY c.id)"};
Sql const kLastPresented{"contributions.last_presented",
                         "SELECT MAX(presented) FROM mandate WHERE agreement = :agreement"};
Sql const kErase{"contributions.erase_accounts", R"(
    UPDATE mandate_account SET account = '', iban_index = '', evidence = ''
    WHERE mandate IN (SELECT id FROM mandate WHERE agreement = :agreement))"};

std::string place(MandateAccountId id, std::string_view field) {
  return fmt::format("mandate account {} {}", id.value(), field);
}

std::string text_of(Account const& account) {
  return fmt::format("{}\n{}\n{}", account.iban.compact(), account.bic ? account.bic->text() : "", account.holder);
}

Account account_of(std::string const& text) {
  std::size_t const first = text.find('\n');
  std::size_t const second = text.find('\n', first + 1);
  VERIFY(second != text.npos);
  std::string const bic = text.substr(first + 1, second - first - 1);
  Account account{.holder = text.substr(second + 1),
                  .iban = database::must_be(sepa::Iban::parse(text.substr(0, first)))};
  if (!bic.empty()) account.bic = database::must_be(sepa::Bic::parse(bic));
  return account;
}

MandateReference new_reference(ReadTx& tx) {
  for (;;) {
    auto made = MandateReference::numbered(random_number(kMostMandates)).value();
    if (!agreement_of(tx, made)) return made;
  }
}

Date expiry(std::optional<Date> presented, Date signed_on) {
  return sepa::mandate_expires(presented.value_or(signed_on));
}

}  // namespace

MandateId insert_mandate(WriteTx& tx, AgreementId agreement, sepa::CreditorIdentifier const& creditor, Date signed_on) {
  return tx.one<MandateId>(kInsert, agreement, new_reference(tx), creditor.text(), signed_on);
}

void insert_account(WriteTx& tx, Till const& till, MandateId mandate, Account const& account,
                    MandateEvidence const& evidence, Instant now) {
  auto id = tx.one<MandateAccountId>(kNextAccount);
  tx.run(kInsertAccount, id, mandate, till.vault.seal(text_of(account), place(id, "account")),
         till.vault.index("iban", account.iban.compact()), till.vault.seal(evidence.text, place(id, "evidence")),
         evidence.version, now);
}

void set_mandate_state(WriteTx& tx, MandateId id, MandateState state) { tx.run(kSetState, state, id); }

std::optional<Mandate> newest_mandate(ReadTx& tx, Till const& till, AgreementId agreement) {
  auto row =
      tx.maybe<MandateId, MandateReference, Date, MandateState, std::optional<Date>, MandateAccountId, std::string>(
          kNewest, agreement);
  if (!row) return std::nullopt;
  auto& [id, reference, signed_on, state, presented, account_id, sealed] = *row;
  std::string end;
  if (!sealed.empty()) {
    std::string const iban = opened(till, account_id, sealed).iban.compact();
    end = iban.substr(iban.size() - 4);
  }
  return Mandate{.id = id,
                 .reference = std::move(reference),
                 .signed_on = signed_on,
                 .state = state,
                 .account_end = std::move(end),
                 .last_presented = presented,
                 .expires = expiry(presented, signed_on)};
}

std::optional<AgreementId> agreement_of(ReadTx& tx, MandateReference const& reference) {
  std::string capital = reference.text();
  for (char& c : capital) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return tx.maybe<AgreementId>(kByReference, capital);
}

std::vector<AgreementId> agreements_by_account(ReadTx& tx, Till const& till, sepa::Iban const& iban,
                                               std::size_t limit) {
  return tx.all<AgreementId>(kByIban, till.vault.index("iban", iban.compact()), limit);
}

Account opened(Till const& till, MandateAccountId id, std::string_view sealed) {
  return account_of(till.vault.open(sealed, place(id, "account")).reveal());
}

std::vector<KnownMandate> known_mandates(ReadTx& tx, Till const& till, AgreementId agreement) {
  std::vector<KnownMandate> found;
  auto rows = tx.all<MandateReference, Date, MandateState, std::optional<Date>, MandateAccountId, std::string,
                     std::string, std::string, Instant>(kKnown, agreement);
  for (auto& [reference, signed_on, state, presented, id, account, evidence, version, since] : rows) {
    KnownMandate known{reference, signed_on, state, presented, std::nullopt, {}, version, since};
    if (!account.empty()) known.account = opened(till, id, account);
    if (!evidence.empty()) known.evidence = till.vault.open(evidence, place(id, "evidence")).reveal();
    found.push_back(std::move(known));
  }
  return found;
}

std::optional<Date> last_presented(ReadTx& tx, AgreementId agreement) {
  return tx.one<std::optional<Date>>(kLastPresented, agreement);
}

void erase_accounts(WriteTx& tx, AgreementId agreement) { tx.run(kErase, agreement); }

}  // namespace allmende::contributions::store
