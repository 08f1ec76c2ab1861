#pragma once
// An entry into the books, with its lines; and lines from suspense to where they belong. Private to this room.

#include "banking/line_store.h"

namespace allmende::banking {

/// Makes lines of drafts and tells contributions of them.
class LineMaker {
 public:
  explicit LineMaker(Telling const& telling) : to_(telling), next_(store::next_line(telling.tx)) {}

  /// Of an entry that is stored. What it books is added to `postings`.
  LineId make(Draft const& draft, store::EntryRow const& entry, ImportId import, int number,
              std::vector<ledger::Posting>& postings);
  /// `day`: of the report. `identity`: by which it is known again.
  LineId make_rejection(Draft const& draft, Date day, ImportId import, std::string identity);

 private:
  LineId store(Draft const& draft, Match const& match, store::LineRow row);
  LineId next();

  Telling const& to_;
  LineId next_;
};

/// What contributions and the books are told about a line, the how-manieth time. No person's data.
contributions::Source source_of(LineId id, std::int64_t turn);

/// Those of one account and currency as one, and none of nothing: they are many in a batch.
std::vector<ledger::Posting> merged(std::vector<ledger::Posting> const& postings);

/// `postings` are its lines'.
ledger::Booking booking_of(store::EntryRow const& entry, ledger::AccountNumber bank, std::vector<ledger::Posting> postings);

/// What lies in suspense for a line goes to `postings`, on the entry's own day.
Result<void> book_line(Telling const& telling, store::EntryRow const& entry, contributions::Source const& source,
                       std::vector<ledger::Posting> postings, std::string_view what);

}  // namespace allmende::banking
