#pragma once
// Reading what comes from a bank, whatever it is: camt.052, camt.053, camt.054, pain.002, alone or several in a ZIP.
// Part of the door sepa.h.

#include <filesystem>

#include "sepa/statement.h"
#include "sepa/status_report.h"

namespace allmende::sepa {

/// Is told while a file is read, in the order of the file. What it refuses ends the reading. Only when the reading has
/// succeeded may anything be taken for settled: a file can be broken at its very end. So whoever stores, does so in
/// one transaction.
class BankFileListener {
 public:
  virtual ~BankFileListener() = default;

  /// A message begins. `name` is that within the ZIP, else empty. ZIPs may have their files in any order.
  virtual Result<void> message_begins(std::string_view name);
  /// Before its entries. All that stands in front of them is there.
  virtual Result<void> statement_begins(Statement const& statement) = 0;
  virtual Result<void> entry(Statement const& statement, Entry const& entry) = 0;
  virtual Result<void> statement_ends(Statement const& statement, StatementTotals const& totals) = 0;
  virtual Result<void> status_report(StatusReport const& report) = 0;
};

/// How much a file may ask of us. Memory goes by the largest entry with its details, not by the file.
struct ReadLimits {
  std::int64_t bytes = std::int64_t{2} << 30;  ///< of XML, all messages together
  std::size_t messages = 1000;                 ///< in a ZIP
  std::size_t details = 150'000;               ///< of one entry; and payments of one status report
  std::int64_t entry_bytes = 100'000'000;      ///< of one entry's XML; and of one status report's
};

/// Refuses, with the message's name and line in `where`: invalid for what is neither such a message nor a ZIP of them,
/// is broken or cut off, or lacks what an entry or a balance must have (amount, direction, status); an amount with more
/// than two decimals; limit for what goes beyond the limits; conflict for a statement whose entries do not lead from
/// its opening to its closing balance (unless it says that it has more pages, or has entries of another currency).
/// Never opens another file, nor asks the network, whatever stands in the file.
Result<void> read_bank_file(std::filesystem::path const& file, BankFileListener& listener,
                            ReadLimits const& limits = {});
Result<void> read_bank_bytes(std::string_view bytes, BankFileListener& listener, ReadLimits const& limits = {});

}  // namespace allmende::sepa
