#pragma once
// The small pieces of which messages of ISO 20022 are made. Private to the room.

#include <initializer_list>

#include "sepa/bank_file.h"
#include "xml/xml.h"

namespace allmende::sepa {

/// A text somewhere below the element that we are in: "CdOrPrtry/Cd". The first one that is not empty is taken.
struct Wanted {
  std::string_view path;
  std::string* into;
};
Result<void> read_texts(xml::Reader& xml, std::initializer_list<Wanted> wanted);

/// Makes empty what says that there is nothing.
void drop_placeholder(std::string& reference);

Result<Money> money_of(std::string_view decimal, std::string const& place);
Result<Amount> read_amount(xml::Reader& xml);
/// The amount in the element `Amt` below the one that we are in.
Result<std::optional<Amount>> read_inner_amount(xml::Reader& xml);
Result<Direction> read_direction(xml::Reader& xml);
Result<bool> read_yes_or_no(xml::Reader& xml);
Result<std::int64_t> read_number(xml::Reader& xml);
/// "2026-12-01", "2026-12-01T23:30:00+01:00": the day that is written.
Result<Date> day_of(std::string_view written, std::string const& place);
/// In the element `Dt` or `DtTm` below the one that we are in.
Result<std::optional<Date>> read_day(xml::Reader& xml);
Result<ReturnReason> read_reason(xml::Reader& xml);
Result<TransactionCode> read_code(xml::Reader& xml);
/// All that tells of debtor and creditor: RltdPties and RltdAgts.
Result<void> read_parties(xml::Reader& xml, Party& debtor, Party& creditor);

/// One entry with its details.
Result<Entry> read_entry(xml::Reader& xml, int version, ReadLimits const& limits);
/// All statements of a message of the kind; we are in its root.
Result<void> read_statements(xml::Reader& xml, MessageKind kind, int version, BankFileListener& listener,
                             ReadLimits const& limits);
Result<StatusReport> read_status_report(xml::Reader& xml, int version, ReadLimits const& limits);

}  // namespace allmende::sepa
