#include "banking/advice_store.h"

#include "banking/names.h"
#include "banking/particulars.h"

namespace allmende::banking::store {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

using AdviceId = Id<struct BankAdviceTag>;

Sql const kLast{"banking.last_advice", "SELECT COALESCE(MAX(id), 0) FROM bank_advice"};
Sql const kInsert{"banking.insert_advice", R"(
    INSERT INTO bank_advice (id, account, identity, occurrence, day, cents, currency, batch, import)
    VALUES (:id, :account, :identity, :occurrence, :day, :cents, :currency, :batch, :import)
    ON CONFLICT (account, identity, occurrence) DO NOTHING)"};
Sql const kInsertLine{"banking.insert_advice_line", R"(
    INSERT INTO bank_advice_line (advice, number, kind, cents, fee, code, blocked, sealed)
    VALUES (:advice, :number, :kind, :cents, :fee, :code, :blocked, :sealed))"};
// What does not say of which batch it is may be of any.
Sql const kFind{"banking.find_advice", R"(
    SELECT MIN(id) FROM bank_advice
    WHERE account = :account AND day = :day AND cents = :cents AND currency = :currency AND entry IS NULL
      AND (batch = '' OR :batch = '' OR batch = :batch))"};
Sql const kTake{"banking.take_advice", "UPDATE bank_advice SET entry = :entry WHERE id = :id"};
Sql const kLines{"banking.advice_lines", R"(
    SELECT number, kind, cents, fee, code, blocked, sealed FROM bank_advice_line WHERE advice = :advice ORDER BY number)"};

std::string place(AdviceId advice, std::int64_t number) {
  return "bank advice " + std::to_string(advice.value()) + " line " + std::to_string(number);
}

}  // namespace

std::string batch_index(vault::Vault const& vault, std::vector<Draft> const& drafts) {
  std::string const& batch = drafts.front().particulars.batch_id;
  return batch.empty() ? "" : vault.index("bank-batch", batch);
}

bool insert(WriteTx& tx, vault::Vault const& vault, Advice const& it, std::vector<Draft> const& drafts) {
  AdviceId const id(tx.one<std::int64_t>(kLast) + 1);
  bool const is_new = tx.run(kInsert, id, it.account, it.identity, it.occurrence, it.day, it.amount, it.currency,
                             batch_index(vault, drafts), it.import) == 1;
  if (!is_new) return false;
  std::int64_t number = 0;
  for (Draft const& draft : drafts) {
    ++number;
    tx.run(kInsertLine, id, number, draft.kind, draft.amount, draft.fee, draft.code, draft.blocked ? name_of(*draft.blocked) : "",
           sealed(vault, draft.particulars, place(id, number)));
  }
  return true;
}

std::vector<Draft> take_advice(WriteTx& tx, vault::Vault const& vault, AccountId account, EntryId entry, Date day,
                               Draft const& batch) {
  auto const id =
      tx.one<std::optional<AdviceId>>(kFind, account, day, batch.amount, std::string_view("EUR"), batch_index(vault, {batch}));
  if (!id) return {};
  tx.run(kTake, entry, *id);
  std::vector<Draft> drafts;
  tx.each<std::int64_t, LineKind, Money, Money, std::string, std::string, std::string>(
      kLines,
      [&](std::int64_t number, LineKind kind, Money amount, Money fee, std::string code, std::string const& blocked,
          std::string const& sealed) {
        Draft draft{.kind = kind, .amount = amount, .fee = fee, .code = std::move(code)};
        if (!blocked.empty()) draft.blocked = database::Stored<Cause>::load(blocked);
        draft.particulars = opened(vault, sealed, place(*id, number));
        drafts.push_back(std::move(draft));
      },
      *id);
  return drafts;
}

}  // namespace allmende::banking::store
