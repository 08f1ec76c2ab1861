#include "app/job_commands.h"

#include <iostream>

#include "app/commands.h"
#include "app/paper.h"
#include "jobs/jobs.h"

namespace allmende::app {

namespace {

struct JobWords {
  std::string folder, kind, key;
};

constexpr std::size_t kMost = 1'000;

void show(database::ReadTx& tx, jobs::State state, std::string_view name) {
  for (jobs::Standing const& it : jobs::list(tx, state, kMost)) {
    std::cout << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", name, it.job.kind, it.job.key, it.next.rfc3339(), it.attempts, it.last_error);
  }
}

Result<void> list(JobWords const& words) {
  auto paper = TRY(Paper::open(words.folder));
  auto tx = paper.database().read();
  show(tx, jobs::State::failed, "failed");
  show(tx, jobs::State::claimed, "running");
  show(tx, jobs::State::waiting, "waiting");
  return {};
}

Result<void> retry(JobWords const& words) {
  auto paper = TRY(Paper::open(words.folder));
  auto tx = paper.database().write();
  TRY(jobs::retry(tx, words.kind, words.key, now()));
  tx.commit();
  std::cout << "It is done again while the paper is being served.\n";
  return {};
}

Result<void> cancel(JobWords const& words) {
  auto paper = TRY(Paper::open(words.folder));
  auto tx = paper.database().write();
  if (!jobs::cancel(tx, words.kind, words.key)) return refuse(Code::not_found, "there is no such job");
  tx.commit();
  std::cout << "It is taken back.\n";
  return {};
}

}  // namespace

void add_job_commands(CLI::App& program, int& status) {
  static JobWords words;
  CLI::App* group = program.add_subcommand("jobs", "What the paper does by itself at its time, such as sending letters.");
  group->require_subcommand(1);
  auto command = [&](char const* name, char const* description, std::string const& example, Result<void> (*run)(JobWords const&)) {
    CLI::App* added = group->add_subcommand(name, description);
    added->footer("Example:\n  allmende jobs " + example);
    added->add_option("DIR", words.folder, "The paper's folder")->required();
    added->callback([&status, run] {
      auto done = run(words);
      status = done ? 0 : refused(done.error());
    });
    return added;
  };
  auto with_job = [&](CLI::App* added) {
    added->add_option("KIND", words.kind, "As the list has it: mail")->required();
    added->add_option("KEY", words.key, "As the list has it")->required();
  };
  command("list", "Everything that has failed, runs or waits: state, kind, key, when something happens next, attempts,\n"
                  "the last error, with tabs between.", "list paper", list);
  with_job(command("retry", "Do a failed one again.", "retry paper mail 5f0c…", retry));
  with_job(command("cancel", "Take one back: it is not done any more.", "cancel paper mail 5f0c…", cancel));
}

}  // namespace allmende::app
