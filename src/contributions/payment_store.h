#pragma once
// The rows of payments and returns. Private to this room.

#include "contributions/payments.h"

namespace allmende::contributions::store {

struct Payment {
  Source source;
  std::optional<AgreementId> agreement;
  std::optional<AttemptId> attempt;
  std::optional<RunId> run;
  Money amount;
  ledger::AccountNumber account;  ///< of the books, that is credited
  Date day;
  std::int64_t count = 1;
  bool operator==(Payment const&) const = default;
};
std::optional<Payment> payment(database::ReadTx& tx, Source const& source);
std::int64_t insert_payment(database::WriteTx& tx, Payment const& it, Instant now);

enum class ReturnKind { returned, rejected, refunded };
struct Returned {
  Source source;
  ReturnKind kind;
  AgreementId agreement;
  std::optional<AttemptId> attempt;
  std::string code;
  Money amount;
  Money fee;
  bool repeated = false;
  Date day;
};
std::optional<Returned> returned(database::ReadTx& tx, Source const& source);
std::int64_t insert_return(database::WriteTx& tx, Returned const& it, Instant now);
/// What was credited to an agreement beside its attempts, less what was refunded of that.
Money free_money(database::ReadTx& tx, AgreementId agreement);

struct Movement {
  Date day;
  Money amount;      ///< below zero for what went back
  std::string kind;  ///< "paid", "returned", "rejected", "refunded"
  std::string code;
};
std::vector<Movement> movements(database::ReadTx& tx, AgreementId agreement);

}  // namespace allmende::contributions::store

template <>
struct allmende::database::Stored<allmende::contributions::store::ReturnKind> {
  using Kind = allmende::contributions::store::ReturnKind;
  static std::string_view store(Kind kind);
  static Kind load(std::string_view name);
};
