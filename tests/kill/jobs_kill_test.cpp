// What a job does inside its transaction is done exactly once, and what it does outside at least once, though the
// program is killed at any moment. ALLMENDE_KILLS (default 30) says how often, on each engine.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/kill/jobs.h"
#include "tests/support/scratch_database.h"

namespace allmende::kill {
namespace {

using namespace std::chrono_literals;
using database::Engine;
using database::Sql;

Sql const kDone{"kill.done", R"(
    SELECT COUNT(*), COUNT(DISTINCT key), COALESCE(MAX(CAST(key AS BIGINT)), 0) FROM effect)"};
Sql const kUnsent{"kill.unsent", R"(
    SELECT COUNT(*) FROM effect WHERE NOT EXISTS (SELECT 1 FROM letter WHERE letter.key = effect.key)
      AND NOT EXISTS (SELECT 1 FROM job WHERE job.key = effect.key AND job.kind = 'outside'))"};
Sql const kSent{"kill.sent", "SELECT COUNT(*), COUNT(DISTINCT key) FROM letter"};

/// The running program; its words are thrown away, but for whether there are any.
class Running {
 public:
  Running(std::string const& engine, std::string const& where) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      execl(KILL_JOB_RUNNER, KILL_JOB_RUNNER, engine.c_str(), where.c_str(), nullptr);
      _exit(2);
    }
    close(ends[1]);
    reader_ = std::jthread([this, end = ends[0]] {
      char buffer[4096];
      while (read(end, buffer, sizeof buffer) > 0) has_spoken_ = true;
      close(end);
    });
  }
  ~Running() { kill_it(); }

  void wait_for_first_word() const {
    for (int i = 0; i < 2'000 && !has_spoken_; ++i) std::this_thread::sleep_for(5ms);
  }

  /// Whether it lived until then.
  bool kill_it() {
    if (process_ == 0) return false;
    ::kill(process_, SIGKILL);
    int status = 0;
    waitpid(process_, &status, 0);
    process_ = 0;
    reader_.join();
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }

 private:
  pid_t process_ = 0;
  std::atomic<bool> has_spoken_ = false;
  std::jthread reader_;
};

class KillJobs : public testing::TestWithParam<Engine> {
 protected:
  /// Every number once, up to the last; no letter lost.
  std::int64_t expect_sound(database::Database& database) {
    database::WriteTx tx = database.write();  // after the last words of whoever was killed
    auto [rows, keys, last] = tx.one<std::int64_t, std::int64_t, std::int64_t>(kDone);
    EXPECT_EQ(rows, keys) << "something was done twice";
    EXPECT_EQ(keys, last) << "something is missing";
    EXPECT_EQ(tx.one<std::int64_t>(kUnsent), 0) << "a letter is lost";
    return last;
  }

  test::ScratchDatabase scratch{GetParam()};
};
ALLMENDE_ON_BOTH_ENGINES(KillJobs);

TEST_P(KillJobs, does_inside_exactly_once_and_outside_at_least_once) {
  char const* given = std::getenv("ALLMENDE_KILLS");
  int const kills = given ? std::atoi(given) : 30;
  auto seed = std::random_device()();
  std::mt19937 random(seed);
  std::cout << "random moments by seed " << seed << "\n";
  bool postgres = GetParam() == Engine::postgres;
  std::string where = postgres ? std::get<Secret>(scratch.options().where).reveal() : scratch.file().string();
  {
    database::Database database = scratch.open(job_steps());
    auto tx = database.write();
    jobs::put(tx, {.kind = kInside, .key = "1", .due = now()});
    tx.commit();
  }
  std::int64_t done = 0;
  for (int round = 0; round < kills && !HasFailure(); ++round) {
    Running running(postgres ? "postgres" : "sqlite", where);
    if (round % 4 != 0) running.wait_for_first_word();
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 100'000));
    ASSERT_TRUE(running.kill_it()) << "it ended by itself";
    database::Database database = scratch.open(job_steps());
    done = expect_sound(database);
  }
  database::Database database = scratch.open(job_steps());
  auto tx = database.read();
  auto [letters, of_them] = tx.one<std::int64_t, std::int64_t>(kSent);
  std::cout << done << " jobs inside through " << kills << " kills, " << letters - of_them << " letters sent again\n";
  EXPECT_GT(done, kills) << "it was killed before it could do anything";
}

}  // namespace
}  // namespace allmende::kill
