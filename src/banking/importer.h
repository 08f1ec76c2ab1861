#pragma once
// Takes in what a file tells, while it is read. Private to this room.

#include <map>
#include <set>

#include "banking/chain.h"
#include "banking/rejecting.h"

namespace allmende::banking {

/// A statement, or several pages of one, while it is taken in.
struct CurrentStatement {
  Chain* chain;
  sepa::StatementMark mark;
  std::optional<Date> closed_on;
  std::string label;
  std::string id;
  bool all_is_new;
  sepa::Identities identities = {};
  std::set<std::int64_t> pages = {};  ///< none: it is told as a whole
  bool has_last_page = false;
  StatementSums sums = {};
};

/// Hears a file as often as is needed to take in its parts in their order (plan.h).
class Importer : public sepa::BankFileListener {
 public:
  Importer(Telling const& telling, ImportRules const& rules, ImportId id, std::vector<std::size_t> order);

  bool is_done() const { return turn_ == order_.size(); }
  void reads_again() { place_ = 0; }
  /// When the file has been read to its end.
  Result<Import> finish();

  Result<void> message_begins(std::string_view name) override;
  Result<void> statement_begins(sepa::Statement const& statement) override;
  Result<void> entry(sepa::Statement const& statement, sepa::Entry const& entry) override;
  Result<void> statement_ends(sepa::Statement const& statement, sepa::StatementTotals const&) override;
  Result<void> status_report(sepa::StatusReport const& report) override;

 private:
  /// Which one it is of those alike, and whether it is known.
  struct Identified {
    std::string identity;
    std::int64_t occurrence;
    std::optional<EntryId> known;
  };

  bool its_turn();
  std::string in_message(std::string what) const;
  std::string place(sepa::Entry const& entry) const;

  Result<Chain*> chain_of(sepa::Statement const& statement);
  void begin(Chain& chain, sepa::Statement const& statement);
  bool goes_on(sepa::Statement const& statement) const;
  Result<void> page(sepa::Statement const& statement);
  Result<void> finish_statement();

  Identified identify(sepa::Statement const& statement, sepa::Entry const& entry);
  std::string index_of(std::string const& fingerprint) const;
  void count(sepa::Entry const& entry, bool known);
  Result<void> book(sepa::Statement const& statement, sepa::Entry const& entry);
  Result<void> book_lines(store::EntryRow& row, std::vector<Draft> const& drafts);
  Result<void> book_them();

  Result<void> advice(sepa::Statement const& statement, sepa::Entry const& entry);
  void reject(sepa::StatusReport const& report, Refused const& it, Date day);
  Result<void> seen(sepa::Entry const& entry, Fate fate, std::optional<EntryId> known = std::nullopt);

  Telling const& to_;
  std::vector<std::size_t> order_;
  std::size_t turn_ = 0;   ///< how many of them were taken in
  std::size_t place_ = 0;  ///< in the file
  std::map<std::string, Chain> chains_;
  LineMaker maker_;
  EntryId next_entry_;
  std::vector<ledger::Booking> bookings_;  ///< of entries that are stored and not booked yet
  Import counted_;  ///< so far
  std::string message_;
  bool is_heard_ = false;
  std::optional<CurrentStatement> current_;
  sepa::Identities advice_identities_;
  std::optional<AccountId> advised_;
};

}  // namespace allmende::banking
