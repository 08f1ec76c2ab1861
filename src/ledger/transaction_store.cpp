#include "ledger/transaction_store.h"

#include <set>

namespace allmende::ledger {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kLast{"ledger.last_transaction", "SELECT COALESCE(MAX(id), 0) FROM ledger_transaction"};

Sql const kInsertEntry{"ledger.insert_entry", R"(
    INSERT INTO ledger_entry (transaction_id, line, account, booked_on, currency, cents)
    VALUES (:transaction, :line, :account, :booked_on, :currency, :cents))"};
Sql const kInsert{"ledger.insert_transaction", R"(
    INSERT INTO ledger_transaction
      (id, source_type, source_id, source_kind, booked_on, day, value_day, text, corrects, at, person, name)
    VALUES (:id, :source_type, :source_id, :source_kind, :booked_on, :day, :value_day, :text, :corrects, :at, :person, :name))"};

Sql const kAdd{"ledger.add_to_day", R"(
    INSERT INTO ledger_day (account, day, currency, debit, credit)
    VALUES (:account, :day, :currency, :debit, :credit)
    ON CONFLICT (account, day, currency) DO UPDATE SET
      debit = ledger_day.debit + excluded.debit, credit = ledger_day.credit + excluded.credit)"};

// A transaction with its entries: as many rows as it has entries.
#define WITH_ENTRIES                                                                                              \
  "SELECT t.id, t.source_type, t.source_id, t.source_kind, t.booked_on, t.day, t.value_day, t.text, t.corrects, " \
  "t.at, t.person, t.name, e.account, e.cents, e.currency "                                                       \
  "FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id"
Sql const kBySource{"ledger.transaction_by_source", WITH_ENTRIES R"(
    WHERE t.source_type = :type AND t.source_id = :id AND t.source_kind = :kind ORDER BY e.line)"};
Sql const kById{"ledger.transaction", WITH_ENTRIES " WHERE t.id = :id ORDER BY e.line"};
Sql const kByDay{"ledger.transactions_by_day", WITH_ENTRIES R"(
    WHERE t.booked_on >= :from AND t.booked_on <= :to ORDER BY t.booked_on, t.id, e.line)"};
Sql const kByNumber{"ledger.transactions_by_number", WITH_ENTRIES R"(
    WHERE t.id > :after AND t.id <= :last ORDER BY t.id, e.line)"};

/// Rows in, transactions out.
class Gatherer {
 public:
  explicit Gatherer(std::function<void(Transaction const&)> const& callback) : callback_(callback) {}

  template <class... Args>
  void read(ReadTx& tx, Sql const& sql, Args const&... args) {
    tx.each<TransactionId, std::string, std::string, std::string, Date, Date, Date, std::string,
            std::optional<std::int64_t>, Instant, std::optional<std::int64_t>, std::string, AccountNumber, Money,
            Currency>(
        sql, [this](auto&&... columns) { take(std::move(columns)...); }, args...);
    finish();
  }

 private:
  void take(TransactionId id, std::string type, std::string source_id, std::string kind, Date booked_on, Date day,
            Date value_day, std::string text, std::optional<std::int64_t> corrects, Instant at,
            std::optional<std::int64_t> person, std::string name, AccountNumber account, Money amount,
            Currency currency) {
    if (!current_ || current_->id != id) {
      finish();
      Fact fact{.day = day, .value_day = value_day, .text = std::move(text), .postings = {}};
      current_ = Transaction{.id = id,
                             .booking = {{std::move(type), std::move(source_id), std::move(kind)}, std::move(fact)},
                             .booked_on = booked_on,
                             .corrects = corrects ? std::optional(TransactionId(*corrects)) : std::nullopt,
                             .at = at,
                             .person = person ? std::optional(people::PersonId(*person)) : std::nullopt,
                             .name = std::move(name)};
    }
    current_->booking.fact.postings.push_back({account, amount, currency});
  }

  void finish() {
    if (current_) callback_(*current_);
    current_.reset();
  }

  std::function<void(Transaction const&)> const& callback_;
  std::optional<Transaction> current_;
};

template <class... Args>
std::optional<Transaction> only(ReadTx& tx, Sql const& sql, Args const&... args) {
  std::optional<Transaction> found;
  Gatherer([&](Transaction const& it) { found = it; }).read(tx, sql, args...);
  return found;
}

bool readers_see(ReadTx& tx, AccountNumber number) {
  Kind kind = account(tx, number)->kind;
  return kind == Kind::income || kind == Kind::expense;
}

}  // namespace

std::optional<Transaction> find(ReadTx& tx, Source const& source) {
  return only(tx, kBySource, source.type, source.id, source.kind);
}

std::optional<Transaction> transaction(ReadTx& tx, TransactionId id) { return only(tx, kById, id); }

void each_transaction(ReadTx& tx, Period period, std::function<void(Transaction const&)> const& callback) {
  Gatherer(callback).read(tx, kByDay, period.from, period.to);
}

namespace store {

TransactionId last_id(ReadTx& tx) { return tx.one<TransactionId>(kLast); }

void each_by_number(ReadTx& tx, TransactionId after, TransactionId last,
                    std::function<void(Transaction const&)> const& callback) {
  Gatherer(callback).read(tx, kByNumber, after, last);
}

std::int64_t Writing::last_id_of(ReadTx& tx) { return last_id(tx).value(); }

void Writing::write(Transaction const& it) {
  auto const& [source, fact] = it.booking;
  VERIFY(it.id == next() && fact.value_day.has_value());
  int line = 0;
  for (auto const& [account, amount, currency] : fact.postings) {
    tx_.run(kInsertEntry, it.id, ++line, account, it.booked_on, currency, amount);
    Sums& sum = sums_[{account, it.booked_on, currency}];
    if (amount > Money::cents(0)) sum.debit = sum.debit + amount;
    else sum.credit = sum.credit - amount;
  }
  tx_.run(kInsert, it.id, source.type, source.id, source.kind, it.booked_on, fact.day, *fact.value_day, fact.text,
          it.corrects, it.at, it.person, it.name);
  ++next_;
}

void Writing::finish() {
  std::set<Month> seen;
  for (auto const& [key, sum] : sums_) {
    auto const& [account, day, currency] = key;
    tx_.run(kAdd, account, day, currency, sum.debit, sum.credit);
    if (readers_see(tx_, account)) seen.insert(Month::of(day));
  }
  for (Month month : seen) tx_.record_change(kMonthSubject, month.text());
  sums_.clear();
}

}  // namespace store
}  // namespace allmende::ledger
