#pragma once
// Taking in what comes from the bank. Part of the door.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "banking/line.h"

namespace allmende::banking {

struct ImportRules {
  enum class Numbers {
    must_follow,
    /// A person has seen that the bank left out a number; balances must lead from one statement to the next all the same.
    may_skip,
  };
  Numbers numbers = Numbers::must_follow;
  /// Memory goes by the largest entry, time by the whole file; which is read twice, or more often when the statements of a
  /// ZIP are in no order.
  sepa::ReadLimits limits{.bytes = 500'000'000, .messages = 400};
};

/// What one file was, and what was done with it.
struct Import {
  ImportId id;
  std::string name = {};  ///< of the file
  std::string sha256 = {};
  Instant at = Instant::from_microseconds(0);
  std::string by = {};
  std::int64_t statements = 0;       ///< camt.053
  std::int64_t entries = 0;          ///< all that it tells of
  std::int64_t booked = 0;           ///< entries of it that were not known
  std::int64_t lines = 0;            ///< of those
  std::int64_t unexplained = 0;      ///< lines of those that lay in suspense at the end of the import
  std::int64_t explained = 0;        ///< lines of earlier imports that waited for this one
  std::int64_t rejections = 0;
};

struct Imported {
  enum class Outcome {
    first,
    known,  ///< the same bytes were taken in before: nothing was done, and this is what it was then
  };
  Outcome outcome;
  Import file;
};

/// Takes it in as a whole. Reports (052) and notifications (054) book nothing: they tell of what statements' batches are
/// made. Statements of a ZIP are taken in the order of their days, whatever that of its files. A deed.
/// Refuses, and has then done nothing, with the place in the file in `where`: forbidden; not_found for a statement of an
/// account that is not the paper's; conflict for statements that do not follow the last one of their account, or whose
/// entries do not lead to their closing balance; invalid and limit for what sepa::read_bank_file() refuses, for an entry
/// without a day or in a currency that the books do not know, and for a name that is no line of up to 200 bytes; whatever the ledger refuses.
Result<Imported> import_file(database::WriteTx& tx, people::Actor const& actor, Till const& till,
                             std::filesystem::path const& file, std::string_view name, ImportRules const& rules, Instant now);
Result<Imported> import_bytes(database::WriteTx& tx, people::Actor const& actor, Till const& till, std::string_view bytes,
                              std::string_view name, ImportRules const& rules, Instant now);

/// What was done with what a file tells of.
enum class Fate {
  booked,
  known,     ///< it was booked before, or told before
  told,      ///< by a report or a notification: a statement books it
  pending,   ///< the bank has not booked it (yet), or it moves nothing
  rejected,  ///< of a status report: see its line
};
std::string_view name_of(Fate fate);

struct ReportEntry {
  std::int64_t number;  ///< 1, 2, … in the file
  std::string place;    ///< "statement.xml, line 17"
  Fate fate;
  std::optional<Date> day;
  Money amount = Money::cents(0);  ///< below zero went out
  std::string currency;
  std::optional<EntryId> entry;  ///< the one that is in the books
  std::int64_t lines = 0;        ///< of it
  std::optional<LineId> line;    ///< the only one of it, or the rejection's
};
/// In the order in which it was taken in, after that number. Refuses: forbidden; not_found.
Result<std::vector<ReportEntry>> report(database::ReadTx& tx, people::Actor const& actor, ImportId id, std::int64_t after,
                                        std::size_t limit);
/// Of an entry, in its order, after that number. Refuses: forbidden.
Result<std::vector<Line>> lines_of(database::ReadTx& tx, people::Actor const& actor, Till const& till, EntryId entry, int after,
                                   std::size_t limit);
/// Refuses: forbidden; not_found.
Result<Line> line(database::ReadTx& tx, people::Actor const& actor, Till const& till, LineId id);

/// Newest first, before that one. Refuses: forbidden.
Result<std::vector<Import>> imports(database::ReadTx& tx, people::Actor const& actor, std::optional<ImportId> before,
                                    std::size_t limit);

}  // namespace allmende::banking
