// While the database is held, nothing reaches others.

#include "jobs/test_jobs.h"

namespace allmende::jobs {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class JobsHeld : public JobsTest {
 protected:
  void hold_it() {
    write([&](auto& tx) { hold(tx, "this paper was restored", now()); });
  }
  /// "letter" reaches others, "picture" does not, "note" is inside.
  Handlers all() {
    Handlers handlers = notes();
    auto leave_key = [this](Job const& job, Instant, Lateness, std::stop_token) -> Result<void> {
      sent.push_back(job.key);
      return {};
    };
    handlers.outside("letter", leave_key);
    handlers.outside("picture", leave_key, Handlers::kOutsideRetries, Handlers::kLease, Reach::house);
    return handlers;
  }
  void put_one_of_each() {
    for (char const* kind : {"letter", "picture", "note"}) put_job({.kind = kind, .key = kind, .due = now()});
  }

  std::vector<std::string> sent;
};
ALLMENDE_ON_BOTH_ENGINES(JobsHeld);

TEST_P(JobsHeld, F38_do_what_stays_in_the_house_and_let_the_rest_wait_until_it_is_released) {
  hold_it();
  put_one_of_each();
  EXPECT_EQ(run(all()), 2);
  EXPECT_THAT(sent, ElementsAre("picture"));
  EXPECT_THAT(effects(), ElementsAre("note"));
  EXPECT_EQ(standing("letter", "letter")->attempts, 0);
  write([&](auto& tx) { release(tx, now()).value(); });
  EXPECT_EQ(run(all()), 1);
  EXPECT_THAT(sent, ElementsAre("picture", "letter"));
}

TEST_P(JobsHeld, keep_their_first_reason_through_a_restart_and_are_released_once) {
  hold_it();
  Instant since = now();
  pass(1h);
  write([&](auto& tx) { hold(tx, "another reason", now()); });
  database = open();
  write([&](auto& tx) {
    EXPECT_EQ(held(tx), (Hold{"this paper was restored", since}));
    auto refused = must_not_be_held(tx);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::conflict);
    EXPECT_THAT(refused.error().message, HasSubstr("restored"));
    EXPECT_TRUE(release(tx, now()));
    EXPECT_FALSE(held(tx));
    EXPECT_TRUE(must_not_be_held(tx));
    EXPECT_EQ(release(tx, now()).error().code, Code::conflict);
    hold(tx, "restored again", now());
    EXPECT_EQ(held(tx)->reason, "restored again");
  });
}

}  // namespace
}  // namespace allmende::jobs
