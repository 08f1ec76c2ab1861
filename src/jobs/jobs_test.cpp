// What a job is, and what becomes of it.

#include "jobs/jobs.h"

#include "jobs/note.h"
#include "jobs/pause.h"
#include "jobs/test_jobs.h"
#include "tests/support/statement_coverage.h"

namespace allmende::jobs {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

ALLMENDE_EVERY_STATEMENT_RUNS("jobs.");

class Jobs : public JobsTest {};
ALLMENDE_ON_BOTH_ENGINES(Jobs);

TEST_P(Jobs, are_done_in_the_order_of_their_times_and_then_of_their_putting) {
  put_at("third", later(now(), -1s));
  put_at("first", later(now(), -3s));
  put_at("fourth", later(now(), -1s));
  put_at("second", later(now(), -2s));
  EXPECT_EQ(run(), 4);
  EXPECT_THAT(effects(), ElementsAre("first", "second", "third", "fourth"));
  EXPECT_EQ(counts().waiting, 0);
  EXPECT_EQ(run(), 0);
}

TEST_P(Jobs, of_several_kinds_are_done_in_one_order) {
  Handlers handlers = notes();
  handlers.inside("bell", [](auto& tx, Job const& job, Instant, Lateness) { return leave(tx, "bell " + job.key); });
  put_at("b", later(now(), -2s));
  put_job({.kind = "bell", .key = "a", .due = later(now(), -3s)});
  put_job({.kind = "bell", .key = "c", .due = later(now(), -1s)});
  run(handlers);
  EXPECT_THAT(effects(), ElementsAre("bell a", "b", "bell c"));
}

TEST_P(Jobs, are_not_done_before_their_time) {
  put_at("noon", later(now(), 3h));
  EXPECT_EQ(run(), 0);
  pass(3h - 1us);
  EXPECT_EQ(run(), 0);
  pass(1us);
  EXPECT_EQ(run(), 1);
}

TEST_P(Jobs, are_put_with_their_transaction_or_not_at_all) {
  {
    auto tx = database.write();
    put(tx, {.kind = "note", .key = "undone", .due = now()});
  }
  EXPECT_EQ(run(), 0);
}

TEST_P(Jobs, put_again_move_instead_of_doubling) {
  put_at("page", later(now(), 1h), " early");
  put_at("page", later(now(), 2h), " late");
  EXPECT_EQ(counts().waiting, 1);
  pass(1h);
  EXPECT_EQ(run(), 0);
  put_at("page", now(), " now");
  EXPECT_EQ(run(), 1);
  EXPECT_THAT(effects(), ElementsAre("page now"));
}

TEST_P(Jobs, are_taken_back) {
  put_at("page", now());
  write([](auto& tx) {
    EXPECT_FALSE(cancel(tx, "note", "other"));
    EXPECT_FALSE(cancel(tx, "other", "page"));
    EXPECT_TRUE(cancel(tx, "note", "page"));
  });
  EXPECT_EQ(run(), 0);
}

TEST_P(Jobs, outlive_the_program) {
  put_at("page", later(now(), 1h));
  database = open();
  pass(1h);
  EXPECT_EQ(run(), 1);
  EXPECT_THAT(effects(), ElementsAre("page"));
}

TEST_P(Jobs, whose_time_passed_while_the_machine_stood_still_are_done_once_and_told) {
  put_at("page", later(now(), 1min));
  pass(2h);
  std::vector<Lateness> late;
  Handlers handlers;
  handlers.inside("note", [&](auto&, Job const&, Instant at, Lateness by) -> Result<void> {
    EXPECT_EQ(at, now());
    late.push_back(by);
    return {};
  });
  EXPECT_EQ(run(handlers), 1);
  EXPECT_THAT(late, ElementsAre(119min));
  EXPECT_THAT(log_lines(), ElementsAre("event=job time=2026-11-27T11:00:00Z kind=note key=page end=done attempt=1 late_ms=7140000"));
}

TEST_P(Jobs, come_again_when_their_handler_puts_them_anew) {
  Handlers handlers;
  handlers.inside("note", [](auto& tx, Job const& job, Instant now, Lateness) {
    put(tx, {.kind = job.kind, .key = job.key, .due = later(now, 24h)});
    return leave(tx, now.rfc3339());
  });
  put_at("daily", now());
  EXPECT_EQ(run(handlers), 1);
  pass(48h);
  EXPECT_EQ(run(handlers), 1) << "not for each day that was missed";
  EXPECT_THAT(effects(), ElementsAre("2026-11-27T09:00:00Z", "2026-11-29T09:00:00Z"));
  EXPECT_EQ(standing("daily")->job.due, at("2026-11-30T09:00:00Z"));
}

TEST_P(Jobs, of_a_kind_that_nobody_knows_stay_and_are_in_nobodys_way) {
  put_job({.kind = "future", .key = "1", .due = later(now(), -1h)});
  put_at("page", now());
  EXPECT_EQ(run(), 1);
  EXPECT_EQ(standing("1", "future")->state, State::waiting);
}

TEST_P(Jobs, whose_handler_faults_leave_nothing_and_stop_no_other) {
  Handlers handlers;
  handlers.inside("note", [](auto& tx, Job const& job, Instant, Lateness) {
    auto left = leave(tx, job.key);
    if (job.key == "bad") throw Fault("the \"press\" is on fire");
    return left;
  });
  put_at("bad", later(now(), -2s));
  put_at("good", later(now(), -1s));
  EXPECT_EQ(run(handlers), 2);
  EXPECT_THAT(effects(), ElementsAre("good"));
  auto bad = standing("bad");
  ASSERT_TRUE(bad);
  EXPECT_EQ(bad->state, State::waiting);
  EXPECT_EQ(bad->attempts, 1);
  EXPECT_EQ(bad->last_error, "the \"press\" is on fire");
  EXPECT_EQ(bad->next, later(now(), 5s));
  EXPECT_THAT(log_lines()[0], HasSubstr("key=bad end=again attempt=1 late_ms=2000 what=\"the 'press' is on fire\""));
}

TEST_P(Jobs, are_tried_again_later_and_later_and_have_failed_in_the_end) {
  Handlers handlers;
  handlers.inside("note", [](auto&, Job const&, Instant, Lateness) -> Result<void> { throw Fault("no"); },
                  {.attempts = 4, .first = 10s, .longest = 30s});
  put_at("bad", now());
  for (auto pause : {10s, 20s, 30s}) {
    EXPECT_EQ(run(handlers), 1);
    EXPECT_EQ(standing("bad")->next, later(now(), pause));
    pass(pause - 1us);
    EXPECT_EQ(run(handlers), 0);
    pass(1us);
  }
  EXPECT_EQ(run(handlers), 1);
  pass(1000h);
  EXPECT_EQ(run(handlers), 0);
  auto tx = database.read();
  auto failed = list(tx, State::failed, 10);
  ASSERT_THAT(failed, SizeIs(1));
  EXPECT_EQ(failed[0].job.key, "bad");
  EXPECT_EQ(failed[0].attempts, 4);
  EXPECT_EQ(failed[0].last_error, "no");
}

TEST_P(Jobs, that_are_refused_have_failed_at_once) {
  Handlers handlers;
  handlers.inside("note", [](auto& tx, Job const&, Instant, Lateness) -> Result<void> {
    TRY(leave(tx, "half"));
    return refuse(Code::invalid, "there is no such page");
  });
  put_at("bad", now());
  EXPECT_EQ(run(handlers), 1);
  EXPECT_THAT(effects(), IsEmpty());
  EXPECT_EQ(standing("bad")->state, State::failed);
  EXPECT_EQ(standing("bad")->last_error, "there is no such page");
}

TEST_P(Jobs, that_have_failed_are_retried_or_taken_back_by_people) {
  Handlers refusing;
  refusing.inside("note", [](auto&, auto&, auto, auto) -> Result<void> { return refuse(Code::invalid, "no"); });
  for (auto key : {"a", "b", "c"}) put_at(key, now());
  pass(1h);
  run(refusing);
  EXPECT_EQ(counts().failed, 3);
  put_at("waiting", later(now(), 1h));
  write([&](auto& tx) {
    EXPECT_EQ(retry(tx, "note", "x", now()).error().code, Code::not_found);
    EXPECT_EQ(retry(tx, "note", "waiting", now()).error().code, Code::conflict);
    EXPECT_TRUE(retry(tx, "note", "a", now()));
    EXPECT_TRUE(cancel(tx, "note", "b"));
    put(tx, {.kind = "note", .key = "c", .payload = " better", .due = now()});
  });
  EXPECT_EQ(standing("a")->attempts, 0);
  EXPECT_EQ(standing("a")->job.due, later(now(), -1h)) << "it was to be done then";
  EXPECT_EQ(run(), 2);
  EXPECT_THAT(effects(), ElementsAre("a", "c better"));
}

TEST_P(Jobs, are_listed_by_what_happens_next) {
  put_at("b", later(now(), 2h));
  put_at("a", later(now(), 1h), " with words");
  put_at("c", later(now(), 3h));
  auto tx = database.read();
  auto waiting = list(tx, State::waiting, 2);
  ASSERT_THAT(waiting, SizeIs(2));
  EXPECT_EQ(waiting[0].job, (Job{.kind = "note", .key = "a", .payload = " with words", .due = later(now(), 1h)}));
  EXPECT_EQ(waiting[1].job.key, "b");
  EXPECT_THAT(list(tx, State::claimed, 2), IsEmpty());
}

TEST_P(Jobs, without_kind_or_key_are_a_bug) {
  auto tx = database.write();
  EXPECT_THROW(put(tx, {.kind = "", .key = "a", .due = now()}), Bug);
  EXPECT_THROW(put(tx, {.kind = "note", .key = "", .due = now()}), Bug);
}

TEST(Handlers, are_one_for_each_kind) {
  Handlers handlers;
  handlers.inside("note", {});
  EXPECT_THROW(handlers.outside("note", {}), Bug);
}

TEST(Pauses, double_up_to_the_longest_and_differ_by_a_quarter) {
  Retries retries{.attempts = 9, .first = 10s, .longest = 60s};
  EXPECT_EQ(pause_after(1, retries, 0.5), 10s);
  EXPECT_EQ(pause_after(3, retries, 0.5), 40s);
  EXPECT_EQ(pause_after(4, retries, 0.5), 60s);
  EXPECT_EQ(pause_after(1'000'000, retries, 0.5), 60s);
  EXPECT_EQ(pause_after(1, retries, 0), 7500ms);
  EXPECT_LT(pause_after(1, retries, 0.999), 12500ms);
}

TEST(Notes, of_errors_can_be_stored_whatever_they_hold) {
  EXPECT_EQ(note_of("Zeile\r\nfür Zeile"), "Zeile  für Zeile");
  EXPECT_EQ(note_of(std::string_view("a\0b\xFF", 4)), "a b?");
  EXPECT_EQ(note_of(std::string(499, 'x') + "ü").size(), 499u) << "no half character";
  EXPECT_EQ(note_of(std::string(498, 'x') + "ü").size(), 500u);
}

}  // namespace
}  // namespace allmende::jobs
