// What was acknowledged survives kill -9, at any moment, as often as it is done.
//
// ALLMENDE_KILLS (default 50) says how often the program is killed on each engine,
// ALLMENDE_SERVER_KILLS (default 4) how often the PostgreSQL server is.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "tests/kill/numbers.h"
#include "tests/support/scratch_database.h"

namespace allmende::kill {
namespace {

using namespace std::chrono_literals;
using database::Database;
using database::Engine;
using database::Sql;

Sql const kExtent{"kill.extent",
                  "SELECT COUNT(*), COUNT(DISTINCT number), COALESCE(MAX(number), 0) FROM number"};
Sql const kChanges{"kill.changes", R"(
    SELECT COUNT(*) FROM change WHERE which = CAST(sequence AS TEXT) AND what = 'number')"};

int from_environment(char const* name, int otherwise) {
  char const* value = std::getenv(name);
  return value ? std::atoi(value) : otherwise;
}

/// The writing program, and what it has acknowledged.
class Writer {
 public:
  Writer(std::string const& engine, std::string const& where) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    process_ = fork();
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      execl(KILL_WRITER, KILL_WRITER, engine.c_str(), where.c_str(), nullptr);
      _exit(2);
    }
    close(ends[1]);
    reader_ = std::jthread([this, end = ends[0]] { read_all(end); });
  }
  ~Writer() { kill_it(); }

  void kill_it() {
    if (process_ > 0) ::kill(process_, SIGKILL);
    wait_for_end();
  }

  void wait_for_end() {
    if (process_ > 0) waitpid(process_, &status_, 0);
    process_ = 0;
    if (reader_.joinable()) reader_.join();
  }

  void wait_for_first_word() const {
    for (int i = 0; i < 2000 && last_ == 0; ++i) std::this_thread::sleep_for(5ms);
  }

  bool killed() const { return WIFSIGNALED(status_) && WTERMSIG(status_) == SIGKILL; }
  /// 0 when none.
  std::int64_t last_acknowledged() const { return last_; }

 private:
  void read_all(int end) {
    std::string text;
    char buffer[4096];
    for (ssize_t got; (got = read(end, buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<std::size_t>(got));
      std::size_t line_end = text.rfind('\n');
      if (line_end == text.npos) continue;
      std::size_t line_begin = line_end == 0 ? text.npos : text.rfind('\n', line_end - 1);
      last_ = std::stoll(text.substr(line_begin + 1));
      text.erase(0, line_end + 1);
    }
    close(end);
  }

  pid_t process_ = 0;
  int status_ = 0;
  std::atomic<std::int64_t> last_ = 0;
  std::jthread reader_;
};

/// All that was acknowledged is there, nothing by halves, nothing that was not asked for.
std::int64_t expect_sound(Database& database, std::int64_t acknowledged) {
  // The server may still be busy with the last words of a killed writer: a writer after it waits
  // for that.
  database::WriteTx tx = database.write();
  auto [rows, numbers, largest] = tx.one<std::int64_t, std::int64_t, std::int64_t>(kExtent);
  EXPECT_GE(largest, acknowledged) << "acknowledged, and lost";
  EXPECT_LE(largest, acknowledged + 1) << "at most one is written and not yet acknowledged";
  EXPECT_EQ(numbers, largest) << "a number is missing";
  EXPECT_EQ(rows, largest * kParts) << "half a transaction";
  EXPECT_EQ(tx.last_change().value(), largest)
      << "rows without their change, or changes without rows";
  EXPECT_EQ(tx.one<std::int64_t>(kChanges), largest) << "the log is out of order";
  EXPECT_THAT(database.integrity_check(), testing::IsEmpty());
  return largest;
}

std::mt19937 random_moments() {
  auto seed = std::random_device()();
  std::cout << "random moments by seed " << seed << "\n";
  return std::mt19937(seed);
}

class Kill : public testing::TestWithParam<Engine> {
 protected:
  test::ScratchDatabase scratch{GetParam()};
};
ALLMENDE_ON_BOTH_ENGINES(Kill);

TEST_P(Kill, loses_nothing_that_was_acknowledged) {
  int const kills = from_environment("ALLMENDE_KILLS", 50);
  auto random = random_moments();
  bool postgres = GetParam() == Engine::postgres;
  std::string where =
      postgres ? std::get<Secret>(scratch.options().where).reveal() : scratch.file().string();
  std::int64_t written = 0;
  for (int round = 0; round < kills && !HasFailure(); ++round) {
    Writer writer(postgres ? "postgres" : "sqlite", where);
    // Every other time while it opens the database, or soon after.
    if (round % 2 == 1) writer.wait_for_first_word();
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 100'000));
    writer.kill_it();
    ASSERT_TRUE(writer.killed()) << "it ended by itself";
    Database database = scratch.open(steps());
    written = expect_sound(database, std::max(written, writer.last_acknowledged()));
  }
  std::cout << written << " transactions through " << kills << " kills\n";
  EXPECT_GT(written, kills) << "it was killed before it could write";
}

/// A PostgreSQL of its own that waits for the disk.
class Server {
 public:
  Server() : folder_(fmt::format("/tmp/allmende_kill_{}", getpid())) {}
  ~Server() { command("stop"); }

  std::string start() {
    std::string line = fmt::format("{} start {} durable", kScript, folder_);
    FILE* output = popen(line.c_str(), "r");
    char buffer[500];
    std::string address = fgets(buffer, sizeof buffer, output) ? buffer : "";
    if (pclose(output) != 0) throw std::runtime_error("no server");
    return address.substr(0, address.find('\n'));
  }

  void kill_it() { command("kill"); }

 private:
  static constexpr char const* kScript = ALLMENDE_SOURCE "/tests/support/postgres";

  void command(char const* what) {
    std::string line = fmt::format("{} {} {}", kScript, what, folder_);
    if (std::system(line.c_str()) != 0) ADD_FAILURE() << line;
  }

  std::string folder_;
};

TEST(KillServer, loses_nothing_that_was_acknowledged) {
  if (test::ScratchDatabase::server().empty()) GTEST_SKIP() << "skipped: PostgreSQL";
  auto random = random_moments();
  Server server;
  std::int64_t written = 0;
  int const kills = from_environment("ALLMENDE_SERVER_KILLS", 4);
  for (int round = 0; round < kills && !HasFailure(); ++round) {
    Writer writer("postgres", server.start());
    writer.wait_for_first_word();
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 300));
    server.kill_it();
    writer.wait_for_end();
    auto opened = Database::open(options("postgres", server.start()), steps());
    ASSERT_TRUE(opened) << opened.error().message;
    written = expect_sound(*opened, std::max(written, writer.last_acknowledged()));
  }
  std::cout << written << " transactions through " << kills << " kills of the server\n";
  EXPECT_GT(written, kills);
}

}  // namespace
}  // namespace allmende::kill
