// kill_job_runner sqlite PATH | postgres CONNECTION
//
// Does jobs by two runners until it is killed: each job inside leaves a row, puts a job outside and the next job
// inside. Prints a line for each.

#include <unistd.h>

#include <cstdio>
#include <string>

#include "tests/kill/jobs.h"

namespace {

using namespace allmende;
using database::Sql;

Sql const kLeave{"kill.leave", "INSERT INTO effect (key, at) VALUES (:key, :at)"};
Sql const kSend{"kill.send", "INSERT INTO letter (key) VALUES (:key)"};

void say(std::string const& line) {
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) _exit(3);
}

jobs::Handlers handlers(database::Database& database) {
  jobs::Handlers made;
  made.inside(kill::kInside, [](auto& tx, jobs::Job const& job, Instant now, auto) -> Result<void> {
    tx.run(kLeave, job.key, now);
    jobs::put(tx, {.kind = kill::kOutside, .key = job.key, .due = now});
    jobs::put(tx, {.kind = kill::kInside, .key = std::to_string(std::stoll(job.key) + 1), .due = now});
    say(job.key + "\n");
    return {};
  });
  made.outside(kill::kOutside, [&database](jobs::Job const& job, auto, auto, auto) -> Result<void> {
    auto tx = database.write();
    tx.run(kSend, job.key);
    tx.commit();
    return {};
  }, {.attempts = 1'000'000}, std::chrono::seconds(1));
  return made;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  auto opened = database::Database::open(kill::options(arguments[1], arguments[2]), kill::job_steps());
  if (!opened) {
    std::fprintf(stderr, "refused: %s\n", opened.error().message.c_str());
    return 2;
  }
  jobs::Runner one(*opened, handlers(*opened), {.poll = std::chrono::milliseconds(20)});
  jobs::Runner two(*opened, handlers(*opened), {.poll = std::chrono::milliseconds(20)});
  pause();
}
