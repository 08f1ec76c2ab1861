#pragma once
// What banks would send, made up for this room's tests.

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "sepa/bank_file.h"
#include "sepa/test_data.h"

namespace allmende::sepa {

/// Keeps all that it is told.
class Heard : public BankFileListener {
 public:
  struct Told {
    Statement statement;
    std::vector<Entry> entries = {};
    StatementTotals totals = {};
    bool has_ended = false;
  };

  Result<void> message_begins(std::string_view name) override {
    names.emplace_back(name);
    return {};
  }
  Result<void> statement_begins(Statement const& statement) override {
    statements.push_back({statement});
    return {};
  }
  Result<void> entry(Statement const&, Entry const& entry) override {
    statements.back().entries.push_back(entry);
    return {};
  }
  Result<void> statement_ends(Statement const&, StatementTotals const& totals) override {
    statements.back().totals = totals;
    statements.back().has_ended = true;
    return {};
  }
  Result<void> status_report(StatusReport const& report) override {
    reports.push_back(report);
    return {};
  }

  std::vector<std::string> names;
  std::vector<Told> statements;
  std::vector<StatusReport> reports;
};

inline Result<Heard> heard(std::string_view bytes, ReadLimits const& limits = {}) {
  Heard listener;
  TRY(read_bank_bytes(bytes, listener, limits));
  return listener;
}

/// The file of the reference story whose name begins so; empty where it is not.
inline std::string reference_story(std::string_view beginning) {
  auto folder = payment_data() / "synthetic";
  if (!std::filesystem::exists(folder)) return {};
  for (auto const& file : std::filesystem::directory_iterator(folder)) {
    if (!file.path().filename().string().starts_with(beginning)) continue;
    std::ifstream in(file.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  return {};
}

/// A message with one statement: 100.00 at first, 47.00 at the end, and `entries` between. `version` "08".
inline std::string statement_of(std::string_view entries, std::string_view closing = "47.00",
                                std::string_view version = "08", std::string_view more_head = "") {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{}\"><BkToCstmrStmt>"
      "<GrpHdr><MsgId>MSG-1</MsgId><CreDtTm>2026-12-03T20:00:00+01:00</CreDtTm>{}</GrpHdr>\n"
      "<Stmt><Id>ST-7</Id><ElctrncSeqNb>7</ElctrncSeqNb><CreDtTm>2026-12-03T20:00:00+01:00</CreDtTm>"
      "<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>"
      "<Bal><Tp><CdOrPrtry><Cd>PRCD</Cd></CdOrPrtry></Tp><Amt "
      "Ccy=\"EUR\">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-12-02</Dt></Dt></Bal>"
      "<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt "
      "Ccy=\"EUR\">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-12-03</Dt></Dt></Bal>\n"
      "{}</Stmt></BkToCstmrStmt></Document>",
      version, more_head, closing, entries);
}

/// An entry of version 08 without details.
inline std::string entry_of(std::string_view amount, std::string_view direction = "CRDT", std::string_view details = "",
                            std::string_view status = "BOOK", std::string_view currency = "EUR") {
  return fmt::format(
      "<Ntry><Amt "
      "Ccy=\"{}\">{}</Amt><CdtDbtInd>{}</CdtDbtInd><Sts><Cd>{}</Cd></Sts><BookgDt><Dt>2026-12-03</Dt></BookgDt>"
      "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>{}</Ntry>\n",
      currency, amount, direction, status, details);
}

}  // namespace allmende::sepa
