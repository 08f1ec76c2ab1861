#include <fmt/format.h>

#include "sepa/message_parts.h"

namespace allmende::sepa {

namespace {

class StatusReportReader {
 public:
  StatusReportReader(xml::Reader& xml, int version, ReadLimits const& limits) : xml_(xml), limits_(limits) {
    xml_.allow(limits_.entry_bytes);
    report_.version = version;
  }

  Result<StatusReport> read() {
    bool is_there = false;
    TRY(xml_.children([&](std::string_view name) -> Result<void> {
      if (name != "CstmrPmtStsRpt") return {};
      is_there = true;
      return xml_.children([&](std::string_view part) { return take(part); });
    }));
    if (!is_there) return refuse(Code::invalid, "there is no CstmrPmtStsRpt in the message", xml_.place());
    return std::move(report_);
  }

 private:
  Result<void> take(std::string_view name) {
    if (name == "GrpHdr") return read_texts(xml_, {{"MsgId", &report_.message_id}, {"CreDtTm", &report_.created}});
    if (name == "OrgnlGrpInfAndSts") return take_group();
    if (name == "OrgnlPmtInfAndSts") return take_batch();
    return {};
  }

  Result<void> take_group() {
    return xml_.children([&](std::string_view name) -> Result<void> {
      if (name == "OrgnlMsgId") report_.original_message_id = TRY(xml_.text());
      else if (name == "OrgnlMsgNmId") report_.original_message_name = TRY(xml_.text());
      else if (name == "OrgnlNbOfTxs") report_.original_count = TRY(read_number(xml_));
      else if (name == "OrgnlCtrlSum") report_.original_sum = TRY(money_of(TRY(xml_.text()), xml_.place()));
      else if (name == "GrpSts") report_.status.code = TRY(xml_.text());
      else if (name == "StsRsnInf") return take_reason(report_.status);
      return {};
    });
  }

  Result<void> take_batch() {
    BatchStatus& batch = report_.batches.emplace_back();
    return xml_.children([&](std::string_view name) -> Result<void> {
      if (name == "OrgnlPmtInfId") batch.payment_information_id = TRY(xml_.text());
      else if (name == "PmtInfSts") batch.status.code = TRY(xml_.text());
      else if (name == "StsRsnInf") return take_reason(batch.status);
      else if (name == "TxInfAndSts") batch.transactions.push_back(TRY(transaction()));
      return check_limits();
    });
  }

  Result<TransactionStatus> transaction() {
    TransactionStatus transaction;
    TRY(xml_.children([&](std::string_view name) -> Result<void> {
      if (name == "StsId") transaction.status_id = TRY(xml_.text());
      else if (name == "OrgnlInstrId") transaction.instruction_id = TRY(xml_.text());
      else if (name == "OrgnlEndToEndId") transaction.end_to_end_id = TRY(xml_.text());
      else if (name == "TxSts") transaction.status.code = TRY(xml_.text());
      else if (name == "StsRsnInf") return take_reason(transaction.status);
      else if (name == "OrgnlTxRef") return take_original(transaction);
      return {};
    }));
    drop_placeholder(transaction.end_to_end_id);
    drop_placeholder(transaction.instruction_id);
    return transaction;
  }

  Result<void> take_original(TransactionStatus& transaction) {
    return xml_.children([&](std::string_view name) -> Result<void> {
      if (name == "Amt") {
        return xml_.children([&](std::string_view amount) -> Result<void> {
          if (amount == "InstdAmt") transaction.amount = TRY(read_amount(xml_));
          return {};
        });
      }
      if (name == "ReqdColltnDt") transaction.collection = TRY(day_of(TRY(xml_.text()), xml_.place()));
      else if (name == "MndtRltdInf") return read_texts(xml_, {{"MndtId", &transaction.mandate_id}});
      else if (name == "Dbtr")
        return read_texts(xml_, {{"Nm", &transaction.debtor.name}, {"Pty/Nm", &transaction.debtor.name}});
      else if (name == "DbtrAcct") return read_texts(xml_, {{"Id/IBAN", &transaction.debtor.iban}});
      return {};
    });
  }

  Result<void> take_reason(PaymentStatus& status) {
    status.reasons.push_back(TRY(read_reason(xml_)));
    return check_limits();
  }

  Result<void> check_limits() {
    if (++parts_ > 8 * limits_.details) {
      return refuse(Code::limit, fmt::format("the report tells of more than {} payments", limits_.details),
                    xml_.place());
    }
    return {};
  }

  xml::Reader& xml_;
  ReadLimits const& limits_;
  std::size_t parts_ = 0;
  StatusReport report_;
};

}  // namespace

Result<StatusReport> read_status_report(xml::Reader& xml, int version, ReadLimits const& limits) {
  return StatusReportReader(xml, version, limits).read();
}

}  // namespace allmende::sepa
