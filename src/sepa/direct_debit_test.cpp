#include "sepa/direct_debit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "sepa/digest.h"
#include "sepa/test_data.h"
#include "tests/support/schema_check.h"
#include "xml/xml.h"

namespace allmende::sepa {
namespace {

std::filesystem::path schema_file() { return payment_data() / "xsd" / "iso" / "pain.008.001.08.xsd"; }

std::string faults_by_schema(std::string const& document) {
  static test::Schema const schema(schema_file());
  return schema.faults_in(document);
}

Date date(std::string_view text) { return Date::parse(text).value(); }
PaymentId id(std::string_view text) { return PaymentId::parse(text).value(); }

Creditor creditor() {
  return {.name = "Zeitung eG",
          .account = Iban::parse("DE89370400440532013000").value(),
          .identifier = CreditorIdentifier::parse("DE98ZZZ09999999999").value()};
}

Debit debit(std::string_view number, std::int64_t cents, std::string_view name = "Ada Eins",
            std::string_view account = "AT611904300234573201") {
  return {.end_to_end_id = id(fmt::format("C-{}-202612", number)),
          .amount = Money::cents(cents),
          .mandate = {.reference = MandateReference::parse(fmt::format("M-{}", number)).value(),
                      .signed_on = date("2026-08-31")},
          .debtor = {.name = std::string(name), .account = Iban::parse(account).value()},
          .remittance = "Beitrag Dezember 2026 – danke"};
}

DebitFile file_of(std::vector<Debit> debits) {
  DebitFile file{.id = id("MSG-RUN-2026-12-01"),
                 .created = Instant::parse("2026-11-27T09:00:00.25Z").value(),
                 .initiator = "Zeitung eG",
                 .batches = {}};
  file.batches.push_back({.id = id("RUN-2026-12-01-RCUR"),
                          .collection = date("2026-12-01"),
                          .creditor = creditor(),
                          .debits = std::move(debits)});
  return file;
}

/// The field for which a debit that was changed so is left out, while another one goes.
std::string refused_field(std::function<void(Debit&)> const& change) {
  Debit changed = debit("0001", 1000);
  change(changed);
  auto written = write_debits(file_of({changed, debit("0002", 500)}));
  if (!written) return "nothing was written: " + written.error().message;
  EXPECT_EQ(written->count, written->refused.empty() ? 2 : 1);
  EXPECT_NE(written->xml.find("C-0002-202612"), std::string::npos);
  if (written->refused.empty()) return "not refused";
  EXPECT_EQ(written->xml.find("C-0001-202612"), std::string::npos);
  EXPECT_EQ(written->sum, Money::cents(500));
  EXPECT_EQ(written->refused.front().end_to_end_id, changed.end_to_end_id);
  return written->refused.front().refusal.where;
}

std::string refused_head(std::function<void(DebitFile&)> const& change) {
  DebitFile file = file_of({debit("0001", 1000)});
  change(file);
  auto written = write_debits(file);
  return written ? "not refused" : written.error().where;
}

std::string whole_file(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Without comments and what stands between elements.
std::string without_layout(std::string text) {
  for (std::size_t at; (at = text.find("<!--")) != std::string::npos;) text.erase(at, text.find("-->", at) + 3 - at);
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t next = text.find_first_not_of(" \r\n", i);
    bool between = (plain.empty() || plain.back() == '>') && (next == std::string::npos || text[next] == '<');
    if (between) i = next;
    if (i == std::string::npos) break;
    plain += text[i];
  }
  return plain;
}

/// The file of the reference story, made by hand for it.
DebitFile reference_file() {
  Debit one = debit("0001", 1000);
  one.debtor.address =
      PostalAddress{.street = "Hauptstr.", .building = "1", .post_code = "1010", .town = "Wien", .country = "AT"};
  Debit two = debit("0002", 1250, "Ben Zwei", "BE72000000001616");
  two.mandate.signed_on = date("2026-09-01");
  two.mandate.amendment = Amendment{.debtor_has_other_account = true};
  Debit three = debit("0003", 1500, "Cem Drei", "GB82WEST12345698765432");
  three.mandate.signed_on = date("2026-09-02");
  three.debtor.address = PostalAddress{.town = "London", .country = "GB", .lines = {"1 High Street"}};
  return file_of({one, two, three});
}

TEST(DirectDebits, are_written_as_in_the_reference_story) {
  auto path = payment_data() / "synthetic" / "06_pain008_00108_dk_style_rcur.xml";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  auto written = write_debits(reference_file());
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(without_layout(written->xml), without_layout(whole_file(path)));
  EXPECT_EQ(written->count, 3);
  EXPECT_EQ(written->sum, Money::cents(3750));
}

/// One file with everything that can be in one.
DebitFile full_file() {
  DebitFile file = reference_file();
  Debit full = debit("0004", 99'999'999'999, "Jürgen & Aimée Łoś");
  full.debtor.bic = Bic::parse("MARKDEF1100").value();
  full.remittance = CreditorReference::from("2026000123").value();
  full.purpose_code = "CHAR";
  full.mandate.amendment = Amendment{.debtor_has_other_account = true,
                                     .former_reference = MandateReference::parse("OLD 4").value(),
                                     .former_creditor = CreditorIdentifier::parse("DE98ABC09999999999").value(),
                                     .former_creditor_name = "Alte Zeitung"};
  Debit silent = debit("0005", 1);
  silent.remittance = {};
  for (Sequence sequence : {Sequence::first, Sequence::last, Sequence::single}) {
    DebitBatch batch{.id = id(fmt::format("B{}", static_cast<int>(sequence))),
                     .sequence = sequence,
                     .collection = date("2026-12-02"),
                     .creditor = creditor(),
                     .booked_as_one = false,
                     .debits = {full, silent}};
    batch.creditor.bic = Bic::parse("MARKDEF1").value();
    for (Debit& one : batch.debits)
      one.end_to_end_id = id(fmt::format("{}-{}", one.end_to_end_id.text(), batch.id.text()));
    file.batches.push_back(batch);
  }
  return file;
}

TEST(DirectDebits, are_valid_by_the_schema) {
  if (!std::filesystem::exists(schema_file())) GTEST_SKIP() << schema_file() << " is not here";
  auto written = write_debits(full_file());
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_TRUE(written->refused.empty());
  EXPECT_EQ(faults_by_schema(written->xml), "");
  std::string wrong = written->xml;
  wrong.replace(wrong.find("<PmtMtd>DD"), 10, "<PmtMtd>DX");
  EXPECT_NE(faults_by_schema(wrong), "") << "the schema lets everything through";
}

TEST(DirectDebits, send_texts_in_basic_letters) {
  auto written = write_debits(full_file()).value();
  EXPECT_NE(written.xml.find("<Nm>Juergen + Aimee Los</Nm>"), std::string::npos);
  EXPECT_NE(written.xml.find("<Ustrd>Beitrag Dezember 2026 - danke</Ustrd>"), std::string::npos);
}

std::vector<std::string> strings_of(std::string const& json, std::string_view key) {
  std::size_t at = json.find(fmt::format("\"{}\": [", key));
  std::string list = json.substr(at, json.find(']', at) - at);
  std::vector<std::string> strings;
  for (at = list.find('['); (at = list.find('"', at)) != std::string::npos;) {
    std::size_t end = list.find('"', at + 1);
    strings.push_back(list.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return strings;
}

TEST(DirectDebits, keep_to_the_rules_that_germany_adds) {
  auto path = payment_data() / "vectors" / "dk_pain008_rules.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  std::string const rules = whole_file(path);
  std::string const xml = write_debits(full_file()).value().xml;
  auto forbidden = strings_of(rules, "forbidden");
  ASSERT_EQ(forbidden.size(), 20U);
  for (std::string const& element : forbidden) {
    std::string last = element.substr(element.rfind('/') + 1);
    if (last == "Prtry") EXPECT_EQ(xml.find("<Purp><Prtry>"), std::string::npos);
    else if (last == "PstlAdr") EXPECT_EQ(xml.find("<InitgPty><Nm>Zeitung eG</Nm><PstlAdr>"), std::string::npos);
    else if (last == "Tp") EXPECT_EQ(xml.find("</Id><Tp>"), std::string::npos);
    else EXPECT_EQ(xml.find(fmt::format("<{}>", last)), std::string::npos) << element;
  }
  auto mandatory = strings_of(rules, "mandatory");
  ASSERT_GT(mandatory.size(), 5U);
  for (std::string const& element : mandatory) {
    EXPECT_NE(xml.find(fmt::format("<{}>", element.substr(element.rfind('/') + 1))), std::string::npos) << element;
  }
  for (char const* fixed : {"<PmtMtd>DD<", "<SvcLvl><Cd>SEPA<", "<LclInstrm><Cd>CORE<", "<ChrgBr>SLEV<",
                            "<SchmeNm><Prtry>SEPA<", "Ccy=\"EUR\""}) {
    EXPECT_NE(xml.find(fixed), std::string::npos) << fixed;
  }
  EXPECT_EQ(xml.find("Ccy=\"USD\""), std::string::npos);
}

TEST(DirectDebits, F3_the_same_values_give_the_same_bytes) {
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  auto first = write_debits(full_file()).value();
  auto second = write_debits(full_file()).value();
  EXPECT_EQ(first.xml, second.xml);
  EXPECT_EQ(first.sha256, sha256(first.xml));
  EXPECT_EQ(first.sha256, second.sha256);
  EXPECT_EQ(first.xml.find('\n'), first.xml.find("?>") + 2);
}

TEST(DirectDebits, that_cannot_go_are_told_with_their_field_and_keep_no_other_back) {
  EXPECT_EQ(refused_field([](Debit&) {}), "not refused");
  for (std::int64_t cents : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{100'000'000'000}}) {
    EXPECT_EQ(refused_field([&](Debit& d) { d.amount = Money::cents(cents); }), "amount") << cents;
  }
  EXPECT_EQ(refused_field([](Debit& d) { d.debtor.name = ""; }), "debtor.name");
  EXPECT_EQ(refused_field([](Debit& d) { d.debtor.name = "😀"; }), "debtor.name");
  EXPECT_EQ(refused_field([](Debit& d) { d.debtor.name = std::string(71, 'x'); }), "debtor.name");
  EXPECT_EQ(refused_field([](Debit& d) { d.debtor.name = std::string(69, 'x') + "ü"; }), "debtor.name");
  EXPECT_EQ(refused_field([](Debit& d) { d.debtor.name = std::string(68, 'x') + "ü"; }), "not refused");
  EXPECT_EQ(refused_field([](Debit& d) { d.remittance = std::string(141, 'x'); }), "remittance");
  EXPECT_EQ(refused_field([](Debit& d) { d.remittance = "😀"; }), "remittance");
  EXPECT_EQ(refused_field([](Debit& d) { d.purpose_code = "CHARI"; }), "purpose_code");
  EXPECT_EQ(refused_field([](Debit& d) { d.purpose_code = "char"; }), "purpose_code");
  EXPECT_EQ(refused_field([](Debit& d) { d.mandate.signed_on = date("2026-12-02"); }), "mandate.signed_on");
  EXPECT_EQ(refused_field([](Debit& d) { d.mandate.signed_on = date("2026-12-01"); }), "not refused");
}

TEST(DirectDebits, F32_from_accounts_that_the_scheme_does_not_reach_are_refused) {
  auto account = [](char const* iban) {
    return refused_field([&](Debit& d) { d.debtor.account = Iban::parse(iban).value(); });
  };
  EXPECT_EQ(account("AE070331234567890123456"), "debtor.account");
  EXPECT_EQ(account("GB82WEST12345698765432"), "debtor.address");
  EXPECT_EQ(account("CH9300762011623852957"), "debtor.address");
  EXPECT_EQ(account("NO9386011117947"), "not refused");
}

TEST(DirectDebits, have_the_whole_address_or_none) {
  auto with = [](PostalAddress address) {
    return refused_field([&](Debit& d) { d.debtor.address = std::move(address); });
  };
  EXPECT_EQ(with({.town = "Wien", .country = "AT"}), "not refused");
  EXPECT_EQ(with({.town = "", .country = "AT", .lines = {"Hauptstr. 1, 1010 Wien"}}), "debtor.address.town");
  EXPECT_EQ(with({.town = "Wien", .country = ""}), "debtor.address.country");
  EXPECT_EQ(with({.town = "Wien", .country = "at"}), "debtor.address.country");
  EXPECT_EQ(with({.town = std::string(36, 'x'), .country = "AT"}), "debtor.address.town");
  EXPECT_EQ(with({.street = std::string(71, 'x'), .town = "Wien", .country = "AT"}), "debtor.address.street");
  EXPECT_EQ(with({.building = std::string(17, 'x'), .town = "Wien", .country = "AT"}), "debtor.address.building");
  EXPECT_EQ(with({.post_code = std::string(17, 'x'), .town = "Wien", .country = "AT"}), "debtor.address.post_code");
  EXPECT_EQ(with({.town = "Wien", .country = "AT", .lines = {"a", "b", "c"}}), "debtor.address.lines");
  EXPECT_EQ(with({.town = "Wien", .country = "AT", .lines = {std::string(71, 'x')}}), "debtor.address.lines");
}

TEST(DirectDebits, tell_of_a_mandate_only_what_has_changed) {
  auto with = [](Amendment amendment) {
    return refused_field([&](Debit& d) { d.mandate.amendment = std::move(amendment); });
  };
  EXPECT_EQ(with({}), "mandate.amendment");
  EXPECT_EQ(with({.former_reference = MandateReference::parse("m-0001").value()}),
            "mandate.amendment.former_reference");
  EXPECT_EQ(with({.former_reference = MandateReference::parse("M-0007").value()}), "not refused");
  EXPECT_EQ(with({.former_creditor_name = std::string(71, 'x')}), "mandate.amendment.former_creditor_name");
  EXPECT_EQ(with({.former_creditor_name = "Alte Zeitung"}), "not refused");
}

TEST(DirectDebits, of_one_end_to_end_id_go_once) {
  auto written = write_debits(file_of({debit("0001", 1000), debit("0001", 2000), debit("0002", 1)})).value();
  ASSERT_EQ(written.refused.size(), 1U);
  EXPECT_EQ(written.refused[0].refusal.where, "end_to_end_id");
  EXPECT_EQ(written.refused[0].refusal.code, Code::conflict);
  EXPECT_EQ(written.sum, Money::cents(1001));
}

TEST(DirectDebits, that_were_refused_do_not_take_their_name_with_them) {
  auto written = write_debits(file_of({debit("0001", 0), debit("0001", 2000)})).value();
  EXPECT_EQ(written.refused.size(), 1U);
  EXPECT_EQ(written.count, 1);
}

TEST(DirectDebits, F9_a_mandate_for_a_single_debit_is_used_once) {
  Debit again = debit("0001", 1000);
  again.end_to_end_id = id("C-0001-AGAIN");
  DebitFile file = file_of({debit("0001", 1000), again});
  EXPECT_TRUE(write_debits(file).value().refused.empty());
  file.batches[0].sequence = Sequence::single;
  auto written = write_debits(file).value();
  ASSERT_EQ(written.refused.size(), 1U);
  EXPECT_EQ(written.refused[0].refusal.where, "mandate.reference");
}

TEST(DirectDebits, F33_are_not_written_for_a_day_on_which_banks_are_closed) {
  for (char const* closed : {"2026-11-29", "2026-12-25", "2027-03-26", "2027-03-29"}) {
    EXPECT_EQ(refused_head([&](DebitFile& f) { f.batches[0].collection = date(closed); }), "batches[0].collection")
        << closed;
  }
}

TEST(DirectDebits, are_not_written_at_all_when_their_head_is_wrong) {
  EXPECT_EQ(refused_head([](DebitFile&) {}), "not refused");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.initiator = ""; }), "initiator");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.initiator = std::string(71, 'x'); }), "initiator");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.batches[0].creditor.name = "…"; }), "not refused")
      << "three points are basic";
  EXPECT_EQ(refused_head([](DebitFile& f) { f.batches[0].creditor.name = "😀"; }), "batches[0].creditor.name");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.batches.push_back(f.batches[0]); }), "batches[1].id");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.batches.clear(); }), "batches");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.batches[0].debits.clear(); }), "batches");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.batches[0].debits[0].amount = Money::cents(0); }), "batches");
  EXPECT_EQ(refused_head([](DebitFile& f) { f.batches[0].debits.resize(kMostDebits + 1, f.batches[0].debits[0]); }),
            "batches");
}

TEST(DirectDebits, leave_out_a_batch_of_which_nothing_is_left) {
  DebitFile file = file_of({debit("0001", 1000)});
  file.batches.push_back(file.batches[0]);
  file.batches[1].id = id("B2");
  auto written = write_debits(file).value();
  EXPECT_EQ(written.xml.find("B2"), std::string::npos);
  EXPECT_EQ(written.refused.size(), 1U);
}

TEST(DirectDebits, can_be_checked_before_any_file) {
  EXPECT_TRUE(check_debit(debit("0001", 1), date("2026-12-01")));
  EXPECT_EQ(check_debit(debit("0001", 0), date("2026-12-01")).error().where, "amount");
}

struct ReadBack {
  std::vector<std::pair<std::string, std::string>> debits;  ///< EndToEndId and amount
  std::string sum, name;
};

ReadBack read_back(std::string const& document) {
  ReadBack back;
  xml::Reader xml(xml::bytes_of(document));
  std::function<Result<void>(std::string_view)> visit = [&](std::string_view name) -> Result<void> {
    if (name == "EndToEndId") back.debits.emplace_back(TRY(xml.text()), "");
    else if (name == "InstdAmt") back.debits.back().second = TRY(xml.text());
    else if (name == "CtrlSum") back.sum = TRY(xml.text());
    else if (name == "Dbtr")
      TRY(xml.children([&](std::string_view) -> Result<void> {
        back.name = TRY(xml.text());
        return {};
      }));
    else if (name == "GrpHdr" || name == "PmtInf" || name == "DrctDbtTxInf" || name == "PmtId" ||
             name == "CstmrDrctDbtInitn")
      TRY(xml.children(visit));
    return {};
  };
  EXPECT_TRUE(xml.root());
  EXPECT_TRUE(xml.children(visit));
  EXPECT_TRUE(xml.finish());
  return back;
}

RC_GTEST_PROP(DirectDebits, come_back_as_they_went_and_are_valid, ()) {
  auto amounts = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-1, 100'000));
  auto name = *rc::gen::arbitrary<std::string>();
  std::vector<Debit> debits{debit("sure", 1)};
  std::int64_t sum = 1;
  std::vector<std::pair<std::string, std::string>> expected{{"C-sure-202612", "0.01"}};
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    debits.push_back(debit(fmt::format("{}", i), amounts[i], name));
    if (!check_debit(debits.back(), date("2026-12-01"))) continue;
    sum += amounts[i];
    expected.emplace_back(debits.back().end_to_end_id.text(), Money::cents(amounts[i]).decimal());
  }
  auto written = write_debits(file_of(debits));
  RC_ASSERT(written.has_value());
  RC_ASSERT(written->sum == Money::cents(sum));
  RC_ASSERT(written->refused.size() + expected.size() == debits.size());
  ReadBack back = read_back(written->xml);
  RC_ASSERT(back.debits == expected);
  RC_ASSERT(back.sum == Money::cents(sum).decimal());
  if (std::filesystem::exists(schema_file())) RC_ASSERT(faults_by_schema(written->xml).empty());
}

}  // namespace
}  // namespace allmende::sepa
