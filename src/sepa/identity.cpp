#include "sepa/identity.h"

#include <fmt/format.h>

#include "sepa/digest.h"

namespace allmende::sepa {

namespace {

/// Parts with their lengths, so that no two lists of parts read alike.
class Parts {
 public:
  void add(std::string_view part) { all_ += fmt::format("{}:{};", part.size(), part); }
  void add(std::optional<Date> day) { add(day ? day->iso8601() : ""); }
  void add(Amount const& amount) { add(fmt::format("{} {}", amount.money.decimal(), amount.currency)); }
  void add(std::optional<Amount> const& amount) { amount ? add(*amount) : add(""); }
  std::string const& all() const { return all_; }

 private:
  std::string all_;
};

std::string_view name_of(Direction direction) { return direction == Direction::credit ? "credit" : "debit"; }

/// Banks cut a remittance into lines where they like.
std::string without_blanks(std::vector<std::string> const& texts) {
  std::string all;
  for (std::string const& text : texts) {
    for (char c : text) {
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') all += c;
    }
  }
  return all;
}

void add_detail(Parts& parts, Detail const& detail) {
  parts.add(detail.end_to_end_id);
  parts.add(detail.mandate_id);
  parts.add(detail.amount);
  parts.add(detail.debtor.iban + detail.debtor.other_account);
  parts.add(detail.creditor.iban + detail.creditor.other_account);
  parts.add(without_blanks(detail.texts));
  parts.add(without_blanks(detail.references));
  parts.add(detail.return_reason.code);
}

int year_of(Statement const& statement) {
  Balance const* closing = statement.closing();
  if (closing && closing->date) return closing->date->year();
  auto created = Date::parse(std::string_view(statement.created).substr(0, 10));
  return created ? created->year() : 0;
}

}  // namespace

std::string fingerprint_of(OwnAccount const& account, Entry const& entry) {
  Parts parts;
  parts.add(account.iban.empty() ? account.other : account.iban);
  parts.add(entry.booking_date ? entry.booking_date : entry.value_date);
  parts.add(name_of(entry.direction));
  parts.add(entry.amount);
  parts.add(without_blanks({entry.additional}));
  for (Detail const& detail : entry.details) add_detail(parts, detail);
  return "1:" + sha256(parts.all());
}

EntryIdentity Identities::next(Statement const& statement, Entry const& entry) {
  std::string fingerprint = fingerprint_of(statement.account, entry);
  int const occurrence = ++seen_[fingerprint];
  return {std::move(fingerprint), occurrence};
}

StatementMark mark_of(Statement const& statement) {
  StatementMark mark{.account = statement.account.iban.empty() ? statement.account.other : statement.account.iban};
  mark.number = statement.electronic_number ? statement.electronic_number : statement.legal_number;
  mark.year = year_of(statement);
  if (Balance const* opening = statement.opening()) mark.opening = opening->signed_money();
  if (Balance const* closing = statement.closing()) mark.closing = closing->signed_money();
  return mark;
}

Continuity continuity(StatementMark const& last, StatementMark const& next) {
  VERIFY(last.account == next.account);
  bool const same_count = last.number && next.number && last.year == next.year;
  if (same_count && *last.number == *next.number && last.closing == next.closing) return Continuity::repeats;
  if (last.year > next.year && next.year != 0) return Continuity::lies_before;
  if (same_count && *next.number <= *last.number) return Continuity::lies_before;
  if (same_count && *next.number > *last.number + 1) return Continuity::leaves_a_gap;
  if (last.closing && next.opening && *last.closing != *next.opening) return Continuity::balances_differ;
  return Continuity::follows;
}

}  // namespace allmende::sepa
