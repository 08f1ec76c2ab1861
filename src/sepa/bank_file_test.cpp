#include "sepa/bank_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "sepa/test_bank_files.h"
#include "tests/support/zipped.h"

namespace allmende::sepa {
namespace {

using test::zipped;

Refusal refusal_of(std::string_view bytes, ReadLimits const& limits = {}) {
  auto read = heard(bytes, limits);
  return read ? Refusal{Code::gone, "was read"} : read.error();
}

std::string good() { return statement_of(entry_of("53.00", "DBIT")); }

std::string in_namespace(std::string_view space) {
  return fmt::format("<Document xmlns=\"{}\"><BkToCstmrStmt/></Document>", space);
}

TEST(BankFiles, may_be_several_in_a_zip) {
  auto read = heard(zipped({{"2026-12-03_C53.xml", good()}, {"2026-12-04_C53.xml", good()}}));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->names, (std::vector<std::string>{"2026-12-03_C53.xml", "2026-12-04_C53.xml"}));
  EXPECT_EQ(read->statements.size(), 2U);
  EXPECT_EQ(heard(good())->names, std::vector<std::string>{""});
}

TEST(BankFiles, are_read_from_the_disk_as_from_memory) {
  auto path = std::filesystem::temp_directory_path() / fmt::format("allmende-sepa-{}", getpid());
  for (std::string const& bytes : {good(), zipped({{"a.xml", good()}})}) {
    std::ofstream(path, std::ios::binary) << bytes;
    Heard listener;
    EXPECT_TRUE(read_bank_file(path, listener));
    EXPECT_EQ(listener.statements.size(), 1U);
  }
  std::filesystem::remove(path);
  Heard listener;
  EXPECT_THROW({ auto ignored = read_bank_file(path, listener); }, Fault);
}

TEST(BankFiles, say_in_which_of_them_something_is_wrong) {
  auto refused = refusal_of(zipped({{"a.xml", good()}, {"b.xml", statement_of(entry_of("1.005"))}}));
  EXPECT_EQ(refused, (Refusal{Code::invalid, "1.005 has parts of a cent", "b.xml, line 4"}));
}

TEST(BankFiles, of_other_kinds_are_refused_with_a_sentence) {
  constexpr char const* kIso = "urn:iso:std:iso:20022:tech:xsd:";
  for (char const* other :
       {"camt.053.001.13", "camt.053.001.2", "pain.008.001.08", "camt.056.001.08", "pain.002.003.03"}) {
    Refusal refused = refusal_of(in_namespace(fmt::format("{}{}", kIso, other)));
    EXPECT_EQ(refused.message.substr(0, refused.message.find(" is not read here")), other);
    EXPECT_EQ(refused.where, "line 1");
  }
  for (std::string const& other :
       {std::string("<Document/>"), in_namespace("urn:x"), std::string("<html/>"),
        std::string("<Dokument xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"/>")}) {
    EXPECT_EQ(refusal_of(other).message, "this is no message of ISO 20022 (camt.052, camt.053, camt.054 or pain.002)")
        << other;
  }
  EXPECT_EQ(
      refusal_of("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrAcctRpt/></Document>")
          .message,
      "there is no BkToCstmrStmt in the message");
  EXPECT_EQ(refusal_of("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"/>").message,
            "there is no CstmrPmtStsRpt in the message");
  for (std::string const& other : {std::string(), std::string(":20:STARTUMS\n:25:10010010/1234\n"),
                                   std::string("%PDF-1.7"), std::string(5000, '\0'), std::string("MZ\x90")}) {
    EXPECT_EQ(refusal_of(other).code, Code::invalid) << other.substr(0, 10);
  }
}

TEST(BankFiles, of_any_version_carry_elements_of_other_namespaces) {
  std::string text = good();
  text.replace(text.find("<Ntry>"), 6, "<Ntry><x:Amt xmlns:x=\"urn:x\" Ccy=\"USD\">1.005</x:Amt>");
  EXPECT_TRUE(heard(text));
}

TEST(BankFiles, are_not_read_with_types_entities_or_bombs) {
  std::string const rest = good().substr(good().find("<Document"));
  for (std::string_view doctype :
       {"<!DOCTYPE Document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
        "<!DOCTYPE Document [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE Document SYSTEM \"http://127.0.0.1:1/x.dtd\">"}) {
    EXPECT_NE(refusal_of(std::string(doctype) + rest).message.find("DOCTYPE"), std::string::npos) << doctype;
  }
  std::string entity = good();
  entity.replace(entity.find("ST-7"), 4, "&xxe;");
  EXPECT_EQ(refusal_of(entity).code, Code::invalid);
}

TEST(BankFiles, in_wrong_encodings_are_refused_and_in_old_ones_read) {
  std::string latin = good();
  latin.replace(latin.find("ST-7"), 4, "M\xfcller");
  EXPECT_EQ(refusal_of(latin).code, Code::invalid);
  latin.replace(latin.find("UTF-8"), 5, "ISO-8859-1");
  EXPECT_EQ(heard(latin)->statements.at(0).statement.id, "Müller");
}

TEST(BankFiles, that_are_cut_off_anywhere_are_refused) {
  std::string const text = good();
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(refusal_of(std::string_view(text).substr(0, size)).code, Code::invalid) << size;
  }
  std::string const packed = zipped({{"a.xml", good()}, {"b.xml", good()}});
  for (std::size_t size = 0; size < packed.size(); size += 7) {
    EXPECT_EQ(refusal_of(std::string_view(packed).substr(0, size)).code, Code::invalid) << size;
  }
}

TEST(BankFiles, whose_bytes_were_changed_do_no_more_than_be_refused_or_read) {
  std::mt19937 random(11);
  std::string const text = statement_of(entry_of("53.00", "DBIT",
                                                 "<NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId></"
                                                 "Refs><RmtInf><Ustrd>x</Ustrd></RmtInf></TxDtls></NtryDtls>"));
  for (std::string const& bytes : {text, zipped({{"a.xml", text}})}) {
    int refused = 0;
    for (int turn = 0; turn < 4000; ++turn) {
      std::string changed = bytes;
      for (int i = 0; i <= turn % 3; ++i) changed[random() % changed.size()] = static_cast<char>(random() % 256);
      if (turn % 5 == 0) changed.erase(random() % changed.size(), random() % 50);
      refused += heard(changed, {.bytes = 1 << 20, .messages = 10}) ? 0 : 1;
    }
    EXPECT_GT(refused, 1000);
  }
}

TEST(BankFiles, in_zips_that_grow_too_large_are_refused) {
  std::string bomb = statement_of("");
  bomb.insert(bomb.find("<Stmt>"), std::string(30'000'000, ' '));
  std::string const packed = zipped({{"bomb.xml", bomb}});
  ASSERT_LT(packed.size(), 100'000U);
  EXPECT_EQ(refusal_of(packed, {.bytes = 1'000'000}).code, Code::limit);
  EXPECT_EQ(refusal_of(zipped({{"a.xml", good()}, {"b.xml", good()}}), {.messages = 1}).code, Code::limit);
  EXPECT_EQ(refusal_of(zipped({{"folder/", "", AE_IFDIR}})).message, "the ZIP holds no file");
  EXPECT_EQ(refusal_of(zipped({})).code, Code::invalid);
  Refusal nested = refusal_of(zipped({{"inner.zip", zipped({{"a.xml", good()}})}}));
  EXPECT_EQ(nested.message, "a ZIP within a ZIP is not opened");
  EXPECT_EQ(nested.where, "inner.zip");
}

TEST(BankFiles, end_with_what_the_listener_refuses) {
  struct Refusing : Heard {
    Result<void> entry(Statement const&, Entry const&) override { return refuse(Code::conflict, "no more"); }
  } listener;
  EXPECT_EQ(read_bank_bytes(good(), listener).error(), (Refusal{Code::conflict, "no more"}));
  EXPECT_FALSE(listener.statements.at(0).has_ended);
}

std::string status_report(std::string_view version, std::string_view transactions) {
  return fmt::format(
      "<Document "
      "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.{}\"><CstmrPmtStsRpt><GrpHdr><MsgId>R</"
      "MsgId><CreDtTm>2026-12-01T08:00:00</CreDtTm></GrpHdr>"
      "<OrgnlGrpInfAndSts><OrgnlMsgId>M</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId><GrpSts>RJCT</GrpSts>"
      "<StsRsnInf><Rsn><Cd>FF01</Cd></Rsn><AddtlInf>Schema</AddtlInf></StsRsnInf></OrgnlGrpInfAndSts>"
      "<OrgnlPmtInfAndSts><OrgnlPmtInfId>B</OrgnlPmtInfId>{}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>",
      version, transactions);
}

TEST(StatusReports, tell_of_files_batches_and_payments_each_by_itself) {
  for (auto const& [version, name] : {std::pair{"03", "<Nm>Ada</Nm>"}, std::pair{"10", "<Pty><Nm>Ada</Nm></Pty>"}}) {
    auto read = heard(status_report(
        version,
        fmt::format(
            "<TxInfAndSts><OrgnlInstrId>NOTPROVIDED</OrgnlInstrId><OrgnlEndToEndId>E-1</OrgnlEndToEndId><TxSts>RJCT</"
            "TxSts><StsRsnInf><Rsn><Prtry>X1</Prtry></Rsn></StsRsnInf>"
            "<OrgnlTxRef><Amt><InstdAmt "
            "Ccy=\"EUR\">10.00</InstdAmt></Amt><ReqdColltnDt>2026-12-01</ReqdColltnDt><MndtRltdInf><MndtId>M-1</"
            "MndtId></MndtRltdInf>"
            "<Dbtr>{}</Dbtr><DbtrAcct><Id><IBAN>AT611904300234573201</IBAN></Id></DbtrAcct></OrgnlTxRef></TxInfAndSts>",
            name)));
    ASSERT_TRUE(read) << read.error().message;
    StatusReport const& report = read->reports.at(0);
    EXPECT_TRUE(report.status.is_rejected());
    EXPECT_EQ(report.status.reasons.at(0).code, "FF01");
    EXPECT_EQ(report.status.reasons.at(0).more, std::vector<std::string>{"Schema"});
    EXPECT_EQ(report.original_sum, std::nullopt);
    EXPECT_EQ(report.batches.at(0).status.code, "");
    TransactionStatus const& one = report.batches.at(0).transactions.at(0);
    EXPECT_EQ(one.instruction_id, "");
    EXPECT_EQ(one.end_to_end_id, "E-1");
    EXPECT_EQ(one.status.reasons.at(0).proprietary, "X1");
    EXPECT_EQ(one.amount, (Amount{Money::cents(1000), "EUR"}));
    EXPECT_EQ(one.collection, Date::parse("2026-12-01").value());
    EXPECT_EQ(one.mandate_id, "M-1");
    EXPECT_EQ(one.debtor.name, "Ada") << version;
    EXPECT_EQ(one.debtor.iban, "AT611904300234573201");
  }
}

TEST(StatusReports, hold_their_limits) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "<TxInfAndSts><TxSts>RJCT</TxSts></TxInfAndSts>";
  EXPECT_TRUE(heard(status_report("10", many), {.details = 100}));
  EXPECT_EQ(refusal_of(status_report("10", many), {.details = 10}).code, Code::limit);
  EXPECT_EQ(refusal_of(status_report("10", std::string(200'000, ' ')), {.entry_bytes = 50'000}).code, Code::limit);
}

}  // namespace
}  // namespace allmende::sepa
