#include "sepa/statement.h"

#include <gtest/gtest.h>

#include "sepa/returned.h"
#include "sepa/test_bank_files.h"

namespace allmende::sepa {
namespace {

Date date(std::string_view text) { return Date::parse(text).value(); }
Amount euro(std::int64_t cents) { return {Money::cents(cents), "EUR"}; }

Refusal refusal_of(std::string_view document, ReadLimits const& limits = {}) {
  auto read = heard(document, limits);
  return read ? Refusal{Code::gone, "was read"} : read.error();
}

/// The one entry of the one statement.
Entry entry_in(std::string_view document) {
  auto read = heard(document);
  EXPECT_TRUE(read) << read.error().message << " " << read.error().where;
  return read->statements.at(0).entries.at(0);
}

TEST(Statements, tell_what_stands_at_their_head) {
  auto read = heard(statement_of(entry_of("53.00", "DBIT"), "47.00", "08",
                                 "<MsgPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>"));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->statements.size(), 1U);
  auto const& [statement, entries, totals, has_ended] = read->statements[0];
  EXPECT_EQ(statement.kind, MessageKind::statement);
  EXPECT_EQ(statement.version, 8);
  EXPECT_EQ(statement.message_id, "MSG-1");
  EXPECT_EQ(statement.id, "ST-7");
  EXPECT_EQ(statement.electronic_number, 7);
  EXPECT_EQ(statement.legal_number, std::nullopt);
  EXPECT_EQ(statement.page, 1);
  EXPECT_EQ(statement.is_last_page, true);
  EXPECT_EQ(statement.created, "2026-12-03T20:00:00+01:00");
  EXPECT_EQ(statement.account.iban, "DE89370400440532013000");
  EXPECT_EQ(statement.account.currency, "EUR");
  ASSERT_EQ(statement.balances.size(), 2U);
  EXPECT_EQ(*statement.opening(), (Balance{"PRCD", euro(10000), Direction::credit, date("2026-12-02")}));
  EXPECT_EQ(*statement.closing(), (Balance{"CLBD", euro(4700), Direction::credit, date("2026-12-03")}));
  EXPECT_EQ(totals.entries, 1);
  EXPECT_EQ(totals.booked, 1);
  EXPECT_EQ(totals.sum, Money::cents(-5300));
  EXPECT_TRUE(has_ended);
}

/// The shape in which German banks sent returns for years: no EndToEndId, NONREF, the fee within the amount.
constexpr std::string_view kReturnOfVersion02 =
    "<Ntry><Amt Ccy=\"EUR\">53.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>"
    "<BookgDt><Dt>2026-12-03</Dt></BookgDt><ValDt><Dt>2026-12-01</Dt></ValDt><AcctSvcrRef>NONREF</AcctSvcrRef>"
    "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn><Prtry><Cd>NRTI+109+00931</"
    "Cd><Issr>DK</Issr></Prtry></BkTxCd>"
    "<NtryDtls><TxDtls><Refs><MndtId>M-0042</MndtId></Refs>"
    "<AmtDtls><InstdAmt><Amt Ccy=\"EUR\">50.00</Amt></InstdAmt><TxAmt><Amt Ccy=\"EUR\">53.00</Amt></TxAmt></AmtDtls>"
    "<Chrgs><Amt Ccy=\"EUR\">1.50</Amt></Chrgs><Chrgs><Amt Ccy=\"EUR\">1.50</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs>"
    "<RltdPties><Dbtr><Nm>Dora Vier</Nm></Dbtr><DbtrAcct><Id><IBAN>AT611904300234573201</IBAN></Id></DbtrAcct>"
    "<Cdtr><Id><PrvtId><Othr><Id>DE98ZZZ09999999999</Id></Othr></PrvtId></Id></Cdtr></RltdPties>"
    "<RltdAgts><DbtrAgt><FinInstnId><BIC>MARKDEF1100</BIC></FinInstnId></DbtrAgt></RltdAgts>"
    "<RmtInf><Ustrd>Rückgabe</Ustrd><Ustrd>SEPA-Lastschrift</Ustrd></RmtInf>"
    "<RtrInf><Rsn><Cd>MS03</Cd></Rsn><AddtlInf>SONSTIGE GRÜNDE</AddtlInf></RtrInf></TxDtls></NtryDtls>"
    "<AddtlNtryInf>Retourenhülle</AddtlNtryInf></Ntry>";

TEST(Statements, F18_tell_of_a_return_that_has_nothing_but_its_mandate) {
  Entry entry = entry_in(statement_of(kReturnOfVersion02, "47.00", "02"));
  EXPECT_EQ(entry.servicer_reference, "") << "F22: NONREF is none";
  EXPECT_EQ(entry.booking_date, date("2026-12-03"));
  EXPECT_EQ(entry.value_date, date("2026-12-01"));
  EXPECT_EQ(entry.code.sub_family, "UPDD");
  EXPECT_EQ(entry.code.proprietary, "NRTI+109+00931");
  EXPECT_EQ(entry.additional, "Retourenhülle");
  ASSERT_EQ(entry.details.size(), 1U);
  Detail const& detail = entry.details[0];
  EXPECT_EQ(detail.end_to_end_id, "");
  EXPECT_EQ(detail.mandate_id, "M-0042");
  EXPECT_EQ(detail.amount, euro(5300));
  EXPECT_EQ(detail.instructed, euro(5000));
  EXPECT_EQ(detail.charges.records.size(), 2U);
  EXPECT_EQ(detail.debtor.name, "Dora Vier");
  EXPECT_EQ(detail.debtor.iban, "AT611904300234573201");
  EXPECT_EQ(detail.debtor.bic, "MARKDEF1100");
  EXPECT_EQ(detail.creditor.identifier, "DE98ZZZ09999999999");
  EXPECT_EQ(detail.texts, (std::vector<std::string>{"Rückgabe", "SEPA-Lastschrift"}));
  EXPECT_EQ(detail.return_reason.code, "MS03");
  EXPECT_EQ(detail.return_reason.more, (std::vector<std::string>{"SONSTIGE GRÜNDE"}));
  EXPECT_TRUE(is_return(entry, detail));
  EXPECT_EQ(returned_amounts(entry, detail).value(), (ReturnedAmounts{Money::cents(5000), Money::cents(300)}));
}

TEST(Statements, of_version_04_and_08_wrap_things_differently) {
  std::string const details =
      "<NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs><Amt "
      "Ccy=\"EUR\">53.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
      "<Chrgs><TtlChrgsAndTaxAmt Ccy=\"EUR\">3.00</TtlChrgsAndTaxAmt><Rcrd><Amt "
      "Ccy=\"EUR\">3.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>"
      "<ChrgInclInd>true</ChrgInclInd><Tp><Prtry><Id>FEE</Id></Prtry></Tp></Rcrd></Chrgs>"
      "<RltdPties><Dbtr>{0}<Nm>Dora Vier</Nm>{1}</Dbtr><UltmtDbtr>{0}<Nm>Emil</Nm>{1}</UltmtDbtr></RltdPties>"
      "<RltdAgts><DbtrAgt><FinInstnId><BICFI>MARKDEF1100</BICFI></FinInstnId></DbtrAgt></RltdAgts>"
      "<RtrInf><Rsn><Prtry>KEINE</Prtry></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>";
  std::string const head = "<Ntry><Amt Ccy=\"EUR\">53.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>";
  std::string const four = head + "<Sts>BOOK</Sts><BkTxCd/>" + fmt::format(fmt::runtime(details), "", "");
  std::string const eight =
      head + "<Sts><Cd>BOOK</Cd></Sts><BkTxCd/>" + fmt::format(fmt::runtime(details), "<Pty>", "</Pty>");
  for (auto const& [version, text] : {std::pair{"04", four}, std::pair{"08", eight}}) {
    Entry entry = entry_in(statement_of(text, "47.00", version));
    Detail const& detail = entry.details.at(0);
    EXPECT_EQ(entry.status, EntryStatus::booked) << version;
    EXPECT_TRUE(entry.is_reversal);
    EXPECT_EQ(detail.debtor.name, "Dora Vier") << version;
    EXPECT_EQ(detail.debtor.ultimate_name, "Emil") << version;
    EXPECT_EQ(detail.debtor.bic, "MARKDEF1100");
    EXPECT_EQ(detail.amount, euro(5300));
    EXPECT_EQ(detail.direction, Direction::debit);
    EXPECT_EQ(detail.charges.total, euro(300));
    ASSERT_EQ(detail.charges.records.size(), 1U);
    EXPECT_EQ(detail.charges.records[0].type, "FEE");
    EXPECT_EQ(detail.charges.records[0].is_included, true);
    EXPECT_EQ(detail.return_reason.code, "");
    EXPECT_EQ(detail.return_reason.proprietary, "KEINE");
    EXPECT_TRUE(is_return(entry, detail));
  }
}

TEST(Statements, of_accounts_say_by_their_kind_whether_they_may_be_booked) {
  std::string text = statement_of(entry_of("53.00", "DBIT"));
  auto as = [&](std::string_view number, std::string_view message, std::string_view statement) {
    std::string other = text;
    auto replace = [&](std::string_view from, std::string_view to) {
      for (std::size_t at = 0; (at = other.find(from, at)) != std::string::npos; at += to.size())
        other.replace(at, from.size(), to);
    };
    replace("camt.053", fmt::format("camt.{}", number));
    replace("BkToCstmrStmt", message);
    replace("<Stmt>", fmt::format("<{}>", statement));
    replace("</Stmt>", fmt::format("</{}>", statement));
    return heard(other);
  };
  EXPECT_EQ(as("052", "BkToCstmrAcctRpt", "Rpt")->statements.at(0).statement.kind, MessageKind::report);
  EXPECT_EQ(as("054", "BkToCstmrDbtCdtNtfctn", "Ntfctn")->statements.at(0).statement.kind, MessageKind::notification);
  EXPECT_FALSE(as("054", "BkToCstmrStmt", "Stmt"));
}

TEST(Statements, F14_tell_what_is_not_booked_apart) {
  auto read = heard(statement_of(entry_of("53.00", "DBIT") + entry_of("9.00", "CRDT", "", "PDNG") +
                                 entry_of("8.00", "CRDT", "", "INFO") + entry_of("7.00", "CRDT", "", "FUTR") +
                                 entry_of("6.00", "CRDT", "", "XXXX")));
  ASSERT_TRUE(read) << read.error().message;
  std::vector<EntryStatus> statuses;
  for (Entry const& entry : read->statements[0].entries) statuses.push_back(entry.status);
  EXPECT_EQ(statuses, (std::vector{EntryStatus::booked, EntryStatus::pending, EntryStatus::information,
                                   EntryStatus::expected, EntryStatus::other}));
  EXPECT_EQ(read->statements[0].totals.entries, 5);
  EXPECT_EQ(read->statements[0].totals.booked, 1);
}

TEST(Statements, F7_F26_give_the_day_that_the_bank_wrote_whatever_the_hour) {
  for (char const* written : {"<DtTm>2026-12-01T23:30:00+01:00</DtTm>", "<DtTm>2026-12-01T23:30:00</DtTm>",
                              "<DtTm>2026-12-01T00:00:00.000Z</DtTm>", "<Dt>2026-12-01</Dt>",
                              "<Dt>2026-12-01+01:00</Dt>", "<Dt>2026-12-01Z</Dt>"}) {
    std::string text = entry_of("53.00", "DBIT");
    text.replace(text.find("<Dt>2026-12-03</Dt>"), 19, written);
    EXPECT_EQ(entry_in(statement_of(text)).booking_date, date("2026-12-01")) << written;
  }
  for (char const* wrong : {"<Dt>2026-02-30</Dt>", "<Dt>1.12.2026</Dt>", "<Dt>2026-12-011</Dt>"}) {
    std::string text = entry_of("53.00", "DBIT");
    text.replace(text.find("<Dt>2026-12-03</Dt>"), 19, wrong);
    EXPECT_NE(refusal_of(statement_of(text)).message.find("is no day"), std::string::npos) << wrong;
  }
}

TEST(Statements, leave_empty_what_the_bank_did_not_say) {
  Entry entry = entry_in(
      statement_of("<Ntry><Amt Ccy=\"EUR\">53.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
                   "<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"));
  EXPECT_EQ(entry.booking_date, std::nullopt);
  EXPECT_EQ(entry.value_date, std::nullopt);
  EXPECT_EQ(entry.code.domain, "");
  ASSERT_EQ(entry.details.size(), 1U);
  EXPECT_EQ(entry.details[0].end_to_end_id, "");
  EXPECT_EQ(entry.details[0].amount, std::nullopt);
  EXPECT_EQ(amount_of(entry, entry.details[0]), euro(5300)) << "it is the only one";
}

TEST(Statements, F27_are_read_in_cents_without_rounding) {
  for (auto const& [written, cents] :
       std::initializer_list<std::pair<char const*, std::int64_t>>{{"0.29", 29},
                                                                   {"4.35", 435},
                                                                   {"53", 5300},
                                                                   {"53.", 5300},
                                                                   {".5", 50},
                                                                   {"+1.1", 110},
                                                                   {"0012.50000", 1250},
                                                                   {"0", 0},
                                                                   {"9999999999999.99", 999'999'999'999'999}}) {
    auto read = heard(statement_of(entry_of(written, "CRDT", "", "PDNG"), "100.00"));
    ASSERT_TRUE(read) << written << read.error().message;
    EXPECT_EQ(read->statements[0].entries[0].amount, euro(cents)) << written;
  }
  for (char const* wrong : {"1.005", "0.00001", "1,50", "-1.00", "1e2", "", ".", "1.2.3", "10000000000000.00", " "}) {
    EXPECT_FALSE(heard(statement_of(entry_of(wrong, "CRDT", "", "PDNG"), "100.00"))) << wrong;
  }
  EXPECT_EQ(refusal_of(statement_of(entry_of("1.005"))).message, "1.005 has parts of a cent");
}

TEST(Statements, F29_tell_of_other_currencies_and_sum_up_none_of_them) {
  auto read = heard(statement_of(entry_of("53.00", "DBIT") + entry_of("7.00", "CRDT", "", "BOOK", "USD")));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->statements[0].entries[1].amount.currency, "USD");
  EXPECT_EQ(read->statements[0].totals.of_other_currency, 1);
  EXPECT_EQ(read->statements[0].totals.sum, Money::cents(-5300));
}

TEST(Statements, F23_whose_entries_do_not_lead_to_the_closing_balance_are_refused) {
  Refusal refused = refusal_of(statement_of(entry_of("52.99", "DBIT")));
  EXPECT_EQ(refused.code, Code::conflict);
  EXPECT_EQ(refused.message,
            "the statement begins with 100.00, its entries are -52.99 together, but it ends with 47.00");
  EXPECT_EQ(refused.where, "line 3");
  EXPECT_EQ(refusal_of(statement_of("")).code, Code::conflict);
  EXPECT_TRUE(heard(statement_of("", "100.00")));
  // One page of several cannot be checked by itself.
  EXPECT_TRUE(
      heard(statement_of("", "47.00", "08", "<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>")));
  EXPECT_TRUE(heard(statement_of("", "47.00", "08", "<MsgPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>")));
}

TEST(Statements, that_lack_what_they_must_have_are_refused_with_the_line) {
  auto without = [](std::string_view part) {
    std::string text = statement_of(entry_of("53.00", "DBIT"));
    std::size_t at = text.find(part, text.find("<Ntry>"));
    return refusal_of(text.erase(at, part.size()));
  };
  EXPECT_EQ(without("<Amt Ccy=\"EUR\">53.00</Amt>"),
            (Refusal{Code::invalid, "an entry has no amount (Amt)", "line 4"}));
  EXPECT_EQ(without("<CdtDbtInd>DBIT</CdtDbtInd>").message, "an entry has no direction (CdtDbtInd)");
  EXPECT_EQ(without("<Sts><Cd>BOOK</Cd></Sts>").message, "an entry has no status (Sts)");
  EXPECT_EQ(without(" Ccy=\"EUR\"").message, "an amount has no currency");
  EXPECT_EQ(refusal_of(statement_of(entry_of("53.00", "BOTH"))).message, "“BOTH” is neither CRDT nor DBIT");
  std::string text = statement_of("");
  text.erase(text.find("<CdtDbtInd>"), 27);
  EXPECT_EQ(refusal_of(text).message, "a balance has no amount or no direction");
  text = statement_of("");
  text.replace(text.find(">7<"), 3, ">x<");
  EXPECT_EQ(refusal_of(text).message, "“x” is no number");
}

TEST(Statements, hold_their_limits) {
  std::string const detail = "<TxDtls><Refs><EndToEndId>E</EndToEndId></Refs></TxDtls>";
  std::string const three =
      statement_of(entry_of("53.00", "DBIT", "<NtryDtls>" + detail + detail + detail + "</NtryDtls>"));
  EXPECT_TRUE(heard(three, {.details = 3}));
  EXPECT_EQ(refusal_of(three, {.details = 2}).message, "an entry has more than 2 payments");
  EXPECT_EQ(refusal_of(three, {.bytes = 1000}).code, Code::limit);
  std::string long_entry = "<NtryDtls><TxDtls>";
  for (int i = 0; i < 5000; ++i) long_entry += "<RmtInf><Ustrd>abcdefgh</Ustrd></RmtInf>";
  EXPECT_EQ(
      refusal_of(statement_of(entry_of("53.00", "DBIT", long_entry + "</TxDtls></NtryDtls>")), {.entry_bytes = 100'000})
          .code,
      Code::limit);
  std::string charges = "<Chrgs>";
  for (int i = 0; i < 101; ++i) charges += "<Rcrd><Amt Ccy=\"EUR\">1</Amt></Rcrd>";
  EXPECT_EQ(refusal_of(statement_of(entry_of("53.00", "DBIT", charges + "</Chrgs>"))).message,
            "a payment has more than 100 charges");
}

TEST(Returns, are_known_by_reason_code_or_reversal_never_by_text) {
  Entry entry;
  Detail detail;
  detail.texts = {"RÜCKLASTSCHRIFT MS03 Retoure"};
  entry.additional = "Rücklastschrift";
  EXPECT_FALSE(is_return(entry, detail));
  EXPECT_TRUE(is_return(entry, Detail{.return_reason = {.code = "AC04"}}));
  entry.code.sub_family = "UPDD";
  EXPECT_TRUE(is_return(entry, detail));
  entry.code.sub_family = "ESDD";
  detail.code.sub_family = "UPDD";
  EXPECT_TRUE(is_return(entry, detail));
  entry.is_reversal = true;
  EXPECT_TRUE(is_return(entry, Detail{}));
}

Result<ReturnedAmounts> amounts(std::optional<std::int64_t> lost, std::optional<std::int64_t> instructed,
                                std::optional<std::int64_t> fee) {
  Entry entry{.amount = euro(99900)};
  Detail detail;
  if (lost) detail.amount = euro(*lost);
  if (instructed) detail.instructed = euro(*instructed);
  if (fee) detail.charges.total = euro(*fee);
  entry.details = {detail, detail};
  return returned_amounts(entry, detail);
}

TEST(Returns, F16_F17_are_split_into_what_was_collected_and_the_fee_and_must_sum_up) {
  auto split = [](std::int64_t original, std::int64_t fee) {
    return ReturnedAmounts{Money::cents(original), Money::cents(fee)};
  };
  EXPECT_EQ(amounts(1300, 1000, 300).value(), split(1000, 300));
  EXPECT_EQ(amounts(1300, 1000, std::nullopt).value(), split(1000, 300));
  EXPECT_EQ(amounts(1300, std::nullopt, 300).value(), split(1000, 300));
  EXPECT_EQ(amounts(1250, 1250, std::nullopt).value(), split(1250, 0));
  EXPECT_EQ(amounts(1250, std::nullopt, std::nullopt).value(), split(1250, 0));
  EXPECT_EQ(amounts(1300, 1000, 200).error().code, Code::conflict);
  EXPECT_EQ(amounts(700, 1000, std::nullopt).error().code, Code::conflict) << "a part came back";
  EXPECT_EQ(amounts(300, std::nullopt, 300).error().code, Code::conflict);
  EXPECT_EQ(amounts(std::nullopt, 1000, std::nullopt).error().code, Code::invalid);
}

TEST(Returns, in_different_currencies_are_left_to_a_person) {
  Detail detail{.amount = euro(1300), .instructed = Amount{Money::cents(1000), "USD"}};
  EXPECT_EQ(returned_amounts(Entry{}, detail).error().code, Code::conflict);
  detail = {.amount = euro(1300)};
  detail.charges.records = {{euro(100)}, {Amount{Money::cents(200), "USD"}}};
  EXPECT_EQ(returned_amounts(Entry{}, detail).error().code, Code::conflict);
  detail.charges.records = {{euro(400)}, {euro(100), Direction::credit}};
  EXPECT_EQ(returned_amounts(Entry{}, detail).value(), (ReturnedAmounts{Money::cents(1000), Money::cents(300)}));
}

}  // namespace
}  // namespace allmende::sepa
