// One line a posting.

#include <fmt/format.h>

#include "ledger/export.h"
#include "ledger/right.h"

namespace allmende::ledger {

namespace {

constexpr std::string_view kColumns =
    "transaction,line,booked_on,day,value_day,account,account_name,kind,currency,amount,text,"
    "source_type,source_id,source_kind,corrects,booked_at,booked_by\r\n";

std::string in_quotes(std::string_view text) {
  std::string field = "\"";
  bool formula = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
  if (formula) field += '\'';
  for (char c : text) field.append(c == '"' ? 2 : 1, c);
  return field + '"';
}

using Accounts = std::map<AccountNumber, Account>;

std::string rows(Transaction const& it, Accounts const& accounts) {
  auto const& [source, fact] = it.booking;
  std::string text;
  int line = 0;
  for (auto const& [number, amount, currency] : fact.postings) {
    Account const& account = accounts.at(number);
    text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", it.id.value(), ++line,
                        it.booked_on.iso8601(), fact.day.iso8601(), fact.value_day->iso8601(), number.value(),
                        in_quotes(account.name), name_of(account.kind), currency.code(), amount.decimal(),
                        in_quotes(fact.text), in_quotes(source.type), in_quotes(source.id), in_quotes(source.kind),
                        it.corrects ? std::to_string(it.corrects->value()) : "", it.at.rfc3339(), in_quotes(it.name));
  }
  return text;
}

}  // namespace

Result<void> export_csv(database::ReadTx& tx, people::Actor const& actor, Period period, Sink const& sink) {
  TRY(actor.must_have_any(kBookkeepers));
  Accounts known;
  for (Account& account : accounts(tx)) known.emplace(account.number, account);
  sink(kColumns);
  each_transaction(tx, period, [&](Transaction const& it) { sink(rows(it, known)); });
  return {};
}

}  // namespace allmende::ledger
