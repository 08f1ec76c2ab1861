#pragma once
// What a bank would send, made up for this room's tests: as values, and as the XML that tells of them.

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace allmende::banking::test {

/// One payment within an entry.
struct Told {
  Money amount = Money::cents(0);  ///< without a sign
  std::string end_to_end_id = {};
  std::string mandate = {};
  std::string name = {};
  std::string iban = {};
  std::string text = {};
  std::string reference = {};
  std::string reason = {};
  std::optional<Money> instructed = std::nullopt;
  std::optional<Money> charges = std::nullopt;
  bool has_amount = true;
};

/// Below zero went out.
struct ToldEntry {
  Money amount;
  std::string day = {};
  std::string code = "PMNT/RCDT/ESCT";
  std::vector<Told> payments = {};
  std::string batch = {};
  int count = 0;  ///< of the batch; 0: not told
  std::string currency = "EUR";
  std::string status = "BOOK";
  std::string reference = "NONREF";
  std::optional<Money> charges = std::nullopt;
  std::string additional = {};
};

struct ToldStatement {
  int number = 0;  ///< 0: none
  std::string day = {};
  Money opening = Money::cents(0);
  std::vector<ToldEntry> entries = {};
  std::string kind = "053";
  std::string iban = "DE89370400440532013000";
  std::string id = {};
  int page = 0;  ///< 0: not told
  bool is_last_page = true;
  bool has_balances = true;
  std::optional<Money> says_it_closes_with = std::nullopt;

  Money closing() const {
    Money sum = opening;
    for (ToldEntry const& it : entries) {
      if (it.currency == "EUR" && it.status == "BOOK") sum = sum + it.amount;
    }
    return says_it_closes_with.value_or(sum);
  }
};

inline std::string element(std::string_view name, std::string_view content) {
  return content.empty() ? "" : fmt::format("<{0}>{1}</{0}>", name, content);
}
inline std::string amount_xml(Money amount, std::string_view currency) {
  Money const size = amount < Money::cents(0) ? Money::cents(0) - amount : amount;
  return fmt::format("<Amt Ccy=\"{}\">{}</Amt>", currency, size.decimal());
}
inline std::string direction_xml(Money amount) {
  return element("CdtDbtInd", amount < Money::cents(0) ? "DBIT" : "CRDT");
}
inline std::string charges_xml(std::optional<Money> charges) {
  if (!charges) return "";
  return fmt::format("<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">{}</TtlChrgsAndTaxAmt></Chrgs>", charges->decimal());
}

inline std::string xml_of(Told const& it, ToldEntry const& entry) {
  bool const came = entry.amount >= Money::cents(0) || !it.reason.empty();
  std::string_view const party = came ? "Dbtr" : "Cdtr";
  std::string xml = "<TxDtls>";
  xml += element("Refs", element("EndToEndId", it.end_to_end_id) + element("MndtId", it.mandate));
  if (it.has_amount) xml += amount_xml(it.amount, entry.currency) + direction_xml(entry.amount);
  if (it.instructed) xml += element("AmtDtls", element("InstdAmt", amount_xml(*it.instructed, "EUR")));
  xml += charges_xml(it.charges);
  std::string parties = it.name.empty() ? "" : fmt::format("<{0}><Pty><Nm>{1}</Nm></Pty></{0}>", party, it.name);
  if (!it.iban.empty()) parties += fmt::format("<{0}Acct><Id><IBAN>{1}</IBAN></Id></{0}Acct>", party, it.iban);
  xml += element("RltdPties", parties);
  std::string remittance = element("Ustrd", it.text);
  if (!it.reference.empty()) {
    remittance +=
        "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>" + it.reference + "</Ref></CdtrRefInf></Strd>";
  }
  xml += element("RmtInf", remittance);
  if (!it.reason.empty()) xml += "<RtrInf><Rsn><Cd>" + it.reason + "</Cd></Rsn></RtrInf>";
  return xml + "</TxDtls>";
}

inline std::string batch_xml(ToldEntry const& it) {
  if (it.batch.empty() && it.count == 0) return "";
  std::string inside = element("PmtInfId", it.batch);
  if (it.count > 0) inside += element("NbOfTxs", std::to_string(it.count));
  return element("Btch", inside);
}

inline std::string xml_of(ToldEntry const& it) {
  std::string xml =
      "<Ntry>" + amount_xml(it.amount, it.currency) + direction_xml(it.amount) + "<Sts><Cd>" + it.status + "</Cd></Sts>";
  xml += "<BookgDt><Dt>" + it.day + "</Dt></BookgDt><ValDt><Dt>" + it.day + "</Dt></ValDt>";
  xml += element("AcctSvcrRef", it.reference);
  if (!it.code.empty()) {
    auto const first = it.code.find('/'), second = it.code.rfind('/');
    xml += fmt::format("<BkTxCd><Domn><Cd>{}</Cd><Fmly><Cd>{}</Cd><SubFmlyCd>{}</SubFmlyCd></Fmly></Domn></BkTxCd>",
                       it.code.substr(0, first), it.code.substr(first + 1, second - first - 1), it.code.substr(second + 1));
  }
  xml += charges_xml(it.charges);
  std::string details = batch_xml(it);
  for (Told const& payment : it.payments) details += xml_of(payment, it);
  xml += element("NtryDtls", details);
  xml += element("AddtlNtryInf", it.additional);
  return xml + "</Ntry>\n";
}

inline std::string balance_xml(std::string_view type, Money amount, std::string_view day) {
  return fmt::format("<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp>{}{}<Dt><Dt>{}</Dt></Dt></Bal>", type,
                     amount_xml(amount, "EUR"), direction_xml(amount), day);
}

inline std::string body_of(ToldStatement const& it, std::string_view element_name) {
  std::string id = it.id.empty() ? fmt::format("ST-{}-{}", it.number, it.day) : it.id;
  std::string xml = fmt::format("<{}>", element_name) + element("Id", id);
  if (it.page > 0) {
    xml += fmt::format("<StmtPgntn><PgNb>{}</PgNb><LastPgInd>{}</LastPgInd></StmtPgntn>", it.page, it.is_last_page);
  }
  if (it.number > 0) xml += element("ElctrncSeqNb", std::to_string(it.number));
  xml += "<CreDtTm>" + it.day + "T20:00:00+01:00</CreDtTm><Acct><Id><IBAN>" + it.iban + "</IBAN></Id><Ccy>EUR</Ccy></Acct>";
  if (it.has_balances) {
    xml += balance_xml("OPBD", it.opening, it.day);
    if (it.is_last_page) xml += balance_xml("CLBD", it.closing(), it.day);
  }
  for (ToldEntry const& entry : it.entries) xml += xml_of(entry);
  return xml + fmt::format("</{}>", element_name);
}

/// One message. All of one kind.
inline std::string file_of(std::vector<ToldStatement> const& statements) {
  std::string const& kind = statements.front().kind;
  std::string_view const root = kind == "053" ? "BkToCstmrStmt" : kind == "052" ? "BkToCstmrAcctRpt" : "BkToCstmrDbtCdtNtfctn";
  std::string_view const inside = kind == "053" ? "Stmt" : kind == "052" ? "Rpt" : "Ntfctn";
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.{}.001.08\">"
      "<{}><GrpHdr><MsgId>M</MsgId><CreDtTm>{}T20:00:00+01:00</CreDtTm></GrpHdr>\n",
      kind, root, statements.front().day);
  for (ToldStatement const& it : statements) xml += body_of(it, inside);
  return xml + fmt::format("</{}></Document>\n", root);
}
inline std::string file_of(ToldStatement const& statement) { return file_of(std::vector{statement}); }

struct ToldRejection {
  std::string end_to_end_id;
  std::string reason;
};
/// Of single payments, of a batch (no payments, `of_batch` its reason), or of all that the file held (no batch).
struct ToldReport {
  std::string file;
  std::string batch = {};
  std::vector<ToldRejection> rejections = {};
  std::string of_all = {};
  std::string day = "2026-11-30";
};
inline std::string file_of(ToldReport const& it) {
  auto reason = [](std::string_view code) { return fmt::format("<StsRsnInf><Rsn><Cd>{}</Cd></Rsn></StsRsnInf>", code); };
  std::string batch;
  if (!it.batch.empty()) {
    batch = "<OrgnlPmtInfAndSts>" + element("OrgnlPmtInfId", it.batch);
    if (!it.of_all.empty()) batch += "<PmtInfSts>RJCT</PmtInfSts>" + reason(it.of_all);
    for (auto const& [id, code] : it.rejections) {
      batch += element("TxInfAndSts", element("OrgnlEndToEndId", id) + "<TxSts>RJCT</TxSts>" + reason(code));
    }
    batch += "</OrgnlPmtInfAndSts>";
  }
  bool const whole = it.batch.empty();
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\">"
      "<CstmrPmtStsRpt><GrpHdr><MsgId>PSR</MsgId><CreDtTm>{}T18:00:00+01:00</CreDtTm></GrpHdr>"
      "<OrgnlGrpInfAndSts><OrgnlMsgId>{}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>{}</OrgnlGrpInfAndSts>"
      "{}</CstmrPmtStsRpt></Document>\n",
      it.day, it.file, whole ? "<GrpSts>RJCT</GrpSts>" + reason(it.of_all) : "", batch);
}

}  // namespace allmende::banking::test
