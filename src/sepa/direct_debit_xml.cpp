#include "sepa/direct_debit_xml.h"

#include <fmt/format.h>

#include "xml/xml.h"

namespace allmende::sepa {

namespace {

constexpr std::string_view kNamespace = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08";
constexpr std::string_view kSameMandateNewAccount = "SMNDA";

std::string_view code_of(Sequence sequence) {
  switch (sequence) {
    case Sequence::first:
      return "FRST";
    case Sequence::recurring:
      return "RCUR";
    case Sequence::last:
      return "FNAL";
    case Sequence::single:
      return "OOFF";
  }
  report_bug("every sequence has its code");
}

/// The elements in the order of the schema, which is strict.
class Message {
 public:
  std::string write(SentFile const& sent, std::int64_t count, Money sum) {
    {
      auto document = xml_.element("Document", {{"xmlns", kNamespace}});
      auto initiation = xml_.element("CstmrDrctDbtInitn");
      head(sent, count, sum);
      for (SentBatch const& batch : sent.batches) payment_information(batch);
    }
    return xml_.finish();
  }

 private:
  void head(SentFile const& sent, std::int64_t count, Money sum) {
    auto header = xml_.element("GrpHdr");
    xml_.leaf("MsgId", sent.file->id.text());
    std::int64_t const seconds = sent.file->created.microseconds() / 1'000'000;
    xml_.leaf("CreDtTm", Instant::from_microseconds(seconds * 1'000'000).rfc3339());
    totals(count, sum);
    named("InitgPty", sent.initiator);
  }

  void payment_information(SentBatch const& sent) {
    DebitBatch const& batch = *sent.batch;
    auto information = xml_.element("PmtInf");
    xml_.leaf("PmtInfId", batch.id.text());
    xml_.leaf("PmtMtd", "DD");
    xml_.leaf("BtchBookg", batch.booked_as_one ? "true" : "false");
    totals(static_cast<std::int64_t>(sent.debits.size()), sent.sum);
    payment_type(batch.sequence);
    xml_.leaf("ReqdColltnDt", batch.collection.iso8601());
    named("Cdtr", sent.creditor_name);
    account("CdtrAcct", batch.creditor.account);
    agent("CdtrAgt", batch.creditor.bic);
    xml_.leaf("ChrgBr", "SLEV");
    {
      auto scheme = xml_.element("CdtrSchmeId");
      creditor_identifier(batch.creditor.identifier);
    }
    for (SentDebit const& debit : sent.debits) transaction(debit);
  }

  void payment_type(Sequence sequence) {
    auto type = xml_.element("PmtTpInf");
    coded("SvcLvl", "SEPA");
    coded("LclInstrm", "CORE");
    xml_.leaf("SeqTp", code_of(sequence));
  }

  void transaction(SentDebit const& sent) {
    Debit const& debit = *sent.debit;
    auto information = xml_.element("DrctDbtTxInf");
    {
      auto id = xml_.element("PmtId");
      xml_.leaf("EndToEndId", debit.end_to_end_id.text());
    }
    xml_.leaf("InstdAmt", debit.amount.decimal(), {{"Ccy", "EUR"}});
    {
      auto transaction = xml_.element("DrctDbtTx");
      mandate(debit.mandate, sent.former_creditor_name);
    }
    agent("DbtrAgt", debit.debtor.bic);
    {
      auto debtor = xml_.element("Dbtr");
      xml_.leaf("Nm", sent.name);
      if (sent.address) address(*sent.address);
    }
    account("DbtrAcct", debit.debtor.account);
    if (!debit.purpose_code.empty()) coded("Purp", debit.purpose_code);
    remittance(debit, sent.text);
  }

  void mandate(Mandate const& mandate, std::string_view former_name) {
    auto information = xml_.element("MndtRltdInf");
    xml_.leaf("MndtId", mandate.reference.text());
    xml_.leaf("DtOfSgntr", mandate.signed_on.iso8601());
    if (mandate.amendment) amendment(*mandate.amendment, former_name);
  }

  void amendment(Amendment const& amended, std::string_view former_name) {
    xml_.leaf("AmdmntInd", "true");
    auto details = xml_.element("AmdmntInfDtls");
    if (amended.former_reference) xml_.leaf("OrgnlMndtId", amended.former_reference->text());
    if (amended.former_creditor || !former_name.empty()) {
      auto creditor = xml_.element("OrgnlCdtrSchmeId");
      if (!former_name.empty()) xml_.leaf("Nm", former_name);
      if (amended.former_creditor) creditor_identifier(*amended.former_creditor);
    }
    if (amended.debtor_has_other_account) {
      auto account = xml_.element("OrgnlDbtrAcct");
      auto id = xml_.element("Id");
      other(kSameMandateNewAccount);
    }
  }

  void address(PostalAddress const& address) {
    auto postal = xml_.element("PstlAdr");
    auto unless_empty = [&](std::string_view name, std::string_view text) {
      if (!text.empty()) xml_.leaf(name, text);
    };
    unless_empty("StrtNm", address.street);
    unless_empty("BldgNb", address.building);
    unless_empty("PstCd", address.post_code);
    xml_.leaf("TwnNm", address.town);
    xml_.leaf("Ctry", address.country);
    for (std::string const& line : address.lines) xml_.leaf("AdrLine", line);
  }

  void remittance(Debit const& debit, std::string_view text) {
    auto const* reference = std::get_if<CreditorReference>(&debit.remittance);
    if (text.empty() && reference == nullptr) return;
    auto information = xml_.element("RmtInf");
    if (reference == nullptr) return xml_.leaf("Ustrd", text);
    auto structured = xml_.element("Strd");
    auto creditor = xml_.element("CdtrRefInf");
    {
      auto type = xml_.element("Tp");
      coded("CdOrPrtry", "SCOR");
      xml_.leaf("Issr", "ISO");
    }
    xml_.leaf("Ref", reference->compact());
  }

  void creditor_identifier(CreditorIdentifier const& identifier) {
    auto id = xml_.element("Id");
    auto person = xml_.element("PrvtId");
    auto other = xml_.element("Othr");
    xml_.leaf("Id", identifier.text());
    auto scheme = xml_.element("SchmeNm");
    xml_.leaf("Prtry", "SEPA");
  }

  void agent(std::string_view name, std::optional<Bic> const& bic) {
    auto agent = xml_.element(name);
    auto institution = xml_.element("FinInstnId");
    if (bic) xml_.leaf("BICFI", bic->text());
    else other("NOTPROVIDED");
  }

  void account(std::string_view name, Iban const& iban) {
    auto account = xml_.element(name);
    auto id = xml_.element("Id");
    xml_.leaf("IBAN", iban.compact());
  }

  void totals(std::int64_t count, Money sum) {
    xml_.leaf("NbOfTxs", fmt::format("{}", count));
    xml_.leaf("CtrlSum", sum.decimal());
  }

  void named(std::string_view element, std::string_view name) {
    auto party = xml_.element(element);
    xml_.leaf("Nm", name);
  }

  void coded(std::string_view element, std::string_view code) {
    auto choice = xml_.element(element);
    xml_.leaf("Cd", code);
  }

  void other(std::string_view id) {
    auto other = xml_.element("Othr");
    xml_.leaf("Id", id);
  }

  xml::Writer xml_{xml::Layout::compact};
};

}  // namespace

std::string direct_debit_xml(SentFile const& sent, std::int64_t count, Money sum) {
  return Message().write(sent, count, sum);
}

}  // namespace allmende::sepa
