#pragma once
// Lines of DATEV's format: columns, quotes, bytes. Private to this room.
//
// After developer.datev.de: "DATEV-Format", header 700, posting batch (category 21) version 13. Fields end with a
// semicolon, lines with CR LF; text stands in quotation marks also where it is empty, numbers never; the bytes are
// Windows-1252.

#include <string>
#include <string_view>
#include <vector>

namespace allmende::ledger::datev {

/// The posting batch's columns that are used here, from 1.
enum Column {
  kAmount = 1,
  kSide = 2,
  kCurrency = 3,
  kAccount = 7,
  kContraAccount = 8,
  kDay = 10,
  kVoucher = 11,
  kText = 14,
  kFirstInfoKind = 48,
  kFirstInfo = 49,
  kSecondInfoKind = 50,
  kSecondInfo = 51,
};

/// In quotation marks, at most so many characters of it; what Windows-1252 has not becomes a question mark.
std::string text_field(std::string_view utf8, std::size_t most);

/// A row of the batch with all its columns, most of them empty.
class Row {
 public:
  Row();
  Row& set(Column column, std::string field);
  std::string line() const;

 private:
  std::vector<std::string> fields_;
};

/// The names of the columns, as the second line of a file.
std::string column_names();

}  // namespace allmende::ledger::datev
