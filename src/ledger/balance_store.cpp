#include "ledger/account_store.h"
#include "ledger/balance.h"
#include "ledger/journal.h"
#include "ledger/right.h"

namespace allmende::ledger {

using database::ReadTx;
using database::Sql;

namespace {

Sql const kSums{"ledger.sums", R"(
    SELECT COALESCE(CAST(SUM(debit) AS BIGINT), 0), COALESCE(CAST(SUM(credit) AS BIGINT), 0) FROM ledger_day
    WHERE account = :account AND day <= :through AND currency = :currency)"};

Sql const kTrialBalance{"ledger.trial_balance", R"(
    SELECT account, currency, CAST(SUM(debit) AS BIGINT), CAST(SUM(credit) AS BIGINT) FROM ledger_day
    WHERE day <= :through GROUP BY account, currency ORDER BY account, currency)"};

Sql const kDays{"ledger.daily_sums", R"(
    SELECT day, debit, credit FROM ledger_day
    WHERE account = :account AND day >= :from AND day <= :to AND currency = :currency ORDER BY day)"};

Sql const kMonths{"ledger.monthly_totals", R"(
    SELECT SUBSTR(d.day, 1, 7), a.number, a.kind, d.currency, CAST(SUM(d.debit) AS BIGINT), CAST(SUM(d.credit) AS BIGINT)
    FROM ledger_account a JOIN ledger_day d ON d.account = a.number
    WHERE a.kind IN ('income', 'expense') AND d.day >= :from AND d.day <= :to
    GROUP BY SUBSTR(d.day, 1, 7), a.number, a.kind, d.currency ORDER BY 1, 2, 4)"};

Sql const kLines{"ledger.lines", R"(
    SELECT e.booked_on, e.transaction_id, e.line, e.cents, e.currency, t.day, t.value_day, t.text
    FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
    WHERE e.account = :account AND (e.booked_on, e.transaction_id, e.line) > (:booked_on, :transaction, :line)
      AND e.booked_on <= :to
    ORDER BY e.booked_on, e.transaction_id, e.line LIMIT :limit)"};

}  // namespace

Sums sums(ReadTx& tx, AccountNumber account, Date through, Currency currency) {
  auto [debit, credit] = tx.one<Money, Money>(kSums, account, through, currency);
  return {debit, credit};
}

std::vector<AccountSums> trial_balance(ReadTx& tx, Date through) {
  std::vector<AccountSums> found;
  tx.each<AccountNumber, Currency, Money, Money>(
      kTrialBalance,
      [&](AccountNumber account, Currency currency, Money debit, Money credit) {
        found.push_back({account, currency, {debit, credit}});
      },
      through);
  return found;
}

std::vector<DaySums> daily_sums(ReadTx& tx, AccountNumber account, Date from, Date to, Currency currency) {
  std::vector<DaySums> found;
  for (auto const& [day, debit, credit] : tx.all<Date, Money, Money>(kDays, account, from, to, currency)) {
    found.push_back({day, {debit, credit}});
  }
  return found;
}

std::vector<MonthTotal> monthly_totals(ReadTx& tx, Month from, Month to) {
  tx.depends_on(kAccountSubject);
  for (Month month = from; month <= to && tx.collects_dependencies(); month = month.next()) {
    tx.depends_on(kMonthSubject, month.text());
  }
  std::vector<MonthTotal> found;
  tx.each<Month, AccountNumber, Kind, Currency, Money, Money>(
      kMonths,
      [&](Month month, AccountNumber account, Kind kind, Currency currency, Money debit, Money credit) {
        found.push_back({month, account, kind, currency, {debit, credit}});
      },
      from.first_day(), to.last_day());
  return found;
}

Result<std::vector<Line>> lines(ReadTx& tx, people::Actor const& actor, AccountNumber account, LinePosition after,
                                Date to, std::size_t limit) {
  TRY(actor.must_have_any(kBookkeepers));
  std::vector<Line> found;
  tx.each<Date, TransactionId, int, Money, Currency, Date, Date, std::string>(
      kLines,
      [&](Date booked_on, TransactionId id, int line, Money amount, Currency currency, Date day, Date value_day,
          std::string text) {
        found.push_back({booked_on, id, line, {account, amount, currency}, day, value_day, std::move(text)});
      },
      account, after.booked_on, after.transaction, after.line, to, limit);
  return found;
}

}  // namespace allmende::ledger
