// Jobs whose handlers talk to the world outside, and what goes wrong with the disk.

#include "jobs/test_jobs.h"

namespace allmende::jobs {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class JobsOutside : public JobsTest {
 protected:
  /// Calls `act` and notes the key.
  template <class Act>
  Handlers calling(Act act, Retries retries = {.attempts = 3, .first = 10s, .longest = 60s}) {
    Handlers handlers;
    handlers.outside("note", [this, act](Job const& job, Instant, Lateness, std::stop_token) -> Result<void> {
      sent.push_back(job.key + job.payload);
      return act(job);
    }, retries, 60s);
    return handlers;
  }
  Handlers sending() {
    return calling([](auto&) -> Result<void> { return {}; });
  }

  std::vector<std::string> sent;
};
ALLMENDE_ON_BOTH_ENGINES(JobsOutside);

TEST_P(JobsOutside, are_claimed_while_they_are_done_and_gone_after) {
  put_at("letter", now());
  auto handlers = calling([this](auto&) -> Result<void> {
    EXPECT_EQ(standing("letter")->state, State::claimed);
    EXPECT_EQ(standing("letter")->attempts, 1);
    EXPECT_EQ(standing("letter")->next, later(now(), 60s));
    EXPECT_EQ(run(sending()), 0) << "nobody else takes it";
    return {};
  });
  EXPECT_EQ(run(handlers), 1);
  EXPECT_THAT(sent, ElementsAre("letter"));
  EXPECT_EQ(counts().claimed, 0);
  EXPECT_FALSE(standing("letter"));
}

TEST_P(JobsOutside, are_tried_again_after_a_fault_and_fail_in_the_end) {
  put_at("letter", now());
  auto handlers = calling([](auto&) -> Result<void> { throw Fault("nobody answers"); });
  EXPECT_EQ(run(handlers), 1);
  EXPECT_EQ(standing("letter")->state, State::waiting);
  EXPECT_EQ(standing("letter")->next, later(now(), 10s));
  pass(10s);
  run(handlers);
  EXPECT_EQ(standing("letter")->next, later(now(), 20s));
  pass(20s);
  run(handlers);
  EXPECT_EQ(standing("letter")->state, State::failed);
  EXPECT_EQ(standing("letter")->attempts, 3);
  EXPECT_EQ(standing("letter")->last_error, "nobody answers");
  pass(1000h);
  EXPECT_EQ(run(handlers), 0);
}

TEST_P(JobsOutside, that_are_refused_have_failed_at_once) {
  put_at("letter", now());
  EXPECT_EQ(run(calling([](auto&) -> Result<void> { return refuse(Code::invalid, "no such address"); })), 1);
  EXPECT_EQ(standing("letter")->state, State::failed);
  EXPECT_EQ(standing("letter")->last_error, "no such address");
}

TEST_P(JobsOutside, that_are_moved_meanwhile_are_finished_and_come_again) {
  put_at("letter", now(), " old");
  EXPECT_EQ(run(calling([this](auto&) -> Result<void> {
              put_at("letter", later(now(), 1h), " new");
              return {};
            })), 1);
  EXPECT_EQ(standing("letter")->job.payload, " new");
  pass(1h);
  EXPECT_EQ(run(sending()), 1);
  EXPECT_THAT(sent, ElementsAre("letter old", "letter new"));
}

TEST_P(JobsOutside, that_are_taken_back_meanwhile_do_not_come_again_even_after_a_fault) {
  put_at("letter", now());
  run(calling([this](auto&) -> Result<void> {
    write([](auto& tx) { cancel(tx, "note", "letter"); });
    throw Fault("nobody answers");
  }));
  EXPECT_FALSE(standing("letter"));
  EXPECT_THAT(log_lines().back(), HasSubstr("end=gone"));
}

/// Not an exception that anybody catches: what is left is what a process leaves that is killed.
struct Killed {};

TEST_P(JobsOutside, left_lying_are_done_again_when_the_lease_ends) {
  put_at("letter", now());
  put_at("other", later(now(), 1s));
  EXPECT_THROW(run(calling([](auto&) -> Result<void> { throw Killed(); })), Killed);
  EXPECT_EQ(standing("letter")->state, State::claimed);
  pass(1s);
  EXPECT_EQ(run(sending()), 1) << "the other one";
  pass(59s);
  EXPECT_EQ(run(sending()), 1);
  EXPECT_THAT(sent, ElementsAre("letter", "other", "letter"));
  EXPECT_FALSE(standing("letter"));
}

TEST_P(JobsOutside, that_end_the_program_each_time_are_given_up) {
  put_at("letter", now());
  for (int i = 0; i < 3; ++i) {
    EXPECT_THROW(run(calling([](auto&) -> Result<void> { throw Killed(); })), Killed);
    pass(60s);
  }
  EXPECT_EQ(run(sending()), 0);
  EXPECT_EQ(standing("letter")->state, State::failed);
  EXPECT_EQ(standing("letter")->attempts, 3);
  EXPECT_THAT(standing("letter")->last_error, HasSubstr("program ended"));
}

TEST_P(JobsOutside, that_come_back_after_their_lease_leave_the_next_one_alone) {
  put_at("letter", now());
  auto slow = calling([this](auto&) -> Result<void> {
    pass(61s);
    EXPECT_THROW(run(calling([](auto&) -> Result<void> { throw Killed(); })), Killed) << "another has taken it";
    return {};
  });
  run(slow);
  EXPECT_EQ(standing("letter")->state, State::claimed) << "by the other one, who is at it";
  EXPECT_EQ(standing("letter")->attempts, 2);
}

TEST_P(JobsOutside, are_sent_once_when_the_disk_fails_once_while_it_is_noted) {
  for (auto order : {+[](database::FaultPlan& it) { it.fail_statement("jobs.remove"); },
                     +[](database::FaultPlan& it) { it.fail_commit(); }, +[](database::FaultPlan& it) { it.lose_commit(); }}) {
    sent.clear();
    put_at("letter", now());
    EXPECT_EQ(run(calling([&](auto&) -> Result<void> {
                order(*plan);
                return {};
              })), 1);
    EXPECT_TRUE(plan->carried_out());
    EXPECT_FALSE(standing("letter"));
    EXPECT_THAT(sent, ElementsAre("letter"));
  }
}

class JobsOnABadDisk : public JobsTest {
 protected:
  /// As a Runner does: what is thrown is tried again.
  void run_until_quiet(Handlers const& handlers) {
    for (int i = 0; i < 20; ++i) {
      try {
        if (run(handlers) == 0) return;
      } catch (database::StatementFault const&) {
      }
      pass(10min);
    }
    FAIL() << "it never comes to rest";
  }

  /// What is ordered breaks while a job leaves two effects and puts another job, which leaves one. Whether it broke.
  bool expect_exactly_once(int nth) {
    Handlers handlers;
    handlers.inside("note", [&](auto& tx, Job const& job, Instant now, Lateness) -> Result<void> {
      TRY(leave(tx, job.key));
      if (job.key.starts_with("second")) return {};
      put(tx, {.kind = "note", .key = "second" + job.key, .due = now});
      return leave(tx, job.key + " too");
    });
    run_until_quiet(handlers);
    bool broke = plan->carried_out();
    plan->forget();
    std::string key = std::to_string(nth);
    auto all = effects();
    EXPECT_EQ(all.size(), 3 * static_cast<std::size_t>(nth)) << "once each";
    all.erase(all.begin(), all.end() - std::min<std::ptrdiff_t>(3, std::ssize(all)));
    EXPECT_THAT(all, ElementsAre(key, key + " too", "second" + key));
    EXPECT_EQ(counts().waiting + counts().claimed + counts().failed, 0);
    return broke;
  }
};
ALLMENDE_ON_BOTH_ENGINES(JobsOnABadDisk);

TEST_P(JobsOnABadDisk, are_done_exactly_once_whichever_statement_fails) {
  int nth = 1;
  for (bool failed = true; failed; ++nth) {
    put_at(std::to_string(nth), now());
    plan->fail_statement(nth);
    failed = expect_exactly_once(nth);
  }
  EXPECT_GT(nth, 10) << "statements were tried";
}

TEST_P(JobsOnABadDisk, are_done_exactly_once_whichever_commit_fails_or_loses_its_answer) {
  int done = 0;
  for (auto order : {&database::FaultPlan::fail_commit, &database::FaultPlan::lose_commit}) {
    int nth = 1;
    for (bool failed = true; failed; ++nth) {
      put_at(std::to_string(++done), now());
      (*plan.*order)(nth);
      failed = expect_exactly_once(done);
    }
    EXPECT_GE(nth, 3);
  }
}

}  // namespace
}  // namespace allmende::jobs
