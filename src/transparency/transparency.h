#pragma once
// THE DOOR of transparency: what a paper tells everybody of the money that readers give, and of what it does with it.
//
// Words: a *kind* of income is once or regularly, from readers, members or organisations, as the books have accounts for
// them (ledger/chart.h); a *block* is what is told of at once: the sum of one kind in one month, of ten givers or more; the
// *plan* is what the paper itself says: its goal, and what it spends money on.
//
// The rule. No giver can be told from what is published, by no sum and no difference:
//  1. A block has at least ten givers whose money in it is not nothing. (What came and was returned counts for nobody.)
//  2. All money that is published, on pages, in plots and as JSON, is a sum of whole blocks.
//  3. A block is never altered, divided or taken back. So what is published today and what was yesterday differ by whole
//     blocks too, whoever writes both down.
//  4. What comes too late or too seldom for a block of its kind is told with other kinds of its month, as `several`; what
//     is too little for that, with a later month. So the sum of what is told is less than the books have, by the money
//     of a few, and never more than that.
//  5. The number of givers is told anew when it has moved by ten.
// What the rule does not hide: that one gift is much larger than the others of its block.
//
// Who may: people at the till write the plan, the clock tells, everybody reads what was told. Changes are noted as
// "transparency".

#include <optional>
#include <string>
#include <vector>

#include "contributions/contributions.h"
#include "database/database.h"
#include "json/json.h"
#include "ledger/ledger.h"
#include "people/people.h"
#include "transparency/block.h"

namespace allmende::transparency {

/// The subject of the change log.
inline constexpr std::string_view kSubject = "transparency";

enum class Per { month, year };
std::string_view name_of(Per per);
Result<Per> parse_per(std::string_view name);

struct Spending {
  std::string name;  ///< "Writing and editing"
  Money amount;      ///< above zero
  Per per = Per::month;
  bool operator==(Spending const&) const = default;
};

struct Plan {
  static constexpr std::size_t kLongestName = 120;    ///< bytes
  static constexpr std::size_t kLongestText = 4'000;  ///< bytes
  static constexpr std::size_t kMostSpending = 20;
  static constexpr Money kMost = Money::cents(1'000'000'000'00);

  Money goal = Money::cents(0);         ///< a month; zero: the paper has set none
  std::vector<Spending> spending = {};  ///< in the paper's order
  std::string text = {};                ///< paragraphs, a blank line between them
  bool operator==(Plan const&) const = default;
};

/// Empty when none was written.
Plan plan(database::ReadTx& tx);
/// A deed. Refuses, with the place: forbidden; invalid for amounts below zero (of a spending: not above it), too large
/// ones and names that are empty; limit for texts and for more than so many.
Result<void> write_plan(database::WriteTx& tx, people::Actor const& actor, Plan const& plan, Instant now);

/// Tells what can be told of what has settled and come back since the last time. `statements` is the day until which
/// the bank's statements are taken in. As often as one likes; twice at once is as once. Refuses: forbidden but for the
/// clock and people at the till.
Result<void> tell(database::WriteTx& tx, people::Actor const& actor, contributions::Till const& till,
                  std::optional<Date> statements, Instant now);

struct Told {
  ledger::Month month;
  Kind kind;
  Money amount;  ///< what settled less what came back; below zero when more came back
  bool operator==(Told const&) const = default;
};
/// By month and kind, both months included; months and kinds of which nothing was told are not there.
std::vector<Told> told(database::ReadTx& tx, ledger::Month from, ledger::Month to);

struct Standing {
  std::optional<std::int64_t> givers;  ///< with active agreements, as was told last; none: never ten
  std::optional<Date> statements;
  bool operator==(Standing const&) const = default;
};
Standing standing(database::ReadTx& tx);

std::vector<database::Migration> migrations();

}  // namespace allmende::transparency
