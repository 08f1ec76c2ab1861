#include "ledger/account_store.h"
#include "ledger/chart.h"
#include "ledger/right.h"
#include "ledger/words.h"

namespace allmende::ledger {

using database::WriteTx;

namespace {

void record(WriteTx& tx, people::Actor const& actor, std::string_view what, AccountNumber number, Instant now,
            std::string_view detail = {}) {
  people::record_deed(tx, actor, {what, kAccountSubject, number.text(), detail}, now);
  tx.record_change(kAccountSubject, number.text());
}

Result<Account> existing(database::ReadTx& tx, AccountNumber number) {
  auto found = account(tx, number);
  if (!found) return refuse(Code::not_found, "there is no account " + number.text());
  return *std::move(found);
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::asset: return "asset";
    case Kind::liability: return "liability";
    case Kind::equity: return "equity";
    case Kind::income: return "income";
    case Kind::expense: return "expense";
  }
  report_bug("every kind has a name");
}

Result<AccountNumber> AccountNumber::from(std::int64_t number) {
  if (number < kLeast || number > kGreatest) {
    return refuse(Code::invalid, "an account's number has four to eight digits and does not begin with 0");
  }
  return AccountNumber(number);
}

Result<int> lay_out_chart(WriteTx& tx, people::Actor const& actor, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  int added = 0;
  for (Account const& wanted : chart::standard()) {
    auto there = account(tx, wanted.number);
    if (there && there->kind != wanted.kind) {
      return refuse(Code::conflict, "account " + wanted.number.text() + " is there already, as another kind");
    }
    if (there) continue;
    TRY(open_account(tx, actor, wanted, now));
    ++added;
  }
  return added;
}

Result<void> open_account(WriteTx& tx, people::Actor const& actor, Account const& wanted, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  TRY(check_words(wanted.name, Account::kLongestName, "name"));
  if (account(tx, wanted.number)) {
    return refuse(Code::conflict, "there is an account " + wanted.number.text() + " already", "number");
  }
  store::insert_account(tx, wanted);
  record(tx, actor, "account opened", wanted.number, now, wanted.name);
  return {};
}

Result<void> rename_account(WriteTx& tx, people::Actor const& actor, AccountNumber number, std::string const& name,
                            Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  TRY(check_words(name, Account::kLongestName, "name"));
  Account it = TRY(existing(tx, number));
  it.name = name;
  store::update_account(tx, it);
  record(tx, actor, "account renamed", number, now, name);
  return {};
}

Result<void> set_use(WriteTx& tx, people::Actor const& actor, AccountNumber number, Use use, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  Account it = TRY(existing(tx, number));
  it.closed = use == Use::closed;
  store::update_account(tx, it);
  record(tx, actor, it.closed ? "account closed" : "account reopened", number, now);
  return {};
}

Result<void> remove_account(WriteTx& tx, people::Actor const& actor, AccountNumber number, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  TRY(existing(tx, number));
  if (store::is_used(tx, number)) {
    return refuse(Code::conflict, "account " + number.text() + " has been booked on: it can be closed, not removed");
  }
  store::delete_account(tx, number);
  record(tx, actor, "account removed", number, now);
  return {};
}

}  // namespace allmende::ledger
