#include "app/commands.h"

#include <unistd.h>

#include <cerrno>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "app/caretaker.h"
#include "app/create.h"
#include "app/drafts.h"
#include "app/export.h"
#include "app/import_printer.h"
#include "app/job_commands.h"
#include "app/mail_commands.h"
#include "app/picture_commands.h"
#include "app/reasons.h"
#include "app/remove.h"
#include "app/report.h"
#include "app/scratch.h"
#include "app/serve.h"
#include "app/user_commands.h"
#include "jobs/jobs.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

struct Words {
  std::string folder;
  std::string file;
  std::vector<std::string> files;
  std::string section;
  std::string date;
  std::string name;
  std::string language;
  std::string to;
  std::string from_day;
  std::string to_day;
  std::string subject;
  std::string clock;
  int port = -1;
  int operator_port = -1;
  std::string kind;
  std::string slug;
  bool demo = false;
  bool appeal = false;
  bool dry_run = false;
  bool replace = false;
  bool verbose = false;
  bool quiet = false;
};

}  // namespace

int refused(Refusal const& refusal) {
  std::cerr << "error: ";
  if (!refusal.where.empty()) std::cerr << refusal.where << ": ";
  std::cerr << refusal.message << '\n';
  return 2;
}

namespace {

int run_new(Words const& words) {
  Config config = words.demo ? demonstration_config() : Config();
  if (!words.name.empty()) config.paper.name = words.name;
  if (!words.language.empty()) config.paper.language = words.language;
  auto created = create_paper(words.folder, config);
  if (!created) return refused(created.error());
  if (words.demo) {
    auto paper = Paper::open(words.folder);
    if (!paper) return refused(paper.error());
    std::cout << "Making the demonstration paper; its pictures take a minute …" << std::endl;
    ImportPrinter printer(words.verbose);
    int status = printer.finish(import_demonstration(*paper, std::ref(printer)));
    if (status != 0) return status;
  } else {
    write_drafts(words.folder, config.paper.language);
  }
  std::cout << "Made " << words.folder << ". Its settings: " << words.folder << "/allmende.toml\n"
            << "Serve it with: allmende serve " << words.folder << '\n';
  if (words.demo) return 0;
  auto pages = drafts(config.paper.language);
  std::cout << fmt::format("Before readers come, fill in {0}/pages/{1}.json and {0}/pages/{2}.json and import them:\n"
                           "the law asks for an imprint.\n", words.folder, pages[0].slug, pages[1].slug);
  return 0;
}

Result<Clock> clock_of(std::string const& text) {
  if (text.empty()) return Clock(now);
  Instant instant = TRY(Instant::parse(text));
  return Clock([instant] { return instant; });
}

std::optional<std::uint16_t> port_of(int typed) {
  if (typed < 0) return std::nullopt;
  return static_cast<std::uint16_t>(typed);
}

int run_serve(Words const& words) {
  keep_signals_for_caretaker();
  auto clock = clock_of(words.clock);
  if (!clock) return refused({clock.error().code, clock.error().message, "--clock"});
  ServeOptions options{.port = port_of(words.port), .operator_port = port_of(words.operator_port),
                       .clock = *clock, .inheritance = Inheritance::take()};
  if (!words.quiet) options.log = [](std::string_view line) { std::cerr << line << '\n'; };
  auto service = Service::start(words.folder, std::move(options));
  if (!service) return refused(service.error());
  std::cout << fmt::format("{} is at      {}://localhost:{}/\n"
                           "the operator's page  http://localhost:{}/  (sign in as \"operator\", password: {})\n"
                           "stop with Ctrl-C\n",
                           service->paper().config().paper.name, service->is_secure() ? "https" : "http", service->port(), service->operator_port(),
                           isatty(STDOUT_FILENO) ? service->paper().operator_password().reveal()
                                                 : (fs::path(words.folder) / "operator.key").string())
            << std::flush;
  service->run();
  return 0;
}

int import_into(Paper& paper, ImportHints const& hints, Words const& words) {
  ImportPrinter printer(words.verbose);
  Import import(paper, hints, std::ref(printer));
  for (std::string const& file : words.files) import.file(file);
  return printer.finish(import.finish());
}

int run_import(Words const& words) {
  ImportHints hints;
  if (!words.section.empty()) {
    auto section = Slug::parse(words.section);
    if (!section) return refused({section.error().code, section.error().message, "--section"});
    hints.section = *section;
  }
  if (!words.date.empty()) {
    auto date = Instant::parse(words.date);
    if (!date) return refused({date.error().code, date.error().message, "--date"});
    hints.published = *date;
  }
  hints.appeal = words.appeal;
  auto paper = Paper::open(words.folder);
  if (!paper) return refused(paper.error());
  if (!words.dry_run) return import_into(*paper, hints, words);
  auto scratch = Scratch::of(*paper);
  if (!scratch) return refused(scratch.error());
  int status = import_into(scratch->paper(), hints, words);
  std::cout << "This was a dry run: nothing was stored.\n";
  return status;
}

int run_remove(Words const& words) {
  auto paper = Paper::open(words.folder);
  if (!paper) return refused(paper.error());
  auto scratch = words.dry_run ? Scratch::of(*paper) : refuse(Code::invalid, "");
  if (words.dry_run && !scratch) return refused(scratch.error());
  auto removed = remove_record(words.dry_run ? scratch->paper() : *paper, words.kind, words.slug);
  if (!removed) return refused(removed.error());
  std::cout << *removed << '\n';
  std::cerr << (words.dry_run ? "This was a dry run: nothing was removed.\n"
                              : "Removed. `allmende import` of the line above brings it back.\n");
  return 0;
}

/// What is as secret as a key is named and not shown.
void print_secrets(fs::path const& folder, Config const& config) {
  char const* connection = std::getenv("ALLMENDE_DATABASE");
  bool used = config.database.engine == "postgresql";
  std::cout << "# ALLMENDE_DATABASE in the environment: "
            << (connection == nullptr || *connection == '\0' ? "not set"
                : used ? "(hidden), goes before database.connection_file"
                       : "(hidden), not used with database.engine = \"sqlite\"")
            << "\n# the operator's password, operator.key: " << (fs::exists(folder / "operator.key") ? "(hidden)" : "missing")
            << '\n';
}

int run_config(Words const& words) {
  Config::Origins origins;
  auto config = Config::read(fs::path(words.folder) / "allmende.toml", &origins);
  if (!config) return refused(config.error());
  std::cout << config->report(origins);
  print_secrets(words.folder, *config);
  return 0;
}

std::optional<Refusal> wrong_with_target(fs::path const& file) {
  fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder)) return Refusal{Code::not_found, "there is no such folder", folder.string()};
  std::string reason = why_unwritable(folder);
  if (reason.empty()) return std::nullopt;
  return Refusal{Code::forbidden, "cannot be written: " + reason, file.string()};
}

int run_export(Words const& words) {
  auto paper = Paper::open(words.folder);
  if (!paper) return refused(paper.error());
  if (!words.replace && fs::is_regular_file(words.to)) {
    return refused({Code::conflict, "this file exists already; --replace writes over it", words.to});
  }
  for (char const* ending : {".zip", ".gz", ".tgz", ".xz", ".bz2", ".7z"}) {
    if (!words.to.ends_with(ending)) continue;
    return refused({Code::invalid, "an export is a .tar, or lines of JSON (.jsonl)", words.to});
  }
  if (words.to.empty()) {
    export_articles(*paper, std::cout);
    if (!std::cout.flush()) throw Fault("cannot write to standard output");
    return 0;
  }
  if (auto wrong = wrong_with_target(words.to)) return refused(*wrong);
  if (words.to.ends_with(".tar")) {
    export_tar(*paper, words.to);
    std::cout << "All that `import` takes to make this paper again is in " << words.to << '\n';
    return 0;
  }
  std::ofstream out(words.to, std::ios::binary);
  export_articles(*paper, out);
  out.close();
  if (!out) throw Fault(fmt::format("cannot write {}: {}", words.to, std::generic_category().message(errno)));
  std::cout << "Every article is in " << words.to << " (without pictures and sections: for those, --to a .tar)\n";
  return 0;
}

int run_backup(Words const& words) {
  auto paper = Paper::open(words.folder);
  if (!paper) return refused(paper.error());
  auto done = backup(*paper, words.file);
  if (!done) return refused(done.error());
  std::cout << "Everything is in " << words.file << '\n';
  return 0;
}

int run_restore(Words const& words) {
  auto done = restore(words.file, words.folder);
  if (!done) return refused(done.error());
  std::cout << "Restored. Look at it with: allmende serve " << words.folder << '\n'
            << "No letter, no collection and no call of a payment provider goes out until you have confirmed that this paper is\n"
               "the one that goes on, and that what happened after the backup is not done again: allmende confirm-restore "
            << words.folder << '\n';
  return 0;
}

int run_confirm_restore(Words const& words) {
  auto paper = Paper::open(words.folder);
  if (!paper) return refused(paper.error());
  auto tx = paper->database().write();
  auto done = jobs::release(tx, now());
  if (!done) return refused(done.error());
  tx.commit();
  std::cout << "Confirmed: letters, collections and calls of payment providers go out again.\n";
  return 0;
}

int run_check(Words const& words) {
  auto paper = Paper::open(words.folder);
  if (!paper) return refused(paper.error());
  auto [findings, notes] = check(*paper);
  for (std::string const& finding : findings) std::cout << finding << '\n';
  for (std::string const& note : notes) std::cout << "note: " << note << '\n';
  std::cout << (findings.empty() ? "All is well.\n" : fmt::format("{} finding{}\n", findings.size(), findings.size() == 1 ? "" : "s"));
  return findings.empty() ? 0 : 1;
}

Result<std::optional<Date>> day_of(std::string const& text, char const* option) {
  if (text.empty()) return std::nullopt;
  auto day = Date::parse(text);
  if (!day) return refuse(day.error().code, day.error().message, option);
  return *day;
}

int run_report(Words const& words) {
  auto from = day_of(words.from_day, "--from");
  if (!from) return refused(from.error());
  auto to = day_of(words.to_day, "--to");
  if (!to) return refused(to.error());
  auto paper = Paper::open(words.folder);
  if (!paper) return refused(paper.error());
  report_advertising(*paper, *from, *to, std::cout);
  if (!std::cout.flush()) throw Fault("cannot write to standard output");
  return 0;
}

CLI::App* command(CLI::App& program, Words& words, int& status, std::string const& name,
                  std::string const& description, std::string const& example, int (*run)(Words const&)) {
  CLI::App* added = program.add_subcommand(name, description);
  added->footer("Example:\n  " + example);
  added->callback([&words, &status, run] { status = run(words); });
  return added;
}

void add_folder(CLI::App* command, Words& words) {
  command->add_option("DIR", words.folder, "The paper's folder")->required();
}

}  // namespace

void add_commands(CLI::App& program, int& status) {
  static Words words;

  auto* make = command(program, words, status, "new", "Make a new paper in a folder of its own.",
                       "allmende new paper --demo", run_new);
  add_folder(make, words);
  make->add_flag("--demo", words.demo, "Fill it with the demonstration paper, Hafenblatt");
  make->add_option("--name", words.name, "The paper's name");
  make->add_option("--language", words.language, "de or en")->check(CLI::IsMember({"de", "en"}));
  make->add_flag("--verbose,-v", words.verbose, "Name every record");

  auto* serve = command(program, words, status, "serve",
                        "Serve the paper to its readers. SIGHUP takes settings and certificate anew, SIGUSR2 hands over to\n"
                        "the program as it is on the disk by then; no request is lost by either.",
                        "allmende serve paper --port 8080", run_serve);
  add_folder(serve, words);
  serve->add_option("--port", words.port, "Port for readers (0 = any free one)")->check(CLI::Range(0, 65535));
  serve->add_option("--operator-port", words.operator_port, "Port of the operator's page")->check(CLI::Range(0, 65535));
  serve->add_option("--clock", words.clock, "Let the time stand still at this moment (for trying out and tests)");
  serve->add_flag("--quiet,-q", words.quiet, "No line for each request");

  auto* import = command(program, words, status, "import",
                         "Read articles and what belongs to them into the paper: records as JSON (one or many\n"
                         "a file), pages as plain text, pictures, or a .tar of these. Says what it took a page's\n"
                         "lines for. The same file again changes nothing; what is refused stops nothing else.\n"
                         "docs/records.md shows every kind of record with an example.",
                         "allmende import --dry-run paper articles.jsonl\n"
                         "  allmende import paper articles.jsonl 1009243.nato-und-russland.txt", run_import);
  add_folder(import, words);
  import->add_option("FILE", words.files, "What to read")->required();
  import->add_option("--section", words.section, "Section of pages of plain text (nachrichten)");
  import->add_option("--date", words.date, "When pages of plain text were published: 2026-11-21T06:00:00Z");
  import->add_flag("--appeal", words.appeal,
                   "Take over the appeal beneath a page of plain text though the paper is no empty one:\n"
                   "it then stands under every article");
  import->add_flag("--dry-run", words.dry_run,
                   "Read, check and report everything, and store nothing: it is done on a copy of the database,\n"
                   "made among the temporary files (TMPDIR)");
  import->add_flag("--verbose,-v", words.verbose, "Name every record");

  auto* away = command(program, words, status, "remove",
                       "Take out an appeal or an advertisement, which stand beside every article. Prints its record,\n"
                       "and `import` of that brings it back. Articles are not removed: they are withdrawn.",
                       "allmende remove paper appeal das-nd-bleibt", run_remove);
  add_folder(away, words);
  away->add_option("KIND", words.kind, "appeal or advertisement")
      ->required()
      ->check(CLI::IsMember({"appeal", "advertisement"}));
  away->add_option("SLUG", words.slug, "Its name in the report of `import` and in the export")->required();
  away->add_flag("--dry-run", words.dry_run, "Print the record and remove nothing");

  auto* out = command(program, words, status, "export",
                      "Write every article as JSON, one a line. Into a .tar: with pictures and all else that\n"
                      "`import` needs to make the same paper again.",
                      "allmende export paper --to paper.tar", run_export);
  add_folder(out, words);
  out->add_option("--to", words.to, "File to write instead of standard output");
  out->add_flag("--replace", words.replace, "Write over the file if there is one");

  auto* report = command(program, words, status, "report",
                         "Print how often each campaign was shown and clicked, by place and day, as CSV. Sums, never\n"
                         "who. While the paper is being served, the last seconds may be missing.",
                         "allmende report paper advertising --from 2026-11-01 --to 2026-11-30", run_report);
  add_folder(report, words);
  report->add_option("SUBJECT", words.subject, "What to report on: advertising")
      ->required()
      ->check(CLI::IsMember({"advertising"}));
  report->add_option("--from", words.from_day, "First day");
  report->add_option("--to", words.to_day, "Last day");

  auto* keep = command(program, words, status, "backup",
                       "Copy everything of the paper into one file, as of one moment, while it is being served.\n"
                       "Never overwrites. The file holds the operator's password: keep it as you keep keys.",
                       "allmende backup paper paper-2026-11-21.tar", run_backup);
  add_folder(keep, words);
  keep->add_option("FILE", words.file, "File to make")->required();

  auto* back = command(program, words, status, "restore", "Make a paper's folder again from a backup. Never into a folder that holds anything.",
                       "allmende restore paper-2026-11-21.tar paper", run_restore);
  back->add_option("FILE", words.file, "What `backup` made")->required();
  back->add_option("DIR", words.folder, "New or empty folder")->required();

  auto* confirm = command(program, words, status, "confirm-restore",
                          "Let a restored paper go on: until then no letter, no collection and no call of a payment provider\n"
                          "goes out. Look first what happened after the backup: it would happen again.",
                          "allmende confirm-restore paper", run_confirm_restore);
  add_folder(confirm, words);

  auto* look = command(program, words, status, "check",
                       "Check the paper's integrity: settings, database, every article, every picture.",
                       "allmende check paper", run_check);
  add_folder(look, words);

  auto* settings = command(program, words, status, "config",
                           "Print every option with its value, where that comes from (allmende.toml with its line, or\n"
                           "the default) and what the default is. Passwords and connection strings are not shown.",
                           "allmende config paper | grep server", run_config);
  add_folder(settings, words);
  add_user_commands(program, status);
  add_mail_commands(program, status);
  add_job_commands(program, status);
  add_picture_commands(program, status);
}

}  // namespace allmende::app
