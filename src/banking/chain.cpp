#include "banking/chain.h"

#include <fmt/format.h>

namespace allmende::banking {

using sepa::Continuity;
using sepa::StatementMark;

bool Chain::is_next(StatementMark const& mark) const {
  auto const& number = row_.account.last_number;
  bool const has_all = number && mark.number && mark.opening && mark.year != 0;
  bool const in_order = has_all && ((mark.year == row_.last_year && *mark.number == *number + 1) || mark.year > row_.last_year);
  return in_order && *mark.opening == row_.account.balance;
}

Result<void> Chain::take(StatementMark const& mark, std::optional<Date> closed_on, StatementSums const& sums) {
  if (sums.fresh == 0 && sums.known > 0 && may_repeat(mark)) return repeats(mark);
  bool const is_empty = sums.fresh == 0;
  bool const starts_here = mark.opening == row_.account.balance;
  bool fits = false;
  switch (sepa::continuity(last(), mark)) {
    case Continuity::follows: fits = proves(mark, sums); break;
    case Continuity::repeats:
    case Continuity::lies_before:
    case Continuity::balances_differ:
      if (is_empty && (!mark.number || is_behind(mark))) return {};
      // It laps over what is known, as one of a week over those of its days.
      fits = !is_empty && mark.closing && proves(mark, sums) && (sums.known > 0 || starts_here);
      break;
    case Continuity::leaves_a_gap:
      fits = numbers_ == ImportRules::Numbers::may_skip && starts_here && proves(mark, sums);
      break;
  }
  if (!fits) return does_not_follow(mark);
  move_on(mark, closed_on, sums);
  return {};
}

std::unexpected<Refusal> Chain::does_not_follow(StatementMark const& mark) const {
  auto text = [](std::optional<Money> balance) { return balance ? balance->decimal() : "an unknown balance"; };
  std::string const after = row_.account.last_number ? fmt::format("number {}", *row_.account.last_number) : "the last one";
  return refuse(
      Code::conflict,
      fmt::format("it goes from {} to {} and does not follow {}, which ended with {}: one between them is missing, or it was "
                  "taken in before with other entries",
                  text(mark.opening), text(mark.closing), after, row_.account.balance.decimal()));
}

bool Chain::is_behind(StatementMark const& mark) const {
  auto const& number = row_.account.last_number;
  return mark.year < row_.last_year || (number && mark.year == row_.last_year && *mark.number <= *number);
}

StatementMark Chain::last() const {
  return {.account = row_.account.iban.compact(), .number = row_.account.last_number, .year = row_.last_year,
          .closing = row_.account.balance};
}

bool Chain::proves(StatementMark const& mark, StatementSums const& sums) const {
  return !mark.closing || *mark.closing == row_.account.balance + sums.of_fresh;
}

bool Chain::has_next_number(StatementMark const& mark) const {
  auto const& number = row_.account.last_number;
  return mark.number && number && mark.year == row_.last_year && *mark.number == *number + 1;
}

/// A number further on does not: its entries may be like known ones, and be others.
bool Chain::may_repeat(StatementMark const& mark) const { return !mark.number || is_behind(mark) || has_next_number(mark); }

/// What is known may still be the next by its number: what laps over it came before.
Result<void> Chain::repeats(StatementMark const& mark) {
  if (has_next_number(mark)) row_.account.last_number = mark.number;
  return {};
}

void Chain::move_on(StatementMark const& mark, std::optional<Date> closed_on, StatementSums const& sums) {
  row_.account.balance = row_.account.balance + sums.of_fresh;
  if (closed_on) row_.account.last_day = closed_on;
  bool const goes_on =
      mark.number && (mark.year > row_.last_year || !row_.account.last_number || *mark.number > *row_.account.last_number);
  if (!goes_on) return;
  row_.account.last_number = mark.number;
  if (mark.year != 0) row_.last_year = mark.year;
}

std::string label_of(StatementMark const& mark, std::optional<Date> closed_on) {
  if (mark.number && mark.year != 0) return fmt::format("{}/{}", *mark.number, mark.year);
  if (mark.number) return std::to_string(*mark.number);
  return closed_on ? closed_on->iso8601() : "?";
}

std::optional<Date> day_of(sepa::Statement const& statement) {
  if (sepa::Balance const* closing = statement.closing(); closing && closing->date) return closing->date;
  auto const created = Date::parse(std::string_view(statement.created).substr(0, 10));
  return created ? std::optional(*created) : std::nullopt;
}

}  // namespace allmende::banking
