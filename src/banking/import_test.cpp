// Files of a bank are taken in as a whole, once, in the order of their statements.

#include <fstream>

#include "banking/test_bank.h"
#include "tests/support/statement_coverage.h"
#include "tests/support/zipped.h"

namespace allmende::banking {
namespace {

using namespace banking::test;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ALLMENDE_EVERY_STATEMENT_RUNS("banking.");

class BankImport : public BankTest {
 protected:
  Fate fate(Import const& file, std::size_t number) { return report_of(file).at(number - 1).fate; }
  std::string refusal(std::string_view bytes) {
    auto done = import(bytes);
    EXPECT_FALSE(done) << "not refused";
    return done ? "" : done.error().where + ": " + done.error().message;
  }
  void expect_untouched() {
    EXPECT_EQ(balance(chart::kBank), euros(1000));
    EXPECT_THAT(read([&](auto& tx) { return imports(tx, ilse, std::nullopt, 10).value(); }), IsEmpty());
  }
  static Told gift(std::string text = "Gruss") { return {.name = "Ina Irgendwer", .iban = kAnnas, .text = std::move(text)}; }
  /// A statement of 5.00.
  ToldStatement five(std::string const& on = "2026-12-03") { return next({transfer(euros(5), gift(), on)}, on); }
};
ALLMENDE_ON_BOTH_ENGINES(BankImport);

TEST_P(BankImport, is_for_the_till_and_nobody_else) {
  std::string const bytes = file_of(five());
  for (Actor const& other : {ada, Actor::clock()}) {
    auto tx = database.write();
    EXPECT_EQ(code_of(import_bytes(tx, other, till, bytes, "x", {}, beginning)), Code::forbidden);
    EXPECT_EQ(code_of(import_file(tx, other, till, "/nowhere", "x", {}, beginning)), Code::forbidden);
    EXPECT_EQ(code_of(imports(tx, other, std::nullopt, 10)), Code::forbidden);
    EXPECT_EQ(code_of(report(tx, other, ImportId(1), 0, 10)), Code::forbidden);
    EXPECT_EQ(code_of(lines_of(tx, other, till, EntryId(1), 0, 10)), Code::forbidden);
    EXPECT_EQ(code_of(line(tx, other, till, LineId(1))), Code::forbidden);
    EXPECT_EQ(code_of(unexplained(tx, other, till, std::nullopt, 10)), Code::forbidden);
    EXPECT_EQ(code_of(set_aside_lines(tx, other, till, std::nullopt, 10)), Code::forbidden);
    EXPECT_EQ(code_of(suggestions(tx, other, till, LineId(1))), Code::forbidden);
    EXPECT_EQ(code_of(assign(tx, other, till, LineId(1), ToAccount{chart::kBankFees}, "", {}, beginning)), Code::forbidden);
    EXPECT_EQ(code_of(set_aside(tx, other, LineId(1), "x", beginning)), Code::forbidden);
    EXPECT_EQ(code_of(take_up(tx, other, LineId(1), beginning)), Code::forbidden);
    EXPECT_EQ(code_of(accounts(tx, other)), Code::forbidden);
    EXPECT_EQ(code_of(add_account(tx, other, iban(kOurOther), chart::kReceivable, {.day = day("2026-11-30")}, beginning)),
              Code::forbidden);
  }
  expect_untouched();
}

TEST_P(BankImport, takes_an_account_once_and_with_an_account_of_the_books_of_its_own) {
  auto add = [&](std::string const& which, ledger::AccountNumber number) {
    return write([&](auto& tx) { return add_account(tx, ilse, iban(which), number, {.day = day("2026-11-30")}, beginning); });
  };
  EXPECT_EQ(code_of(add(kOurs, chart::kProviderClearing)), Code::conflict);
  EXPECT_EQ(code_of(add(kOurOther, chart::kBank)), Code::conflict);
  EXPECT_EQ(code_of(add(kOurOther, ledger::AccountNumber::fixed(1299))), Code::not_found);
  EXPECT_TRUE(add(kOurOther, chart::kProviderClearing));
  EXPECT_EQ(balance(chart::kBank), euros(1000));
  EXPECT_EQ(balance(chart::kSuspense), minus(euros(1000)));
}

TEST_P(BankImport, books_every_entry_with_the_banks_account_on_one_side) {
  Import const file = imported(next({transfer(euros(20), gift()), transfer(euros(7, 50), gift("Anderes")),
                                     {.amount = minus(euros(3)), .day = "2026-12-03", .code = "PMNT/MDOP/CHRG"}}));
  EXPECT_EQ(file.statements, 1);
  EXPECT_EQ(file.entries, 3);
  EXPECT_EQ(file.booked, 3);
  EXPECT_EQ(file.lines, 3);
  EXPECT_EQ(file.unexplained, 2);
  EXPECT_EQ(balance(chart::kBank), euros(1024, 50));
  EXPECT_EQ(balance(chart::kBankFees), euros(3));
  EXPECT_EQ(balance(chart::kSuspense), minus(euros(1027, 50)));
  auto const report = report_of(file);
  ASSERT_THAT(report, SizeIs(3));
  EXPECT_EQ(report[0].place, "line 3");
  EXPECT_EQ(report[0].amount, euros(20));
  EXPECT_EQ(report[2].amount, minus(euros(3)));
  Line const line = only_line(file, 1);
  EXPECT_EQ(report[0].line, line.id);
  EXPECT_EQ(line.kind, LineKind::transfer);
  EXPECT_EQ(line.state, LineState::open);
  EXPECT_EQ(line.cause, Cause::unknown);
  EXPECT_EQ(line.particulars.name, "Ina Irgendwer");
  EXPECT_EQ(line.particulars.iban, kAnnas);
  EXPECT_EQ(line.particulars.texts, std::vector<std::string>{"Gruss"});
  EXPECT_EQ(only_line(file, 3).cause, Cause::bank_code);
}

TEST_P(BankImport, keeps_no_persons_data_outside_of_seals) {
  imported(next({transfer(euros(20), gift("Geheimer Gruss"))}));
  database::Sql const all("test.all", R"(
      SELECT l.code || l.detail || l.sealed || e.identity || e.place || e.statement || t.text || t.source_id
      FROM bank_line l JOIN bank_entry e ON e.id = l.entry JOIN ledger_transaction t ON t.source_type = 'bank-entry')");
  auto const text = read([&](auto& tx) { return tx.template one<std::string>(all); });
  for (std::string_view const secret : {"Geheim", "Irgendwer", "AT61"}) EXPECT_EQ(text.find(secret), text.npos) << text;
}

TEST_P(BankImport, knows_the_same_bytes_again) {
  std::string const bytes = file_of(five());
  Import const first = imported(bytes);
  auto const again = import(bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->outcome, Imported::Outcome::known);
  EXPECT_EQ(again->file.id, first.id);
  EXPECT_EQ(balance(chart::kBank), euros(1005));
}

TEST_P(BankImport, from_a_file_is_that_of_its_bytes) {
  std::string const bytes = file_of(five());
  auto const path = scratch.folder() / "C53.xml";
  std::ofstream(path, std::ios::binary) << bytes;
  auto const file = write([&](auto& tx) { return import_file(tx, ilse, till, path, "C53.xml", {}, beginning); });
  ASSERT_TRUE(file);
  EXPECT_EQ(file->file.name, "C53.xml");
  EXPECT_EQ(import(bytes)->outcome, Imported::Outcome::known);
}

TEST_P(BankImport, F7_goes_by_days_whatever_the_hour_behind_them) {
  std::string bytes = file_of(five());
  std::string const plain = "<BookgDt><Dt>2026-12-03</Dt></BookgDt>";
  bytes.replace(bytes.find(plain), plain.size(), "<BookgDt><DtTm>2026-12-03T23:30:00+01:00</DtTm></BookgDt>");
  EXPECT_EQ(only_line(imported(bytes)).day, day("2026-12-03"));
  Import const again = imported(file_of(ToldStatement{.number = 335, .day = "2026-12-03", .opening = euros(1000),
                                                      .entries = {transfer(euros(5), gift())}}));
  EXPECT_EQ(again.booked, 0) << "the same day without its hour";
}

TEST_P(BankImport, F20_of_what_is_known_books_nothing) {
  ToldStatement statement = five();
  Import const first = imported(statement);
  statement.id = "the same in another file";
  Import const again = imported(statement);
  EXPECT_NE(again.id, first.id);
  EXPECT_EQ(again.booked, 0);
  ASSERT_EQ(fate(again, 1), Fate::known);
  EXPECT_EQ(report_of(again).at(0).entry, report_of(first).at(0).entry);
  EXPECT_EQ(balance(chart::kBank), euros(1005));
}

TEST_P(BankImport, F20_of_statements_that_lap_over_each_other_books_each_entry_once) {
  ToldStatement const third = five("2026-12-03");
  imported(third);
  ToldStatement const fourth = next({transfer(euros(6), gift(), "2026-12-04")}, "2026-12-04");
  ToldStatement week{.number = 49, .day = "2026-12-04", .opening = euros(1000), .entries = third.entries, .id = "week"};
  week.entries.push_back(fourth.entries.front());
  Import const file = imported(week);
  EXPECT_EQ(fate(file, 1), Fate::known);
  EXPECT_EQ(fate(file, 2), Fate::booked);
  EXPECT_EQ(balance(chart::kBank), euros(1011));
  EXPECT_EQ(imported(fourth).booked, 0);
  EXPECT_EQ(imported(next({transfer(euros(7), gift(), "2026-12-05")}, "2026-12-05")).booked, 1) << "the days go on after the week";
}

TEST_P(BankImport, F20_books_nothing_of_reports_and_notifications) {
  ToldStatement told = five();
  for (std::string const kind : {"052", "054"}) {
    told.kind = kind;
    Import const file = imported(told);
    EXPECT_EQ(file.booked, 0);
    EXPECT_EQ(fate(file, 1), Fate::told);
  }
  EXPECT_EQ(balance(chart::kBank), euros(1000));
  told.kind = "053";
  EXPECT_EQ(imported(told).booked, 1);
  EXPECT_EQ(balance(chart::kBank), euros(1005));
}

TEST_P(BankImport, F21_F22_books_twins_each_and_no_third_though_none_has_a_reference_of_its_own) {
  ToldStatement statement = next({transfer(euros(5), gift()), transfer(euros(5), gift())});
  EXPECT_EQ(imported(statement).booked, 2);
  EXPECT_EQ(balance(chart::kBank), euros(1010));
  statement.id = "again";
  EXPECT_EQ(imported(statement).booked, 0);
  EXPECT_EQ(balance(chart::kBank), euros(1010));
}

TEST_P(BankImport, F21_books_a_twin_that_comes_with_the_next_statement_of_the_day) {
  ToldStatement const morning = five();
  imported(morning);
  ToldStatement evening = five();
  EXPECT_EQ(imported(evening).booked, 1);
  EXPECT_EQ(balance(chart::kBank), euros(1010));
  evening.id = "again";
  EXPECT_EQ(imported(evening).booked, 0);
  ToldStatement whole_day{.number = 50, .day = "2026-12-03", .opening = euros(1000),
                          .entries = {morning.entries[0], evening.entries[0]}, .id = "day"};
  EXPECT_EQ(imported(whole_day).booked, 0);
}

TEST_P(BankImport, F23_refuses_what_leaves_out_a_statement) {
  ToldStatement missing = five(), after = missing;
  after.number += 1;
  after.opening = missing.closing();
  EXPECT_THAT(refusal(file_of(after)), HasSubstr("does not follow number 334"));
  after.opening = euros(1000);
  EXPECT_THAT(refusal(file_of(after)), HasSubstr("336/2026")) << "by its number alone";
  missing.opening = euros(999);
  EXPECT_THAT(refusal(file_of(missing)), HasSubstr("ended with 1000.00")) << "by its balance alone";
  expect_untouched();
}

TEST_P(BankImport, F23_refuses_what_laps_over_and_does_not_lead_on_from_what_is_known) {
  imported(five());
  ToldStatement week{.day = "2026-12-07", .opening = euros(2000), .entries = {transfer(euros(5), gift()), transfer(euros(7), gift())}};
  EXPECT_THAT(refusal(file_of(week)), HasSubstr("does not follow"));
  week.opening = euros(1000);
  EXPECT_EQ(imported(week).booked, 1);
}

TEST_P(BankImport, F23_takes_a_number_that_the_bank_left_out_when_a_person_says_so) {
  ToldStatement after = five();
  after.number += 1;
  EXPECT_TRUE(import(file_of(after), {.numbers = ImportRules::Numbers::may_skip}));
  ToldStatement wrong = five();
  wrong.number += 1;
  wrong.opening = euros(1);
  EXPECT_EQ(code_of(import(file_of(wrong), {.numbers = ImportRules::Numbers::may_skip})), Code::conflict);
}

TEST_P(BankImport, goes_by_balances_where_there_are_no_numbers) {
  ToldStatement statement = five();
  statement.number = 0;
  imported(statement);
  ToldStatement again = statement;
  again.id = "again";
  EXPECT_EQ(imported(again).booked, 0);
  ToldStatement after{.day = "2026-12-04", .opening = euros(1005), .entries = {transfer(euros(1), gift(), "2026-12-04")}};
  EXPECT_EQ(imported(after).booked, 1);
  ToldStatement gap{.day = "2026-12-06", .opening = euros(2000), .entries = {transfer(euros(1), gift(), "2026-12-06")}};
  EXPECT_THAT(refusal(file_of(gap)), HasSubstr("does not follow"));
}

TEST_P(BankImport, lets_numbers_begin_anew_with_the_year_and_statements_be_empty) {
  imported(next({}, "2026-12-30"));
  ToldStatement first{
      .number = 1, .day = "2027-01-04", .opening = euros(1000), .entries = {transfer(euros(5), gift(), "2027-01-04")}};
  EXPECT_EQ(imported(first).booked, 1);
}

TEST_P(BankImport, refuses_a_statement_that_was_taken_in_with_other_entries) {
  imported(five());
  ToldStatement other{.number = 335, .day = "2026-12-03", .opening = euros(1000), .entries = {transfer(euros(5), gift("Anders"))}};
  EXPECT_THAT(refusal(file_of(other)), HasSubstr("does not follow"));
  EXPECT_EQ(balance(chart::kBank), euros(1005));
}

TEST_P(BankImport, refuses_what_is_of_an_account_that_is_not_ours) {
  ToldStatement statement = five();
  statement.iban = kOurOther;
  EXPECT_EQ(code_of(import(file_of(statement))), Code::not_found);
  statement.kind = "054";
  EXPECT_EQ(code_of(import(file_of(statement))), Code::not_found);
  expect_untouched();
}

TEST_P(BankImport, F27_refuses_parts_of_a_cent) {
  std::string bytes = file_of(five());
  std::string const amount = ">5.00<";
  bytes.replace(bytes.find(amount), amount.size(), ">5.00001<");
  EXPECT_EQ(code_of(import(bytes)), Code::invalid);
  expect_untouched();
}

TEST_P(BankImport, F29_leaves_another_currency_in_suspense_in_its_own) {
  ToldEntry dollars{
      .amount = euros(20), .day = "2026-12-03", .payments = {{.amount = euros(20), .name = "Pat"}}, .currency = "USD"};
  Import const file = imported(next({dollars, transfer(euros(5), gift())}));
  Line const line = only_line(file, 1);
  EXPECT_EQ(line.cause, Cause::foreign_currency);
  EXPECT_EQ(line.currency.code(), "USD");
  EXPECT_EQ(balance(chart::kBank), euros(1005));
  EXPECT_EQ(balance(chart::kBank, "2199-12-31", "USD"), euros(20));
  EXPECT_EQ(balance(chart::kSuspense, "2199-12-31", "USD"), minus(euros(20)));
  EXPECT_EQ(code_of(assign_it(line.id, ToAgreement{give(debit_of("Anna Abend", kAnnas, euros(10)))})), Code::invalid);
  EXPECT_TRUE(assign_it(line.id, ToAccount{chart::kOnceByReaders}));
  EXPECT_EQ(balance(chart::kOnceByReaders, "2199-12-31", "USD"), minus(euros(20)));
}

TEST_P(BankImport, refuses_a_currency_that_the_books_do_not_know) {
  ToldEntry yen{.amount = euros(20), .day = "2026-12-03", .currency = "JPY"};
  EXPECT_THAT(refusal(file_of(next({transfer(euros(5), gift()), yen}))), HasSubstr("line 4"));
  expect_untouched();
}

TEST_P(BankImport, leaves_nothing_of_a_file_that_is_broken_at_its_end) {
  std::string bytes = file_of({five(), five()});
  EXPECT_EQ(code_of(import(bytes.substr(0, bytes.size() - 20))), Code::invalid);
  expect_untouched();
}

TEST_P(BankImport, leaves_nothing_of_a_file_whose_last_statement_does_not_follow) {
  ToldStatement after = five();
  after.number = 337;
  EXPECT_EQ(code_of(import(file_of({five(), after}))), Code::conflict);
  expect_untouched();
}

TEST_P(BankImport, refuses_what_is_no_file_of_a_bank) {
  EXPECT_EQ(code_of(import("")), Code::invalid);
  EXPECT_EQ(code_of(import("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")),
            Code::invalid);
  EXPECT_EQ(code_of(import("PK\x03\x04 cut off")), Code::invalid);
  EXPECT_EQ(code_of(write([&](auto& tx) { return import_bytes(tx, ilse, till, "x", std::string(201, 'n'), {}, beginning); })),
            Code::invalid);
  ImportRules small;
  small.limits.bytes = 1000;
  EXPECT_EQ(code_of(import(file_of(five()), small)), Code::limit);
  expect_untouched();
}

TEST_P(BankImport, takes_statements_of_a_zip_in_the_order_of_their_days) {
  ToldStatement const one = five("2026-12-03");
  ToldStatement const two{.number = 336, .day = "2026-12-04", .opening = one.closing(), .entries = one.entries};
  ToldStatement const three{.number = 337, .day = "2026-12-05", .opening = two.closing(), .entries = {transfer(euros(1), gift())}};
  std::string const bytes = allmende::test::zipped({{"a.xml", file_of(three)}, {"b.xml", file_of(two)}, {"c.xml", file_of(one)}});
  Import const file = imported(bytes);
  EXPECT_EQ(file.statements, 3);
  EXPECT_EQ(file.booked, 3);
  EXPECT_EQ(balance(chart::kBank), euros(1011));
  EXPECT_EQ(report_of(file).at(0).place, "c.xml, line 3");
  std::string const more = allmende::test::zipped({{"c.xml", file_of(one)}, {"d.xml", file_of(one)}});
  EXPECT_EQ(imported(more).booked, 0);
}

TEST_P(BankImport, takes_statements_of_several_accounts_each_in_its_own_order) {
  write([&](auto& tx) {
    return add_account(tx, ilse, iban(kOurOther), chart::kProviderClearing, {.day = day("2026-11-30")}, beginning).value();
  });
  ToldStatement const ours = five();
  ToldStatement other{.number = 12, .day = "2026-12-03", .entries = {transfer(euros(2), gift())}, .iban = kOurOther};
  ToldStatement next_other{.number = 13, .day = "2026-12-04", .opening = euros(2), .entries = other.entries, .iban = kOurOther};
  std::string const bytes =
      allmende::test::zipped({{"b.xml", file_of(next_other)}, {"a.xml", file_of(ours)}, {"o.xml", file_of(other)}});
  EXPECT_EQ(imported(bytes).booked, 3);
  EXPECT_EQ(balance(chart::kBank), euros(1005));
  EXPECT_EQ(balance(chart::kProviderClearing), euros(4));
}

TEST_P(BankImport, takes_a_zip_whose_files_have_odd_names) {
  for (std::string const& name : {std::string("\xC4rger.xml"), std::string("a\nb.xml"), std::string(3000, 'x')}) {
    EXPECT_EQ(imported(allmende::test::zipped({{name, file_of(five())}})).booked, 1);
  }
}

TEST_P(BankImport, takes_the_pages_of_a_statement_for_one) {
  ToldStatement const first{.number = 335, .day = "2026-12-03", .opening = euros(1000), .entries = {transfer(euros(5), gift())},
                            .id = "S", .page = 1, .is_last_page = false};
  ToldStatement last = first;
  last.page = 2;
  last.is_last_page = true;
  last.says_it_closes_with = euros(1010);
  EXPECT_THAT(refusal(file_of(first)), Not(IsEmpty())) << "without its last page";
  EXPECT_EQ(code_of(import(file_of({first, first, last}))), Code::conflict);
  expect_untouched();
  std::string const bytes = allmende::test::zipped({{"2.xml", file_of(last)}, {"1.xml", file_of(first)}});
  EXPECT_EQ(imported(bytes).booked, 2) << "they are alike, on two pages";
  EXPECT_EQ(balance(chart::kBank), euros(1010));
}

TEST_P(BankImport, tells_of_what_the_bank_has_not_booked_yet) {
  ToldEntry pending = transfer(euros(5), gift());
  pending.status = "PDNG";
  Import const file = imported(next({pending}));
  EXPECT_EQ(fate(file, 1), Fate::pending);
  EXPECT_EQ(balance(chart::kBank), euros(1000));
}

TEST_P(BankImport, lists_what_was_taken_in_newest_first) {
  Import const one = imported(five()), two = imported(five());
  auto listed = read([&](auto& tx) { return imports(tx, ilse, std::nullopt, 10).value(); });
  ASSERT_THAT(listed, SizeIs(2));
  EXPECT_EQ(listed[0].id, two.id);
  EXPECT_EQ(listed[0].by, "Ilse");
  listed = read([&](auto& tx) { return imports(tx, ilse, two.id, 10).value(); });
  ASSERT_THAT(listed, SizeIs(1));
  EXPECT_EQ(listed[0].id, one.id);
  EXPECT_EQ(code_of(read([&](auto& tx) { return report(tx, ilse, ImportId(99), 0, 10); })), Code::not_found);
}

TEST_P(BankImport, is_kept_as_it_was_by_the_database) {
  imported(five());
  for (std::string const statement : {"UPDATE bank_entry SET cents = 1", "DELETE FROM bank_entry", "UPDATE bank_line SET cents = 1",
                                      "DELETE FROM bank_line", "UPDATE bank_import SET sha256 = ''", "DELETE FROM bank_import",
                                      "UPDATE bank_account SET opening = 1", "DELETE FROM bank_account"}) {
    database::Sql const sql("test.alter", statement);
    auto tx = database.write();
    EXPECT_THROW(tx.run(sql), database::StatementFault) << statement;
  }
}

TEST_P(BankImport, that_the_books_do_not_bear_out_is_found) {
  imported(five());
  std::vector<std::string> found = write([&](auto& tx) {
    ledger::Fact fact{.day = day("2026-12-04"),
                      .text = "x",
                      .postings = {ledger::debit(chart::kBank, euros(1)), ledger::credit(chart::kSuspense, euros(1))}};
    ledger::book(tx, ilse, {{"test", "1", "x"}, fact}, beginning).value();
    auto wrong = verify(tx);
    fact.postings = {ledger::credit(chart::kBank, euros(1)), ledger::debit(chart::kSuspense, euros(1))};
    ledger::book(tx, ilse, {{"test", "2", "x"}, fact}, beginning).value();
    return wrong;
  });
  EXPECT_THAT(found, testing::ElementsAre(HasSubstr("the books have 1006.00")));
}

}  // namespace
}  // namespace allmende::banking
