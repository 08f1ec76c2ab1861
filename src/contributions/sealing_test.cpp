// Making the file for the bank, once, and giving it out.

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

class Sealing : public TillTest {};
ALLMENDE_ON_BOTH_ENGINES(Sealing);

TEST_P(Sealing, books_to_the_clearing_what_it_hands_over) {
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

TEST_P(Sealing, F3_gives_the_same_bytes_at_every_download) {
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

TEST_P(Sealing, F4_seals_a_run_once_though_two_do_so_at_the_same_moment) {
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

TEST_P(Sealing, F33_seals_neither_too_late_for_the_bank_nor_too_early) {
  give();
  RunId which = announced();
  now = moment("2026-11-16T09:00:00Z");
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict) << "15 days before";
  now = moment("2026-11-27T11:00:01Z");
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict) << "after the cut-off, two TARGET days before";
  now = moment("2026-11-27T11:00:00Z");
  EXPECT_TRUE(seal_run(which));
}

TEST_P(Sealing, F31_leaves_out_what_was_not_announced_in_time_with_this_amount) {
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
  EXPECT_THAT(tasks_now(),
              ElementsAre(Field(&Task::kind, Task::Kind::left_out), Field(&Task::kind, Task::Kind::left_out)));
  plan_for("2026-12-15").value();
  EXPECT_EQ(newest(raised).amount, euros(11)) << "and it is announced anew";
  EXPECT_THAT(waiting(), ElementsAre("debit-notice", "debit-notice"));
}

TEST_P(Sealing, F31_checks_the_amount_again_whatever_altered_it) {
  static database::Sql const raise("test.raise", "UPDATE agreement SET cents = 9999 WHERE id = :id");
  AgreementId id = give();
  give();
  RunId which = announced();
  write([&](auto& tx) { return tx.run(raise, id); });
  EXPECT_THAT(fields(seal_run(which)), ElementsAre("amount"));
}

TEST_P(Sealing, F32_leaves_out_a_mandate_that_has_expired_and_one_of_another_creditor) {
  now = moment("2026-11-16T09:00:00Z");
  AgreementId id = give(debit_gift(euros(10), day("2026-11-30")));
  collected("2026-11-30");
  settle_it(newest(id).id, euros(10), "1", "2026-11-30").value();
  write([&](auto& tx) { return pause(tx, ilse, till, id, now).has_value(); });
  now = moment("2029-10-15T09:00:00Z");
  EXPECT_THAT(tasks_now(),
              ElementsAre(AllOf(Field(&Task::kind, Task::Kind::mandate_expires), Field(&Task::detail, "2029-11-30"))));
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

TEST_P(Sealing, tells_the_bank_of_another_account_once_and_again_when_that_was_rejected) {
  AgreementId id = give();
  EXPECT_THAT(file_of(collected("2026-12-01")), Not(HasSubstr("SMNDA")));
  settle_it(newest(id).id, euros(10), "1").value();
  write([&](auto& tx) {
    return change_account(tx, ilse, till, id, {.holder = "J. Groß", .iban = iban("DE02500105170137075030")},
                          {"Text", "2"}, now)
        .has_value();
  });
  now = moment("2026-12-10T09:00:00Z");
  EXPECT_THAT(file_of(collected("2027-01-04")), HasSubstr("SMNDA"));
  write([&](auto& tx) {
    return reject(tx, Actor::clock(), till, newest(id).id,
                  {source("r"), "FF01", euros(10), Money::cents(0), day("2027-01-04")}, now)
        .has_value();
  });
  write([&](auto& tx) { return release_runs(tx, ilse, "put right", now).has_value(); });
  write([&](auto& tx) { return clear_task(tx, ilse, till, id, now).has_value(); });
  now = moment("2027-01-05T09:00:00Z");
  EXPECT_THAT(file_of(collected("2027-01-20")), HasSubstr("SMNDA"));
  settle_it(newest(id).id, euros(10), "2", "2027-01-20").value();
  now = moment("2027-01-21T09:00:00Z");
  EXPECT_THAT(file_of(collected("2027-02-10")), Not(HasSubstr("SMNDA")));
}

TEST_P(Sealing, F38_hands_over_nothing_while_the_paper_is_held_after_a_restore) {
  AgreementId id = give();
  give();
  RunId which = plan_for("2026-12-01").value().front();
  write([&](auto& tx) {
    jobs::hold(tx, "restored", now);
    return true;
  });
  EXPECT_THAT(waiting(), IsEmpty());
  now = moment("2026-11-12T09:00:00Z");
  write([&](auto& tx) { return jobs::release(tx, now).has_value(); });
  post_all();
  now = moment("2026-11-26T09:00:00Z");
  write([&](auto& tx) {
    jobs::hold(tx, "restored", now);
    return true;
  });
  auto refused = seal_run(which);
  EXPECT_EQ(code_of(refused), Code::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("restored"));
  write([&](auto& tx) { return jobs::release(tx, now).has_value(); });
  seal_run(which).value();
  write([&](auto& tx) {
    jobs::hold(tx, "restored", now);
    return true;
  });
  EXPECT_EQ(code_of(write([&](auto& tx) {
              return download(
                  tx, ilse, till, which, [](auto) {}, now);
            })),
            Code::conflict);
  EXPECT_EQ(newest(id).state, AttemptState::sealed);
}

TEST_P(Sealing, F38_of_a_restored_paper_has_names_that_no_file_before_had) {
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

TEST_P(Sealing, refuses_with_the_books_and_leaves_nothing_behind) {
  AgreementId id = give();
  RunId which = announced();
  write([&](auto& tx) {
    return ledger::set_use(tx, ilse, ledger::chart::kDebitClearing, ledger::Use::closed, now).has_value();
  });
  EXPECT_EQ(code_of(seal_run(which)), Code::conflict);
  EXPECT_EQ(newest(id).state, AttemptState::noticed);
  EXPECT_EQ(stored_run(which).state, RunState::open);
  write([&](auto& tx) {
    return ledger::set_use(tx, ilse, ledger::chart::kDebitClearing, ledger::Use::open, now).has_value();
  });
  EXPECT_TRUE(seal_run(which));
}

TEST_P(Sealing, shows_no_iban_and_no_name_to_who_reads_the_database_alone) {
  give();
  RunId which = announced();
  seal_run(which).value();
  std::filesystem::path copy = scratch.folder() / "copy.sqlite";
  ASSERT_TRUE(database.backup_to(copy));
  std::ifstream in(copy, std::ios::binary);
  std::string const bytes{std::istreambuf_iterator<char>(in), {}};
  for (char const* word :
       {"DE02120300000000202051", "120300000000202051", "Groß", "Gross", "Juergen", "kai.example", "Jürgen"}) {
    EXPECT_EQ(bytes.find(word), bytes.npos) << word;
  }
}

}  // namespace
}  // namespace allmende::contributions
