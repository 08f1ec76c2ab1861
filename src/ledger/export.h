#pragma once
// The books for other programs. Part of the door.
//
// All of them hold one transaction at a time in memory, and refuse: forbidden unless it is the till who asks. What a
// sink throws comes out.

#include <functional>
#include <map>
#include <string_view>

#include "ledger/journal.h"

namespace allmende::ledger {

using Sink = std::function<void(std::string_view)>;

/// Every posting of the period as a line (RFC 4180, UTF-8, first line the columns' names). A text that a spreadsheet
/// would take for a formula has an apostrophe before it.
Result<void> export_csv(database::ReadTx& tx, people::Actor const& actor, Period period, Sink const& sink);

/// What a batch for DATEV needs to know beside the books; the tax adviser says it.
struct DatevBatch {
  enum class Finality {
    open,   ///< the adviser may alter it after taking it in
    final,  ///< it is final as soon as it is taken in
  };
  std::int64_t consultant;  ///< Beraternummer, 1001 to 9999999
  std::int64_t client;      ///< Mandantennummer, 1 to 99999
  Date year_begins;         ///< of the financial year, in which the whole period lies
  int account_digits = 4;   ///< Sachkontenlänge, 4 to 8
  /// The adviser's accounts for ours, each of that many digits (what is not in it keeps its number).
  std::map<AccountNumber, AccountNumber> accounts = {};
  std::string name = "Allmende";  ///< of the batch; at most 30 characters
  Finality finality = Finality::open;
  Instant made_at;  ///< told in UTC
};

struct DatevReport {
  std::int64_t rows = 0;
  /// Transactions with another currency than the euro, which are not in the batch: the rate that DATEV wants beside
  /// them is not in the books. To be booked by the adviser.
  std::vector<TransactionId> left_out = {};
};

/// A posting batch in DATEV's format (EXTF 700, category 21, version 13; Windows-1252), for a file named EXTF_….csv.
/// After DATEV's published description; it is not certified, and no program of DATEV has read it. A row has two
/// accounts there: a transaction of several becomes several rows, whose sums are the same. Tax keys are left empty. A
/// late fact says in the row's additional information to which day it belongs, a correction what it corrects. Refuses:
/// invalid for a number, name or period as above, and for an account of other digits that is not in the table; limit
/// for more than 99 999 rows. Nothing of it was written then, but for the rows before it.
Result<DatevReport> export_datev(database::ReadTx& tx, people::Actor const& actor, Period period,
                                 DatevBatch const& batch, Sink const& sink);

/// The whole books until the end of that day, with an assertion of every balance at the end, so that the program that
/// reads it checks it.
Result<void> export_hledger(database::ReadTx& tx, people::Actor const& actor, Date through, Sink const& sink);
Result<void> export_beancount(database::ReadTx& tx, people::Actor const& actor, Date through, Sink const& sink);

}  // namespace allmende::ledger
