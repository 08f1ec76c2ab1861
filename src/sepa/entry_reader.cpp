#include <fmt/format.h>

#include "sepa/message_parts.h"

namespace allmende::sepa {

namespace {

constexpr std::size_t kMostCharges = 100;

Result<void> read_part_of_charge(xml::Reader& xml, std::string_view name, Charge& charge) {
  if (name == "Amt") charge.amount = TRY(read_amount(xml));
  else if (name == "CdtDbtInd") charge.direction = TRY(read_direction(xml));
  else if (name == "ChrgInclInd") charge.is_included = TRY(read_yes_or_no(xml));
  else if (name == "Tp") return read_texts(xml, {{"Cd", &charge.type}, {"Prtry/Id", &charge.type}});
  return {};
}

/// Version 02 has one such element for each charge, the others one with records.
Result<void> read_charges(xml::Reader& xml, Charges& charges) {
  Charge single;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "TtlChrgsAndTaxAmt") charges.total = TRY(read_amount(xml));
    if (name != "Rcrd") return read_part_of_charge(xml, name, single);
    if (charges.records.size() == kMostCharges) {
      return refuse(Code::limit, fmt::format("a payment has more than {} charges", kMostCharges), xml.place());
    }
    Charge& record = charges.records.emplace_back();
    return xml.children([&](std::string_view part) { return read_part_of_charge(xml, part, record); });
  }));
  if (!single.amount.currency.empty()) charges.records.push_back(std::move(single));
  std::erase_if(charges.records, [](Charge const& charge) { return charge.amount.currency.empty(); });
  return {};
}

Result<void> read_references(xml::Reader& xml, Detail& detail) {
  TRY(read_texts(xml, {{"MsgId", &detail.message_id},
                       {"AcctSvcrRef", &detail.servicer_reference},
                       {"PmtInfId", &detail.payment_information_id},
                       {"InstrId", &detail.instruction_id},
                       {"EndToEndId", &detail.end_to_end_id},
                       {"TxId", &detail.transaction_id},
                       {"MndtId", &detail.mandate_id}}));
  for (std::string* reference :
       {&detail.message_id, &detail.servicer_reference, &detail.payment_information_id, &detail.instruction_id,
        &detail.end_to_end_id, &detail.transaction_id, &detail.mandate_id}) {
    drop_placeholder(*reference);
  }
  return {};
}

Result<void> read_amounts(xml::Reader& xml, Detail& detail) {
  return xml.children([&](std::string_view name) -> Result<void> {
    if (name == "InstdAmt") {
      detail.instructed = TRY(read_inner_amount(xml));
    } else if (name == "TxAmt") {
      auto amount = TRY(read_inner_amount(xml));
      if (!detail.amount) detail.amount = amount;  // version 02 tells the payment's own amount here only
    }
    return {};
  });
}

Result<void> read_remittance(xml::Reader& xml, Detail& detail) {
  return xml.children([&](std::string_view name) -> Result<void> {
    if (name == "Ustrd") {
      std::string text = TRY(xml.text());
      if (!text.empty()) detail.texts.push_back(std::move(text));
    } else if (name == "Strd") {
      std::string reference;
      std::string text;
      TRY(read_texts(xml, {{"CdtrRefInf/Ref", &reference}, {"AddtlRmtInf", &text}}));
      if (!reference.empty()) detail.references.push_back(std::move(reference));
      if (!text.empty()) detail.texts.push_back(std::move(text));
    }
    return {};
  });
}

Result<Detail> read_detail(xml::Reader& xml) {
  Detail detail;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "Refs") return read_references(xml, detail);
    if (name == "Amt") detail.amount = TRY(read_amount(xml));
    else if (name == "CdtDbtInd") detail.direction = TRY(read_direction(xml));
    else if (name == "AmtDtls") return read_amounts(xml, detail);
    else if (name == "BkTxCd") detail.code = TRY(read_code(xml));
    else if (name == "Chrgs") return read_charges(xml, detail.charges);
    else if (name == "RltdPties" || name == "RltdAgts") return read_parties(xml, detail.debtor, detail.creditor);
    else if (name == "RmtInf") return read_remittance(xml, detail);
    else if (name == "Purp") return read_texts(xml, {{"Cd", &detail.purpose_code}});
    else if (name == "RtrInf") detail.return_reason = TRY(read_reason(xml));
    else if (name == "AddtlTxInf") detail.additional = TRY(xml.text());
    return {};
  }));
  return detail;
}

Result<BatchTotals> read_batch(xml::Reader& xml) {
  BatchTotals batch;
  TRY(xml.children([&](std::string_view name) -> Result<void> {
    if (name == "MsgId") batch.message_id = TRY(xml.text());
    else if (name == "PmtInfId") batch.payment_information_id = TRY(xml.text());
    else if (name == "NbOfTxs") batch.count = TRY(read_number(xml));
    else if (name == "TtlAmt") batch.amount = TRY(read_amount(xml));
    else if (name == "CdtDbtInd") batch.direction = TRY(read_direction(xml));
    return {};
  }));
  drop_placeholder(batch.message_id);
  drop_placeholder(batch.payment_information_id);
  return batch;
}

EntryStatus status_of(std::string_view code) {
  if (code == "BOOK") return EntryStatus::booked;
  if (code == "PDNG") return EntryStatus::pending;
  if (code == "INFO") return EntryStatus::information;
  if (code == "FUTR") return EntryStatus::expected;
  return EntryStatus::other;
}

class EntryReader {
 public:
  EntryReader(xml::Reader& xml, int version, ReadLimits const& limits)
      : xml_(xml), version_(version), limits_(limits) {}

  Result<Entry> read() {
    entry_.line = xml_.line();
    std::string const place = xml_.place();
    TRY(xml_.children([&](std::string_view name) { return take(name); }));
    auto lacks = [&](std::string_view what) {
      return refuse(Code::invalid, fmt::format("an entry has no {}", what), place);
    };
    if (!has_amount_) return lacks("amount (Amt)");
    if (!has_direction_) return lacks("direction (CdtDbtInd)");
    if (!has_status_) return lacks("status (Sts)");
    return std::move(entry_);
  }

 private:
  Result<void> take(std::string_view name) {
    if (name == "NtryRef") entry_.reference = TRY(xml_.text());
    else if (name == "Amt") has_amount_ = true, entry_.amount = TRY(read_amount(xml_));
    else if (name == "CdtDbtInd") has_direction_ = true, entry_.direction = TRY(read_direction(xml_));
    else if (name == "RvslInd") entry_.is_reversal = TRY(read_yes_or_no(xml_));
    else if (name == "Sts") return take_status();
    else if (name == "BookgDt") entry_.booking_date = TRY(read_day(xml_));
    else if (name == "ValDt") entry_.value_date = TRY(read_day(xml_));
    else if (name == "AcctSvcrRef") entry_.servicer_reference = TRY(xml_.text());
    else if (name == "BkTxCd") entry_.code = TRY(read_code(xml_));
    else if (name == "Chrgs") return read_charges(xml_, entry_.charges);
    else if (name == "NtryDtls") return take_details();
    else if (name == "AddtlNtryInf") entry_.additional = TRY(xml_.text());
    drop_placeholder(entry_.reference);
    drop_placeholder(entry_.servicer_reference);
    return {};
  }

  Result<void> take_status() {
    std::string code;
    if (version_ < 8) code = TRY(xml_.text());
    else TRY(read_texts(xml_, {{"Cd", &code}, {"Prtry", &code}}));
    has_status_ = !code.empty();
    entry_.status = status_of(code);
    return {};
  }

  Result<void> take_details() {
    return xml_.children([&](std::string_view name) -> Result<void> {
      if (name == "Btch") entry_.batches.push_back(TRY(read_batch(xml_)));
      else if (name == "TxDtls") entry_.details.push_back(TRY(read_detail(xml_)));
      if (entry_.details.size() > limits_.details || entry_.batches.size() > limits_.details) {
        return refuse(Code::limit, fmt::format("an entry has more than {} payments", limits_.details), xml_.place());
      }
      return {};
    });
  }

  xml::Reader& xml_;
  int version_;
  ReadLimits const& limits_;
  Entry entry_;
  bool has_amount_ = false;
  bool has_direction_ = false;
  bool has_status_ = false;
};

}  // namespace

Result<Entry> read_entry(xml::Reader& xml, int version, ReadLimits const& limits) {
  return EntryReader(xml, version, limits).read();
}

}  // namespace allmende::sepa
