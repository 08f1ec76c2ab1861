// Money that came.

#include "contributions/agreement_store.h"
#include "contributions/attempt_store.h"
#include "contributions/income.h"
#include "contributions/message_store.h"
#include "contributions/payment_store.h"
#include "contributions/payments.h"
#include "contributions/rights.h"
#include "contributions/run_store.h"

namespace allmende::contributions {

using database::ReadTx;
using database::WriteTx;

namespace {

constexpr AgreementId kNone{0};

Settled settled(Told told, store::Payment const& it) {
  return {told, it.agreement.value_or(kNone), {ledger::credit(it.account, it.amount)}};
}

/// What is there for this source: the answer when it is this, a conflict when it is another thing.
Result<std::optional<Settled>> told_before(ReadTx& tx, store::Payment const& wanted) {
  auto there = store::payment(tx, wanted.source);
  if (!there) return std::nullopt;
  bool const is_same = there->agreement == wanted.agreement && there->attempt == wanted.attempt &&
                       there->run == wanted.run && there->amount == wanted.amount && there->day == wanted.day;
  if (is_same) return std::optional(settled(Told::known, *there));
  return refuse(Code::conflict, "this source was told before, with other content", "source");
}

Result<void> check(people::Actor const& actor, Settlement const& settlement) {
  TRY(must_be_till_or_clock(actor));
  if (settlement.amount <= Money::cents(0)) return refuse(Code::invalid, "a payment is more than nothing", "amount");
  return {};
}

ledger::AccountNumber income_of(ReadTx& tx, Till const& till, Agreement const& it) {
  return income_account(giver(tx, till, it.giver)->data.kind, it.schedule.interval);
}

}  // namespace

Result<Settled> settle(WriteTx& tx, people::Actor const& actor, Till const& till, AttemptId id,
                       Settlement const& settlement, Instant now) {
  TRY(check(actor, settlement));
  auto it = attempt(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such attempt");
  bool const is_charge = !it->run;
  auto const account =
      is_charge ? income_of(tx, till, *agreement(tx, till, it->agreement)) : ledger::chart::kDebitClearing;
  store::Payment const payment{.source = settlement.source,
                               .agreement = it->agreement,
                               .attempt = id,
                               .run = std::nullopt,
                               .amount = settlement.amount,
                               .account = account,
                               .day = settlement.day};
  if (auto known = TRY(told_before(tx, payment))) return *known;
  if (it->state != (is_charge ? AttemptState::unknown : AttemptState::sealed)) {
    return refuse(Code::conflict, "this attempt is " + std::string(name_of(it->state)));
  }
  if (settlement.amount != it->amount) return refuse(Code::conflict, "another amount was collected", "amount");
  store::settle(tx, id, settlement.amount);
  store::set_obligation(tx, it->obligation, store::ObligationState::paid);
  store::insert_payment(tx, payment, now);
  store::put_message(tx, fmt::format("attempt-{}", id.value()), "thanks", it->agreement, id, now);
  return settled(Told::first, payment);
}

Result<Settled> settle_run(WriteTx& tx, people::Actor const& actor, Till const&, RunId id, Settlement const& settlement,
                           Instant now) {
  TRY(check(actor, settlement));
  auto it = run(tx, id);
  if (!it) return refuse(Code::not_found, "there is no such run");
  store::Payment payment{.source = settlement.source,
                         .agreement = std::nullopt,
                         .attempt = std::nullopt,
                         .run = id,
                         .amount = settlement.amount,
                         .account = ledger::chart::kDebitClearing,
                         .day = settlement.day};
  if (auto known = TRY(told_before(tx, payment))) return *known;
  if (it->state != RunState::sealed) return refuse(Code::conflict, "this run is not sealed");
  Money const open = store::sealed_sum(tx, id);
  if (settlement.amount != open) {
    return refuse(Code::conflict, fmt::format("what has not settled of this run is {}", open.decimal()), "amount");
  }
  payment.count = store::settle_sealed(tx, id, now);
  store::insert_payment(tx, payment, now);
  return settled(Told::first, payment);
}

Result<Settled> credit(WriteTx& tx, people::Actor const& actor, Till const& till, AgreementId id,
                       Settlement const& settlement, Instant now) {
  TRY(check(actor, settlement));
  auto it = agreement(tx, till, id);
  if (!it) return refuse(Code::not_found, "there is no such agreement");
  store::Payment const payment{.source = settlement.source,
                               .agreement = id,
                               .attempt = std::nullopt,
                               .run = std::nullopt,
                               .amount = settlement.amount,
                               .account = income_of(tx, till, *it),
                               .day = settlement.day};
  if (auto known = TRY(told_before(tx, payment))) return *known;
  auto number = store::insert_payment(tx, payment, now);
  store::put_message(tx, fmt::format("payment-{}", number), "thanks", id, std::nullopt, now);
  return settled(Told::first, payment);
}

// ---- Finding

std::optional<Attempt> find_attempt(ReadTx& tx, std::string_view end_to_end_id) {
  return store::by_name(tx, end_to_end_id);
}

std::vector<Attempt> find_attempts(ReadTx& tx, sepa::MandateReference const& mandate, Money amount) {
  return store::by_mandate(tx, mandate, amount, 10);
}

std::optional<RunId> find_run(ReadTx& tx, std::string_view batch_id) {
  return store::by_tag(tx, batch_id.substr(0, batch_id.find('-')));
}

std::optional<AgreementId> find_agreement(ReadTx& tx, sepa::CreditorReference const& reference) {
  return store::find(tx, reference);
}

std::vector<AgreementId> find_agreements(ReadTx& tx, Till const& till, sepa::Iban const& account) {
  auto found = store::agreements_by_account(tx, till, account, 10);
  for (AgreementId id : store::agreements_by_payer(tx, till.vault.index("iban", account.compact()), 10)) {
    if (found.size() < 10 && std::ranges::find(found, id) == found.end()) found.push_back(id);
  }
  return found;
}

void note_account(WriteTx& tx, Till const& till, AgreementId id, sepa::Iban const& account) {
  store::set_payer(tx, id, till.vault.index("iban", account.compact()));
}

}  // namespace allmende::contributions
