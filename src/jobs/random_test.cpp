// Jobs against a simple model, at random, with restarts and a disk that fails.

#include <random>

#include "jobs/test_jobs.h"

namespace allmende::jobs {
namespace {

using testing::IsEmpty;

struct Killed {};

/// Jobs carry the number of their putting as payload, so that each effect names the one putting that it comes from.
class JobsAtRandom : public JobsTest {
 protected:
  /// What a key's row must be, as far as the test can know.
  struct Wanted {
    std::string payload;
    Instant due;
  };
  static constexpr int kKeys = 12;

  int below(int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); }

  /// Runs what changes the database; whether it stands. An answer that is lost as planned stands.
  template <class Do>
  bool stands(Do const& act) {
    try {
      write(act);
      return true;
    } catch (database::StatementFault const& fault) {
      return fault.in_doubt();
    }
  }

  void put_at_random() {
    std::string key = std::to_string(below(kKeys));
    // Mostly soon, sometimes in the past.
    Wanted wanted{std::to_string(++last_put_), later(now(), std::chrono::seconds(below(600) - 60))};
    if (stands([&](auto& tx) { put(tx, {.kind = kind_of(key), .key = key, .payload = wanted.payload, .due = wanted.due}); })) {
      model.insert_or_assign(key, wanted);
    }
  }

  void start_again() {
    plan->forget();
    database = open();
  }

  void cancel_at_random() {
    std::string key = std::to_string(below(kKeys));
    if (stands([&](auto& tx) { cancel(tx, kind_of(key), key); })) model.erase(key);
  }

  static std::string kind_of(std::string const& key) { return std::stoi(key) % 3 == 0 ? "letter" : "note"; }

  /// Handlers that fail now and then, in every way there is.
  Handlers handlers() {
    Retries often{.attempts = 1'000, .first = 1s, .longest = 20s};
    Handlers made;
    made.inside("note", [this](auto& tx, Job const& job, Instant at, Lateness) {
      expect_wanted(job, at);
      auto left = leave(tx, job.payload);
      if (fails && below(6) == 0) throw Fault("inside");
      if (fails && below(20) == 0) throw Killed();
      return left;
    }, often);
    made.outside("letter", [this](Job const& job, Instant at, auto, auto) -> Result<void> {
      expect_wanted(job, at);
      if (fails && below(6) == 0) throw Fault("outside");
      sent.insert(job.payload);
      if (fails && below(12) == 0) throw Killed();
      return {};
    }, often, 30s);
    return made;
  }

  /// Only what was put last under its key is done, and not before its time.
  void expect_wanted(Job const& job, Instant at) {
    auto wanted = model.find(job.key);
    ASSERT_NE(wanted, model.end()) << job.key << " was taken back, or done already";
    EXPECT_EQ(job.payload, wanted->second.payload);
    EXPECT_GE(at, wanted->second.due);
  }

  void run_at_random() {
    try {
      run_due(database, handlers(), options());
    } catch (database::StatementFault const&) {
    } catch (Killed const&) {
      start_again();
    }
    forget_done();
  }

  /// Inside, an effect is there if and only if the row is not; outside, a row that is gone was sent.
  void forget_done() {
    plan->forget();
    std::multiset<std::string> left;
    for (std::string& text : effects()) left.insert(std::move(text));
    for (std::string const& payload : left) EXPECT_EQ(left.count(payload), 1u) << payload << " was done twice";
    for (auto it = model.begin(); it != model.end();) {
      auto found = standing(it->first, kind_of(it->first));
      if (found) {
        EXPECT_EQ(found->job.payload, it->second.payload);
        EXPECT_FALSE(left.contains(it->second.payload)) << "done, and still there";
        ++it;
        continue;
      }
      EXPECT_TRUE(left.contains(it->second.payload) || sent.contains(it->second.payload)) << it->first << " is lost";
      it = model.erase(it);
    }
    EXPECT_EQ(counts().waiting + counts().claimed, std::ssize(model));
  }

  void break_something() {
    switch (below(4)) {
      case 0: return plan->fail_statement(1 + below(8));
      case 1: return plan->fail_commit(1 + below(3));
      case 2: return plan->lose_commit(1 + below(3));
      default: return;
    }
  }

  void step() {
    if (fails && below(3) == 0) break_something();
    int what = below(100);
    if (what < 45) put_at_random();
    else if (what < 55) cancel_at_random();
    else if (what < 60) start_again();
    else if (what < 75) pass(std::chrono::seconds(below(90)));
    else run_at_random();
    plan->forget();
  }

  unsigned seed = std::random_device{}();
  std::mt19937 random{seed};
  std::map<std::string, Wanted> model;
  std::set<std::string> sent;
  bool fails = true;

 private:
  int last_put_ = 0;
};
ALLMENDE_ON_BOTH_ENGINES(JobsAtRandom);

TEST_P(JobsAtRandom, do_what_the_model_says) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  for (int i = 0; i < 800 && !HasFailure(); ++i) step();
  fails = false;
  for (int i = 0; i < 100 && !model.empty() && !HasFailure(); ++i) {
    pass(1min);
    run_at_random();
  }
  EXPECT_THAT(model, IsEmpty()) << "everything comes to an end";
}

}  // namespace
}  // namespace allmende::jobs
