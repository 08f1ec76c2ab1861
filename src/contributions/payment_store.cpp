#include "contributions/payment_store.h"

using ReturnKind = allmende::contributions::store::ReturnKind;

std::string_view allmende::database::Stored<ReturnKind>::store(ReturnKind kind) {
  switch (kind) {
    case ReturnKind::returned: return "returned";
    case ReturnKind::rejected: return "rejected";
    case ReturnKind::refunded: return "refunded";
  }
  report_bug("every kind of return has a name");
}

ReturnKind allmende::database::Stored<ReturnKind>::load(std::string_view name) {
  for (ReturnKind kind : {ReturnKind::returned, ReturnKind::rejected, ReturnKind::refunded}) {
    if (store(kind) == name) return kind;
  }
  throw Fault("a return's kind is none of them");
}

namespace allmende::contributions::store {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

#define BY_SOURCE " WHERE source_type = :type AND source_id = :id AND source_kind = :kind"
Sql const kPayment{"contributions.payment",
                   "SELECT agreement, attempt, run, cents, account, day, count FROM payment" BY_SOURCE};
Sql const kInsertPayment{"contributions.insert_payment", R"(
    INSERT INTO payment (source_type, source_id, source_kind, agreement, attempt, run, cents, account, day, month, count, at)
    VALUES (:type, :id, :kind, :agreement, :attempt, :run, :cents, :account, :day, :month, :count, :now) RETURNING id)"};
Sql const kReturned{"contributions.returned", R"(
    SELECT kind, agreement, attempt, code, cents, fee, repeated, day FROM payment_return)" BY_SOURCE};
// (`kind` is the source's third word and a column of its own.)
Sql const kInsertReturn{"contributions.insert_return", R"(
    INSERT INTO payment_return (source_type, source_id, source_kind, kind, agreement, attempt, code, cents, fee, repeated, day,
      month, at)
    VALUES (:type, :id, :source_kind, :kind, :agreement, :attempt, :code, :cents, :fee, :repeated, :day, :month, :now)
    RETURNING id)"};
Sql const kFree{"contributions.free_money", R"(
    SELECT (SELECT COALESCE(SUM(cents), 0) FROM payment WHERE agreement = :agreement AND attempt IS NULL)
      - (SELECT COALESCE(SUM(cents), 0) FROM payment_return WHERE agreement = :agreement AND attempt IS NULL))"};
Sql const kPaid{"contributions.paid", "SELECT day, cents FROM payment WHERE agreement = :agreement ORDER BY id"};
Sql const kPaidInRuns{"contributions.paid_in_runs", R"(
    SELECT p.day, t.cents FROM payment p JOIN attempt t ON t.run = p.run
    WHERE t.agreement = :agreement AND t.settled > 0 AND p.agreement IS NULL
      AND NOT EXISTS (SELECT 1 FROM payment q WHERE q.attempt = t.id) ORDER BY p.id)"};
Sql const kWentBack{"contributions.went_back", R"(
    SELECT day, cents, kind, code FROM payment_return WHERE agreement = :agreement ORDER BY id)"};

}  // namespace

std::optional<Payment> payment(ReadTx& tx, Source const& source) {
  auto row = tx.maybe<std::optional<AgreementId>, std::optional<AttemptId>, std::optional<RunId>, Money,
                      ledger::AccountNumber, Date, std::int64_t>(kPayment, source.type, source.id, source.kind);
  if (!row) return std::nullopt;
  auto const& [agreement, attempt, run, amount, account, day, count] = *row;
  return Payment{source, agreement, attempt, run, amount, account, day, count};
}

std::int64_t insert_payment(WriteTx& tx, Payment const& it, Instant now) {
  return tx.one<std::int64_t>(kInsertPayment, it.source.type, it.source.id, it.source.kind, it.agreement, it.attempt,
                              it.run, it.amount, it.account, it.day, period_of(it.day), it.count, now);
}

std::optional<Returned> returned(ReadTx& tx, Source const& source) {
  auto row = tx.maybe<ReturnKind, AgreementId, std::optional<AttemptId>, std::string, Money, Money, bool, Date>(
      kReturned, source.type, source.id, source.kind);
  if (!row) return std::nullopt;
  auto& [kind, agreement, attempt, code, amount, fee, repeated, day] = *row;
  return Returned{source, kind, agreement, attempt, std::move(code), amount, fee, repeated, day};
}

std::int64_t insert_return(WriteTx& tx, Returned const& it, Instant now) {
  return tx.one<std::int64_t>(kInsertReturn, it.source.type, it.source.id, it.source.kind, it.kind, it.agreement,
                              it.attempt, it.code, it.amount, it.fee, it.repeated, it.day, period_of(it.day), now);
}

Money free_money(ReadTx& tx, AgreementId agreement) { return tx.one<Money>(kFree, agreement); }

}  // namespace allmende::contributions::store

namespace allmende::contributions {

std::vector<Movement> movements(database::ReadTx& tx, AgreementId agreement) {
  std::vector<Movement> found;
  for (database::Sql const* sql : {&store::kPaid, &store::kPaidInRuns}) {
    for (auto const& [day, amount] : tx.all<Date, Money>(*sql, agreement)) found.push_back({day, amount, "paid", {}});
  }
  for (auto& [day, amount, kind, code] : tx.all<Date, Money, std::string, std::string>(store::kWentBack, agreement)) {
    found.push_back({day, Money::cents(0) - amount, std::move(kind), std::move(code)});
  }
  std::ranges::stable_sort(found, {}, &Movement::day);
  return found;
}

}  // namespace allmende::contributions
