// Runners: threads that wait for the time.

#include <thread>

#include "jobs/test_jobs.h"

namespace allmende::jobs {
namespace {

using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Lt;
using testing::SizeIs;
using Steady = std::chrono::steady_clock;

class Runners : public JobsTest {
 protected:
  /// "note" is noted, outside of the transaction too.
  Handlers noting() {
    Handlers handlers;
    handlers.inside("note", [this](auto& tx, Job const& job, Instant, Lateness) {
      done.note(job.key);
      return leave(tx, job.key);
    });
    return handlers;
  }

  Done done;
};
ALLMENDE_ON_BOTH_ENGINES(Runners);

TEST_P(Runners, do_what_was_put_before_they_began) {
  put_at("page", allmende::now());
  Runner runner(database, noting(), real_options());
  EXPECT_THAT(done.wait_for(1), ElementsAre("page"));
}

TEST_P(Runners, are_woken_when_a_job_is_put) {
  Runner runner(database, noting(), real_options());
  for (std::size_t i = 1; i <= 20; ++i) {
    put_at(std::to_string(i), allmende::now());
    ASSERT_THAT(done.wait_for(i), SizeIs(i)) << "the poll is an hour away";
  }
}

TEST_P(Runners, do_a_job_at_its_time) {
  Runner runner(database, noting(), real_options());
  Instant due = later(allmende::now(), 300ms);
  put_at("later", later(due, 1h));
  put_at("page", due);
  done.wait_for(1);
  auto after = allmende::now().microseconds() - due.microseconds();
  EXPECT_THAT(after, Ge(0)) << "never before it";
  EXPECT_THAT(after, Lt(1'000'000)) << "to the second";
}

TEST_P(Runners, hear_at_once_that_a_job_has_moved_to_an_earlier_time) {
  put_at("page", later(allmende::now(), 1h));
  Runner runner(database, noting(), real_options());
  put_at("page", allmende::now());
  EXPECT_THAT(done.wait_for(1), ElementsAre("page"));
}

TEST_P(Runners, hear_of_another_process_on_postgres_at_once_and_else_by_their_poll) {
  auto poll = GetParam() == database::Engine::postgres ? std::chrono::milliseconds(1h) : 50ms;
  database::Database other = open();
  Runner runner(database, noting(), real_options(poll));
  put_at("here", allmende::now());
  ASSERT_THAT(done.wait_for(1), SizeIs(1)) << "it listens from here on";
  auto tx = other.write();
  put(tx, {.kind = "note", .key = "there", .due = allmende::now()});
  tx.commit();
  EXPECT_THAT(done.wait_for(2), ElementsAre("here", "there"));
}

TEST_P(Runners, need_a_poll_when_the_notification_is_lost) {
  plan->lose_notifications();
  Runner runner(database, noting(), real_options(50ms));
  put_at("page", allmende::now());
  EXPECT_THAT(done.wait_for(1), ElementsAre("page"));
}

TEST_P(Runners, see_that_the_clock_was_set) {
  Options options = this->options();
  Runner runner(database, noting(), options);
  put_at("page", later(now(), 100h));
  std::this_thread::sleep_for(30ms);
  EXPECT_THAT(done.wait_for(0), IsEmpty());
  pass(100h);
  EXPECT_THAT(done.wait_for(1), ElementsAre("page"));
}

TEST_P(Runners, stop_at_once_while_they_wait) {
  put_at("page", later(allmende::now(), 1h));
  auto runner = std::make_unique<Runner>(database, noting(), real_options());
  std::this_thread::sleep_for(20ms);
  auto begin = Steady::now();
  runner.reset();
  EXPECT_LT(Steady::now() - begin, 1s);
}

TEST_P(Runners, finish_the_job_that_they_are_at_and_tell_the_one_outside_to_hurry) {
  Handlers handlers;
  handlers.inside("note", [&](auto& tx, Job const& job, Instant, Lateness) {
    done.note("begun inside");
    std::this_thread::sleep_for(100ms);
    return leave(tx, job.key);
  });
  handlers.outside("letter", [&](auto&, auto, auto, std::stop_token stop) -> Result<void> {
    done.note("begun outside");
    for (int i = 0; i < 2'000 && !stop.stop_requested(); ++i) std::this_thread::sleep_for(10ms);
    throw Fault("had to stop");
  });
  put_at("page", allmende::now());
  put_job({.kind = "letter", .key = "1", .due = allmende::now()});
  auto begin = Steady::now();
  {
    Runner runner(database, handlers, real_options());
    done.wait_for(2);
  }
  EXPECT_LT(Steady::now() - begin, 10s);
  EXPECT_THAT(effects(), ElementsAre("page"));
  EXPECT_EQ(standing("1", "letter")->last_error, "had to stop");
}

TEST_P(Runners, are_not_kept_from_inside_jobs_by_a_slow_one_outside) {
  std::atomic<bool> is_over = false;
  Handlers handlers = noting();
  handlers.outside("letter", [&](auto&, auto, auto, auto) -> Result<void> {
    done.note("letter");
    while (!is_over) std::this_thread::sleep_for(1ms);
    return {};
  });
  put_job({.kind = "letter", .key = "1", .due = allmende::now()});
  Runner runner(database, handlers, real_options());
  done.wait_for(1);
  put_at("page", allmende::now());
  EXPECT_THAT(done.wait_for(2), ElementsAre("letter", "page"));
  is_over = true;
}

TEST_P(Runners, go_on_after_a_fault_of_the_database_and_say_so) {
  Runner runner(database, noting(), options());
  plan->fail_statement("jobs.first");
  for (int i = 0; i < 2'000 && !plan->carried_out(); ++i) std::this_thread::sleep_for(5ms);
  put_at("page", now());
  EXPECT_THAT(done.wait_for(1), ElementsAre("page"));
  EXPECT_THAT(log.wait_for(1)[0], HasSubstr("event=jobs time=2026-11-27T09:00:00Z end=failed what=\"jobs.first"));
}

TEST_P(Runners, of_two_processes_do_each_job_once_and_share_them) {
  constexpr int kJobs = 60;
  database::Database other = open();
  Done here, there, sent;
  auto handlers = [&](Done& where) {
    Handlers made;
    made.inside("note", [&where](auto& tx, Job const& job, Instant, Lateness) {
      where.note(job.key);
      return leave(tx, job.key);
    });
    made.outside("letter", [&sent](Job const& job, auto, auto, auto) -> Result<void> {
      sent.note(job.key);
      std::this_thread::sleep_for(1ms);
      return {};
    });
    return made;
  };
  std::set<std::string> all;
  {
    Runner one(database, handlers(here), real_options(20ms));
    Runner two(other, handlers(there), real_options(20ms));
    for (int i = 0; i < kJobs; ++i) {
      std::string key = std::to_string(i);
      all.insert(key);
      write([&](auto& tx) {
        put(tx, {.kind = "note", .key = key, .due = later(allmende::now(), (i % 7) * 10ms)});
        put(tx, {.kind = "letter", .key = key, .due = later(allmende::now(), (i % 7) * 10ms)});
      });
    }
    sent.wait_for(kJobs);
    for (int i = 0; i < 2'000 && counts().waiting + counts().claimed > 0; ++i) std::this_thread::sleep_for(10ms);
  }
  auto left = effects();
  EXPECT_THAT(left, SizeIs(kJobs)) << "once each";
  EXPECT_EQ(std::set(left.begin(), left.end()), all);
  auto letters = sent.wait_for(0);
  EXPECT_THAT(letters, SizeIs(kJobs)) << "no lease ended";
  EXPECT_EQ(std::set(letters.begin(), letters.end()), all);
}

}  // namespace
}  // namespace allmende::jobs
