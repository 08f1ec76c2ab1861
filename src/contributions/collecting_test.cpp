// Planning, announcing, sealing and handing over.

#include <fstream>
#include <thread>

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Collecting : public TillTest {
 protected:
  contributions::Run stored_run(RunId id) {
    return read([&](auto& tx) { return *run(tx, id); });
  }
  /// Announced and on a day on which it may be sealed.
  RunId announced(std::string_view collection = "2026-12-01") {
    RunId id = plan_for(collection).value().front();
    post_all();
    now = moment(day(collection).plus_days(-5).iso8601() + "T07:00:00Z");
    return id;
  }
  std::vector<std::string> fields(Result<Sealed> const& sealed) {
    std::vector<std::string> found;
    for (auto const& it : sealed.value().left_out) found.push_back(it.field);
    return found;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Collecting);

TEST_P(Collecting, books_to_the_clearing_what_it_hands_over) {
  give();
  Gift organisation = debit_gift(euros(50));
  organisation.giver.kind = GiverKind::organisation;
  give(organisation);
  give(debit_gift(euros(7), day("2026-12-01"), Interval::once));
  auto runs = plan_for("2026-12-01").value();
  ASSERT_EQ(runs.size(), 2u);
  post_all();
  now = moment("2026-11-26T08:00:00Z");
  for (RunId id : runs) EXPECT_TRUE(seal_run(id));
  EXPECT_EQ(balance(ledger::chart::kDebitClearing), euros(67));
  EXPECT_EQ(balance(ledger::chart::kRegularByReaders), euros(-10));
  EXPECT_EQ(balance(ledger::chart::kRegularByOrganisations), euros(-50));
  EXPECT_EQ(balance(ledger::chart::kOnceByReaders), euros(-7));
  EXPECT_THAT(file_of(runs[0]), AllOf(HasSubstr("<SeqTp>RCUR</SeqTp>"), HasSubstr("<CtrlSum>60.00</CtrlSum>")));
  EXPECT_THAT(file_of(runs[1]), AllOf(HasSubstr("<SeqTp>OOFF</SeqTp>"), HasSubstr("<CtrlSum>7.00</CtrlSum>")));
}

TEST_P(Collecting, F3_gives_the_same_bytes_at_every_download) {
  AgreementId id = give();
  RunId which = announced();
  Sealed sealed = seal_run(which).value();
  std::string const bytes = file_of(which);
  EXPECT_EQ(static_cast<std::int64_t>(bytes.size()), sealed.bytes);
  write([&](auto& tx) { return change_amount(tx, ilse, till, id, euros(99), now).has_value(); });
  till.rules.statement_text = "Etwas anderes";
  database = open();
  EXPECT_EQ(file_of(which), bytes);
  EXPECT_EQ(stored_run(which).downloads, 2);
  EXPECT_EQ(stored_run(which).sha256, sealed.sha256);
}

TEST_P(Collecting, F4_seals_a_run_once_though_two_do_so_at_the_same_moment) {
  for (int i = 0; i < 20; ++i) give();
  RunId which = announced();
  std::array<bool, 2> sealed{};
  {
    std::vector<std::jthread> threads;
    for (bool& it : sealed) {
      threads.emplace_back([&] {
        auto tx = database.write();
        auto done = seal(tx, ilse, till, which, now);
        if (done) tx.commit();
        else EXPECT_EQ(done.error().code, Code::conflict);
        it = done.has_value();
      });
    }
  }
  EXPECT_NE(sealed[0], sealed[1]);
  EXPECT_EQ(balance(ledger::chart::kDebitClearing), euros(200));
}

TEST_P(Collecting, F5_owes_a_period_once_though_it_is_planned_again_for_another_day) {
  AgreementId id = give();
  RunId which = announced();
  EXPECT_THAT(plan_for("2026-12-10").value(), IsEmpty()) << "planned for a day later";
  seal_run(which).value();
  EXPECT_THAT(plan_for("2026-12-11").value(), IsEmpty()) << "sealed";
  settle_it(newest(id).id, euros(10), "1").value();
  EXPECT_THAT(plan_for("2026-12-14").value(), IsEmpty()) << "settled";
  EXPECT_THAT(attempts(id), SizeIs(1));
}

TEST_P(Collecting, F6_abandons_a_run_that_lay_too_long_before_it_plans_anew) {
  AgreementId id = give();
  RunId old = announced();
  now = moment("2026-12-02T09:00:00Z");
  EXPECT_EQ(code_of(seal_run(old)), Code::conflict);
  RunId anew = plan_for("2026-12-16").value().front();
  EXPECT_NE(anew, old);
  EXPECT_EQ(stored_run(old).state, RunState::abandoned);
  EXPECT_THAT(attempts(id), ElementsAre(Field(&Attempt::state, AttemptState::planned), Field(&Attempt::state, AttemptState::voided)));
  EXPECT_EQ(newest(id).number, 2);
  EXPECT_THAT(waiting(), ElementsAre("debit-notice"));
}

TEST_P(Collecting, adds_to_a_run_that_is_open_and_makes_another_when_it_is_sealed) {
  give();
  RunId first = plan_for("2026-12-01").value().front();
  give();
  EXPECT_THAT(plan_for("2026-12-01").value(), ElementsAre(first));
  EXPECT_EQ(stored_run(first).attempts, 2);
  EXPECT_THAT(plan_for("2026-12-01").value(), IsEmpty());
}

TEST_P(Collecting, owes_only_the_newest_of_periods_that_were_missed) {
  AgreementId id = give();
  now = moment("2027-03-10T09:00:00Z");
  EXPECT_EQ(next_of(id)->nominal, day("2027-03-01"));
  plan_for("2027-03-24").value();
  EXPECT_THAT(attempts(id), ElementsAre(Field(&Attempt::period, "2027-03")));
}

TEST_P(Collecting, F25_debits_twice_in_one_month_of_the_bank_and_once_in_each_of_ours) {
  AgreementId id = give(debit_gift(euros(10), day("2026-12-31")));
  collected("2026-12-31");
  settle_it(newest(id).id, euros(10), "1", "2026-12-31").value();
  now = moment("2027-01-12T09:00:00Z");
  EXPECT_EQ(next_of(id)->day, day("2027-02-01"));
  collected("2027-02-01");
  settle_it(newest(id).id, euros(10), "2", "2027-02-01").value();
  now = moment("2027-02-10T09:00:00Z");
  EXPECT_EQ(next_of(id)->day, day("2027-03-01"));
  collected("2027-03-01");
  std::vector<std::string> periods;
  for (auto const& it : attempts(id)) periods.push_back(it.period);
  EXPECT_THAT(periods, ElementsAre("2027-02", "2027-01", "2026-12"));
}

TEST_P(Collecting, F33_plans_no_day_on_which_banks_rest_nor_one_that_is_too_near_or_too_far) {
  give();
  auto holiday = plan_for("2026-12-25");
  EXPECT_EQ(code_of(holiday), Code::invalid);
  EXPECT_THAT(holiday.error().message, HasSubstr("2026-12-28"));
  auto near = plan_for("2026-11-23");
  EXPECT_EQ(code_of(near), Code::invalid);
  EXPECT_THAT(near.error().message, HasSubstr("2026-11-24"));
  EXPECT_EQ(code_of(plan_for("2027-01-11")), Code::invalid);
  EXPECT_EQ(code_of(plan_for("2026-11-09")), Code::invalid);
}

TEST_P(Collecting, F33_seals_neither_too_late_for_the_bank_nor_too_early) {
  give();
  RunId which = announced();
  now = moment("2026-11-16T09:00:00Z");
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict) << "15 days before";
  now = moment("2026-11-27T11:00:01Z");
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict) << "after the cut-off, two TARGET days before";
  now = moment("2026-11-27T11:00:00Z");
  EXPECT_TRUE(seal_run(which));
}

TEST_P(Collecting, F31_leaves_out_what_was_not_announced_in_time_with_this_amount) {
  AgreementId announced_late = give();
  AgreementId raised = give();
  AgreementId fine = give(debit_gift(euros(4)));
  RunId which = plan_for("2026-12-01").value().front();
  write([&](auto& tx) {
    for (auto const& it : messages_to_send(tx, 10)) {
      if (it.agreement != announced_late) note_sent(tx, till, it.id, now);
    }
    return true;
  });
  now = moment("2026-11-18T09:00:00Z");
  post_all();
  write([&](auto& tx) { return change_amount(tx, ilse, till, raised, euros(11), now).has_value(); });
  now = moment("2026-11-26T09:00:00Z");
  auto sealed = seal_run(which);
  EXPECT_THAT(fields(sealed), ElementsAre("notice"));
  EXPECT_EQ(sealed.value().sum, euros(4));
  EXPECT_EQ(newest(raised).state, AttemptState::voided);
  EXPECT_EQ(newest(raised).amount, euros(10));
  EXPECT_THAT(newest(announced_late).reason, HasSubstr("2026-11-18"));
  EXPECT_EQ(newest(fine).state, AttemptState::sealed);
  now = moment("2026-12-01T09:00:00Z");
  EXPECT_THAT(tasks_now(), ElementsAre(Field(&Task::kind, Task::Kind::left_out), Field(&Task::kind, Task::Kind::left_out)));
  plan_for("2026-12-15").value();
  EXPECT_EQ(newest(raised).amount, euros(11)) << "and it is announced anew";
  EXPECT_THAT(waiting(), ElementsAre("debit-notice", "debit-notice"));
}

TEST_P(Collecting, F31_checks_the_amount_again_whatever_altered_it) {
  static database::Sql const raise("test.raise", "UPDATE agreement SET cents = 9999 WHERE id = :id");
  AgreementId id = give();
  give();
  RunId which = announced();
  write([&](auto& tx) { return tx.run(raise, id); });
  EXPECT_THAT(fields(seal_run(which)), ElementsAre("amount"));
}

TEST_P(Collecting, F32_leaves_out_a_mandate_that_has_expired_and_one_of_another_creditor) {
  now = moment("2026-11-16T09:00:00Z");
  AgreementId id = give(debit_gift(euros(10), day("2026-11-30")));
  collected("2026-11-30");
  settle_it(newest(id).id, euros(10), "1", "2026-11-30").value();
  write([&](auto& tx) { return pause(tx, ilse, till, id, now).has_value(); });
  now = moment("2029-10-15T09:00:00Z");
  EXPECT_THAT(tasks_now(), ElementsAre(AllOf(Field(&Task::kind, Task::Kind::mandate_expires), Field(&Task::detail, "2029-11-30"))));
  for (int expected : {1, 0}) EXPECT_EQ(write([&](auto& tx) { return warn_of_expiry(tx, till, now); }), expected);
  EXPECT_THAT(waiting(), testing::Contains("mandate-expires"));
  write([&](auto& tx) { return resume(tx, ilse, till, id, now).has_value(); });
  EXPECT_TRUE(next_of(id)) << "its last month";
  RunId late = plan_for("2029-12-03").value().front();
  post_all();
  now = moment("2029-11-28T09:00:00Z");
  auto refused = seal_run(late);
  EXPECT_EQ(code_of(refused), Code::invalid);
  EXPECT_THAT(refused.error().message, HasSubstr("36 months"));
  EXPECT_EQ(newest(id).state, AttemptState::noticed) << "nothing is done by halves";

  give(debit_gift(euros(10), day("2029-12-17")));
  RunId other = plan_for("2029-12-17").value().back();
  post_all();
  till.rules.creditor->identifier = sepa::CreditorIdentifier::parse("DE98ABC09999999999").value();
  now = moment("2029-12-12T09:00:00Z");
  EXPECT_THAT(seal_run(other).error().message, HasSubstr("creditor"));
}

TEST_P(Collecting, tells_the_bank_of_another_account_once_and_again_when_that_was_rejected) {
  AgreementId id = give();
  EXPECT_THAT(file_of(collected("2026-12-01")), Not(HasSubstr("SMNDA")));
  settle_it(newest(id).id, euros(10), "1").value();
  write([&](auto& tx) {
    return change_account(tx, ilse, till, id, {.holder = "J. Groß", .iban = iban("DE02500105170137075030")}, {"Text", "2"}, now).has_value();
  });
  now = moment("2026-12-10T09:00:00Z");
  EXPECT_THAT(file_of(collected("2027-01-04")), HasSubstr("SMNDA"));
  write([&](auto& tx) {
    return reject(tx, Actor::clock(), till, newest(id).id, {source("r"), "FF01", euros(10), Money::cents(0), day("2027-01-04")}, now).has_value();
  });
  write([&](auto& tx) { return release_runs(tx, ilse, "put right", now).has_value(); });
  write([&](auto& tx) { return clear_task(tx, ilse, till, id, now).has_value(); });
  now = moment("2027-01-05T09:00:00Z");
  EXPECT_THAT(file_of(collected("2027-01-20")), HasSubstr("SMNDA"));
  settle_it(newest(id).id, euros(10), "2", "2027-01-20").value();
  now = moment("2027-01-21T09:00:00Z");
  EXPECT_THAT(file_of(collected("2027-02-10")), Not(HasSubstr("SMNDA")));
}

TEST_P(Collecting, F26_names_days_by_the_papers_calendar_in_the_nights_when_clocks_change) {
  for (auto [text, expected] : {std::pair("2026-03-29T00:30:00Z", "2026-03-29"), {"2026-03-29T01:30:00Z", "2026-03-29"},
                                {"2026-10-25T00:30:00Z", "2026-10-25"}, {"2026-10-25T01:30:00Z", "2026-10-25"},
                                {"2026-10-25T22:59:59Z", "2026-10-25"}, {"2026-10-25T23:00:00Z", "2026-10-26"},
                                {"2026-11-09T23:30:00Z", "2026-11-10"}}) {
    EXPECT_EQ(till.day_of(moment(text)), day(expected)) << text;
  }
  now = moment("2026-10-24T22:30:00Z");
  AgreementId id = give(debit_gift(euros(10), day("2026-11-09")));
  EXPECT_EQ(stored(id).came_on, day("2026-10-25"));
  for (char const* twice : {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"}) {
    now = moment(twice);
    plan_for("2026-11-09").value();
  }
  EXPECT_THAT(attempts(id), SizeIs(1));
  post_all();
  EXPECT_EQ(newest(id).noticed_on, day("2026-10-25"));
}

TEST_P(Collecting, F7_takes_a_debit_by_its_day_alone) {
  AgreementId id = give(debit_gift(euros(10), day("2026-12-01")));
  RunId which = announced();
  seal_run(which).value();
  now = moment("2026-12-01T22:30:00Z");
  EXPECT_TRUE(settle_it(newest(id).id, euros(10), "1"));
  EXPECT_EQ(write([&](auto& tx) {
    return settle(tx, Actor::clock(), till, newest(id).id, {source("1"), euros(10), day("2026-12-01")}, moment("2026-12-01T23:30:00Z"));
  }).value().told, Told::known);
}

TEST_P(Collecting, F38_hands_over_nothing_while_the_paper_is_held_after_a_restore) {
  AgreementId id = give();
  give();
  RunId which = plan_for("2026-12-01").value().front();
  write([&](auto& tx) { jobs::hold(tx, "restored", now); return true; });
  EXPECT_THAT(waiting(), IsEmpty());
  now = moment("2026-11-12T09:00:00Z");
  write([&](auto& tx) { return jobs::release(tx, now).has_value(); });
  post_all();
  now = moment("2026-11-26T09:00:00Z");
  write([&](auto& tx) { jobs::hold(tx, "restored", now); return true; });
  auto refused = seal_run(which);
  EXPECT_EQ(code_of(refused), Code::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("restored"));
  write([&](auto& tx) { return jobs::release(tx, now).has_value(); });
  seal_run(which).value();
  write([&](auto& tx) { jobs::hold(tx, "restored", now); return true; });
  EXPECT_EQ(code_of(write([&](auto& tx) { return download(tx, ilse, till, which, [](auto) {}, now); })), Code::conflict);
  EXPECT_EQ(newest(id).state, AttemptState::sealed);
}

TEST_P(Collecting, F38_of_a_restored_paper_has_names_that_no_file_before_had) {
  give();
  plan_for("2026-12-01").value();
  auto tag_of_run = [&](database::Database& which) {
    auto tx = which.read();
    return run(tx, RunId(1))->tag;
  };
  std::string const first = tag_of_run(database);
  allmende::test::ScratchDatabase other(GetParam());
  auto again = other.open(all_migrations());
  auto tx = again.write();
  Begun begun = begin_gift(tx, till, debit_gift(), now).value();
  confirm(tx, till, begun.confirmation->reveal(), now).value();
  plan(tx, Actor::clock(), till, day("2026-12-01"), now).value();
  tx.commit();
  EXPECT_NE(first, tag_of_run(again)) << "the same run of the same agreement is another file";
}

TEST_P(Collecting, is_for_the_till_alone) {
  give();
  RunId which = announced();
  auto tx = database.write();
  Actor const author = Actor::clock();
  EXPECT_EQ(code_of(plan(tx, ada, till, day("2026-12-15"), now)), Code::forbidden);
  for (Actor const& actor : {ada, author}) {
    EXPECT_EQ(code_of(seal(tx, actor, till, which, now)), Code::forbidden);
    EXPECT_EQ(code_of(download(tx, actor, till, which, [](auto) {}, now)), Code::forbidden);
    EXPECT_EQ(code_of(abandon(tx, actor, which, now)), Code::forbidden);
    EXPECT_EQ(code_of(runs(tx, actor, {}, 10)), Code::forbidden);
    EXPECT_EQ(code_of(attempts_of(tx, actor, which, {}, 10)), Code::forbidden);
    EXPECT_EQ(code_of(release_runs(tx, actor, "note", now)), Code::forbidden);
  }
  EXPECT_EQ(code_of(stop_runs(tx, ada, "why", now)), Code::forbidden);
  EXPECT_EQ(code_of(seal(tx, ilse, till, RunId(99), now)), Code::not_found);
  EXPECT_EQ(code_of(download(tx, ilse, till, which, [](auto) {}, now)), Code::not_found) << "not sealed";
}

TEST_P(Collecting, can_be_taken_back_before_it_is_sealed) {
  AgreementId id = give();
  RunId which = announced();
  EXPECT_TRUE(write([&](auto& tx) { return abandon(tx, ilse, which, now); }));
  EXPECT_EQ(code_of(write([&](auto& tx) { return abandon(tx, ilse, which, now); })), Code::conflict);
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict);
  EXPECT_EQ(newest(id).state, AttemptState::voided);
  EXPECT_EQ(next_of(id)->stage, Next::Stage::promised);
  auto all = read([&](auto& tx) { return runs(tx, ilse, {}, 10).value(); });
  EXPECT_THAT(all, ElementsAre(Field(&contributions::Run::state, RunState::abandoned)));
  EXPECT_THAT(read([&](auto& tx) { return attempts_of(tx, ilse, which, {}, 10).value(); }), SizeIs(1));
}

TEST_P(Collecting, stands_still_while_the_runs_are_stopped) {
  give();
  RunId which = announced();
  write([&](auto& tx) { return stop_runs(tx, Actor::clock(), "AM05", now).has_value(); });
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict);
  EXPECT_EQ(code_of(plan_for("2026-12-15")), Code::conflict);
  EXPECT_THAT(tasks_now(), ElementsAre(Field(&Task::kind, Task::Kind::runs_stopped)));
  EXPECT_EQ(code_of(write([&](auto& tx) { return release_runs(tx, ilse, "", now); })), Code::invalid);
  EXPECT_TRUE(write([&](auto& tx) { return release_runs(tx, ilse, "a twin was found and taken out", now); }));
  EXPECT_EQ(code_of(write([&](auto& tx) { return release_runs(tx, ilse, "again", now); })), Code::conflict);
  EXPECT_TRUE(seal_run(which));
}

TEST_P(Collecting, refuses_with_the_books_and_leaves_nothing_behind) {
  AgreementId id = give();
  RunId which = announced();
  write([&](auto& tx) { return ledger::set_use(tx, ilse, ledger::chart::kDebitClearing, ledger::Use::closed, now).has_value(); });
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict);
  EXPECT_EQ(newest(id).state, AttemptState::noticed);
  EXPECT_EQ(stored_run(which).state, RunState::open);
  write([&](auto& tx) { return ledger::set_use(tx, ilse, ledger::chart::kDebitClearing, ledger::Use::open, now).has_value(); });
  EXPECT_TRUE(seal_run(which));
}

TEST_P(Collecting, shows_no_iban_and_no_name_to_who_reads_the_database_alone) {
  give();
  RunId which = announced();
  seal_run(which).value();
  std::filesystem::path copy = scratch.folder() / "copy.sqlite";
  ASSERT_TRUE(database.backup_to(copy));
  std::ifstream in(copy, std::ios::binary);
  std::string const bytes{std::istreambuf_iterator<char>(in), {}};
  for (char const* word : {"DE02120300000000202051", "120300000000202051", "Groß", "Gross", "Juergen", "kai.example", "Jürgen"}) {
    EXPECT_EQ(bytes.find(word), bytes.npos) << word;
  }
}

}  // namespace
}  // namespace allmende::contributions
