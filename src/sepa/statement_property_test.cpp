// Statements made at random, in every kind and version: valid by their schema, and read back as they were made.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "sepa/test_bank_files.h"
#include "tests/support/schema_check.h"
#include "xml/xml.h"

namespace allmende::sepa {
namespace {

struct Payment {
  std::string end_to_end_id, name, text;
  std::int64_t cents = 1;
};

struct Made {
  bool is_credit = true;
  bool is_booked = true;
  std::vector<Payment> payments;

  std::int64_t cents() const {
    std::int64_t sum = 0;
    for (Payment const& payment : payments) sum += payment.cents;
    return sum;
  }
};

struct Kind {
  std::string_view number, message, statement;
};
constexpr std::array<Kind, 3> kKinds{
    {{"053", "BkToCstmrStmt", "Stmt"}, {"052", "BkToCstmrAcctRpt", "Rpt"}, {"054", "BkToCstmrDbtCdtNtfctn", "Ntfctn"}}};

/// As a bank that keeps to the schema would write it.
class Bank {
 public:
  Bank(Kind const& kind, int version) : kind_(kind), version_(version) {}

  std::string write(std::vector<Made> const& entries) {
    std::string const space = fmt::format("urn:iso:std:iso:20022:tech:xsd:camt.{}.001.{:02}", kind_.number, version_);
    {
      auto document = xml_.element("Document", {{"xmlns", space}});
      auto message = xml_.element(kind_.message);
      {
        auto head = xml_.element("GrpHdr");
        xml_.leaf("MsgId", "M");
        xml_.leaf("CreDtTm", "2026-12-03T20:00:00");
      }
      auto statement = xml_.element(kind_.statement);
      xml_.leaf("Id", "S");
      xml_.leaf("ElctrncSeqNb", "7");
      xml_.leaf("CreDtTm", "2026-12-03T20:00:00");
      account();
      std::int64_t closing = 1'000'000'000'000;
      for (Made const& made : entries) closing += !made.is_booked ? 0 : made.is_credit ? made.cents() : -made.cents();
      if (kind_.number != "054") balance("OPBD", 1'000'000'000'000), balance("CLBD", closing);
      for (Made const& made : entries) entry(made);
    }
    return xml_.finish();
  }

 private:
  void account() {
    auto account = xml_.element("Acct");
    {
      auto id = xml_.element("Id");
      xml_.leaf("IBAN", "DE89370400440532013000");
    }
    xml_.leaf("Ccy", "EUR");
  }

  void amount(std::int64_t cents) { xml_.leaf("Amt", Money::cents(cents).decimal(), {{"Ccy", "EUR"}}); }

  void balance(std::string_view type, std::int64_t cents) {
    auto balance = xml_.element("Bal");
    {
      auto tp = xml_.element("Tp");
      auto choice = xml_.element("CdOrPrtry");
      xml_.leaf("Cd", type);
    }
    amount(cents);
    xml_.leaf("CdtDbtInd", "CRDT");
    auto dt = xml_.element("Dt");
    xml_.leaf("Dt", "2026-12-03");
  }

  void entry(Made const& made) {
    auto entry = xml_.element("Ntry");
    amount(made.cents());
    xml_.leaf("CdtDbtInd", made.is_credit ? "CRDT" : "DBIT");
    std::string_view const status = made.is_booked ? "BOOK" : "PDNG";
    if (version_ < 8) {
      xml_.leaf("Sts", status);
    } else {
      auto sts = xml_.element("Sts");
      xml_.leaf("Cd", status);
    }
    xml_.leaf("BkTxCd", "");
    auto details = xml_.element("NtryDtls");
    for (Payment const& payment : made.payments) detail(payment, made.is_credit);
  }

  void detail(Payment const& payment, bool is_credit) {
    auto detail = xml_.element("TxDtls");
    {
      auto references = xml_.element("Refs");
      xml_.leaf("EndToEndId", payment.end_to_end_id);
    }
    if (version_ == 2) {
      auto amounts = xml_.element("AmtDtls");
      auto of_payment = xml_.element("TxAmt");
      amount(payment.cents);
    } else {
      amount(payment.cents);
      xml_.leaf("CdtDbtInd", is_credit ? "CRDT" : "DBIT");
    }
    {
      auto parties = xml_.element("RltdPties");
      auto debtor = xml_.element("Dbtr");
      std::optional<xml::Element> party;
      if (version_ == 8) party.emplace(xml_.element("Pty"));
      xml_.leaf("Nm", payment.name);
    }
    auto remittance = xml_.element("RmtInf");
    xml_.leaf("Ustrd", payment.text);
  }

  xml::Writer xml_;
  Kind kind_;
  int version_;
};

std::vector<Made> any_entries() {
  auto letter = rc::gen::elementOf(std::string("ABCdef0189-/.&<>\"'+:"));
  auto word = rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, 35),
                              [=](std::size_t length) { return rc::gen::container<std::string>(length, letter); });
  std::vector<Made> entries(*rc::gen::inRange<std::size_t>(0, 8));
  for (Made& made : entries) {
    made.is_credit = *rc::gen::arbitrary<bool>();
    made.is_booked = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
    made.payments.resize(*rc::gen::inRange<std::size_t>(1, 4));
    for (Payment& payment : made.payments) {
      payment = {*word, *word + " Ä", *word + " €", *rc::gen::inRange<std::int64_t>(1, 10'000'000)};
    }
  }
  return entries;
}

std::string faults_by_schema(Kind const& kind, int version, std::string const& document) {
  static std::map<std::string, test::Schema> schemas;
  std::string const name = fmt::format("camt.{}.001.{:02}.xsd", kind.number, version);
  auto file = payment_data() / "xsd" / "iso" / name;
  if (!std::filesystem::exists(file)) return "";
  return schemas.try_emplace(name, file).first->second.faults_in(document);
}

RC_GTEST_PROP(StatementProperty, what_a_bank_writes_is_read_as_it_was_meant, ()) {
  auto entries = any_entries();
  Kind const kind = *rc::gen::elementOf(kKinds);
  int const version = *rc::gen::element(2, 4, 8);
  std::string const document = Bank(kind, version).write(entries);
  RC_ASSERT(faults_by_schema(kind, version, document) == "");

  auto read = heard(document);
  RC_ASSERT(read.has_value());
  auto const& told = read->statements.at(0);
  RC_ASSERT(told.statement.version == version);
  RC_ASSERT(told.entries.size() == entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Entry const& entry = told.entries[i];
    RC_ASSERT(entry.amount.money == Money::cents(entries[i].cents()));
    RC_ASSERT((entry.direction == Direction::credit) == entries[i].is_credit);
    RC_ASSERT((entry.status == EntryStatus::booked) == entries[i].is_booked);
    RC_ASSERT(entry.details.size() == entries[i].payments.size());
    for (std::size_t j = 0; j < entry.details.size(); ++j) {
      Payment const& payment = entries[i].payments[j];
      RC_ASSERT(entry.details[j].end_to_end_id == payment.end_to_end_id);
      RC_ASSERT(entry.details[j].amount->money == Money::cents(payment.cents));
      RC_ASSERT(entry.details[j].debtor.name == payment.name);
      RC_ASSERT(entry.details[j].texts == std::vector<std::string>{payment.text});
    }
  }
}

TEST(StatementProperty, hand_made_documents_of_the_other_tests_are_valid_too) {
  Kind const& statement = kKinds[0];
  std::string const text = statement_of(entry_of("53.00", "DBIT"));
  EXPECT_EQ(faults_by_schema(statement, 8, text), "");
}

}  // namespace
}  // namespace allmende::sepa
