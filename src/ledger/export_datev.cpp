// A posting batch for DATEV.

#include <fmt/format.h>

#include <algorithm>

#include "ledger/datev_record.h"
#include "ledger/export.h"
#include "ledger/right.h"
#include "ledger/words.h"

namespace allmende::ledger {

namespace {

using datev::text_field;

constexpr std::int64_t kMostRows = 99'999;
constexpr Money kNothing = Money::cents(0);

/// Two accounts and what goes from one to the other.
struct Pair {
  AccountNumber debit;
  AccountNumber credit;
  Money amount;
};

/// The same sums by rows of two accounts: each debit is set against the credits, in their order.
std::vector<Pair> pairs_of(std::map<AccountNumber, Money> sums) {
  std::vector<Pair> pairs;
  auto next = [&](bool debit) {
    return std::ranges::find_if(sums,
                                [&](auto const& sum) { return debit ? sum.second > kNothing : sum.second < kNothing; });
  };
  for (auto from = next(true); from != sums.end(); from = next(true)) {
    auto to = next(false);
    VERIFY(to != sums.end());
    Money amount = std::min(from->second, kNothing - to->second);
    pairs.push_back({from->first, to->first, amount});
    from->second = from->second - amount;
    to->second = to->second + amount;
  }
  return pairs;
}

std::string yyyymmdd(Date day) { return fmt::format("{:04}{:02}{:02}", day.year(), day.month(), day.day()); }

/// "1234,50"
std::string amount_field(Money amount) {
  std::string text = amount.decimal();
  std::ranges::replace(text, '.', ',');
  return text;
}

/// "20261130091500000" of "2026-11-30T09:15:00.25Z"
std::string moment_field(Instant instant) {
  std::string digits;
  for (char c : instant.rfc3339().substr(0, 19)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return fmt::format("{}{:03}", digits, instant.microseconds() / 1'000 % 1'000);
}

Result<void> check_range(std::int64_t number, std::int64_t least, std::int64_t most, std::string where) {
  if (number >= least && number <= most) return {};
  return refuse(Code::invalid, fmt::format("is not between {} and {}", least, most), std::move(where));
}

Result<void> check_batch(Period period, DatevBatch const& batch) {
  TRY(check_range(batch.consultant, 1001, 9'999'999, "consultant"));
  TRY(check_range(batch.client, 1, 99'999, "client"));
  TRY(check_range(batch.account_digits, 4, 8, "account_digits"));
  TRY(check_words(batch.name, 30, "name"));
  Date begin = batch.year_begins;
  if (begin.day() != 1) return refuse(Code::invalid, "a financial year begins on the first of a month", "year_begins");
  Date end = Date::from(begin.year() + 1, begin.month(), 1).value();
  if (period.from > period.to || period.from < begin || period.to >= end) {
    return refuse(Code::invalid, "a batch lies in one financial year", "period");
  }
  return {};
}

/// The file's first line.
std::string head_of(Period period, DatevBatch const& batch) {
  std::string const none = "\"\"";
  std::vector<std::string> const fields = {
      "\"EXTF\"",
      "700",
      "21",
      "\"Buchungsstapel\"",
      "13",
      moment_field(batch.made_at),
      "",  // when it was taken in
      "\"AL\"",
      none,  // by whom it was made
      none,  // by whom it was taken in
      std::to_string(batch.consultant),
      std::to_string(batch.client),
      yyyymmdd(batch.year_begins),
      std::to_string(batch.account_digits),
      yyyymmdd(period.from),
      yyyymmdd(period.to),
      text_field(batch.name, 30),
      none,  // initials
      "1",   // financial accounting
      "0",   // for every purpose
      batch.finality == DatevBatch::Finality::final ? "1" : "0",
      "\"EUR\"",
      "",
      none,
      "",
      "",
      none,  // chart of accounts: the adviser's
      "",
      "",
      none,
      none,
  };
  VERIFY(fields.size() == 31);
  return fmt::format("{}\r\n", fmt::join(fields, ";"));
}

Result<std::string> account_field(AccountNumber number, DatevBatch const& batch) {
  auto translated = batch.accounts.find(number);
  std::string text = (translated == batch.accounts.end() ? number : translated->second).text();
  if (static_cast<int>(text.size()) == batch.account_digits) return text;
  return refuse(Code::invalid,
                fmt::format("account {} needs one of {} digits in DATEV's books", number.value(), batch.account_digits),
                "accounts");
}

Result<std::string> line_of(Transaction const& it, Pair const& pair, DatevBatch const& batch) {
  std::string account = TRY(account_field(pair.debit, batch));
  std::string contra_account = TRY(account_field(pair.credit, batch));
  datev::Row row;
  row.set(datev::kAmount, amount_field(pair.amount))
      .set(datev::kSide, "\"S\"")
      .set(datev::kCurrency, "\"EUR\"")
      .set(datev::kAccount, std::move(account))
      .set(datev::kContraAccount, std::move(contra_account))
      .set(datev::kDay, fmt::format("{:02}{:02}", it.booked_on.day(), it.booked_on.month()))
      .set(datev::kVoucher, text_field(std::to_string(it.id.value()), 36))
      .set(datev::kText, text_field(it.booking.fact.text, 60));
  if (it.is_late()) {
    row.set(datev::kFirstInfoKind, "\"Nachgebucht zum\"")
        .set(datev::kFirstInfo, text_field(it.booking.fact.day.iso8601(), 210));
  }
  if (it.corrects) {
    row.set(datev::kSecondInfoKind, "\"Berichtigt Buchung\"")
        .set(datev::kSecondInfo, text_field(std::to_string(it.corrects->value()), 210));
  }
  return row.line();
}

/// Its sums by account; none if it has another currency.
std::optional<std::map<AccountNumber, Money>> euro_sums(Transaction const& it) {
  std::map<AccountNumber, Money> sums;
  for (auto const& [account, amount, currency] : it.booking.fact.postings) {
    if (currency != Currency::euro()) return std::nullopt;
    Money& sum = sums.try_emplace(account, kNothing).first->second;
    sum = sum + amount;
  }
  return sums;
}

/// Writes rows until one is refused.
class Batch {
 public:
  Batch(DatevBatch const& batch, Sink const& sink) : batch_(batch), sink_(sink) {}

  Result<void> add(Transaction const& it) {
    auto sums = euro_sums(it);
    if (!sums) {
      report_.left_out.push_back(it.id);
      return {};
    }
    for (Pair const& pair : pairs_of(*std::move(sums))) {
      if (++report_.rows > kMostRows) {
        return refuse(Code::limit, "a batch has at most 99 999 rows: take a shorter period", "period");
      }
      std::string line = TRY(line_of(it, pair, batch_));
      sink_(line);
    }
    return {};
  }
  DatevReport const& report() const { return report_; }

 private:
  DatevBatch const& batch_;
  Sink const& sink_;
  DatevReport report_;
};

}  // namespace

Result<DatevReport> export_datev(database::ReadTx& tx, people::Actor const& actor, Period period,
                                 DatevBatch const& batch, Sink const& sink) {
  TRY(actor.must_have_any(kBookkeepers));
  TRY(check_batch(period, batch));
  sink(head_of(period, batch));
  sink(datev::column_names());
  Batch rows(batch, sink);
  Result<void> done;
  each_transaction(tx, period, [&](Transaction const& it) {
    if (done) done = rows.add(it);
  });
  TRY(std::move(done));
  return rows.report();
}

}  // namespace allmende::ledger
