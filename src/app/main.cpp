// allmende: the command line.

#include <malloc.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.h"
#include "app/nearest.h"
#include "app/reasons.h"

namespace {

constexpr char const* kDescription = R"(Allmende: the software of a newspaper that belongs to its readers and authors.

One program and one folder of data run the paper. To begin:

  allmende new paper --demo     make a folder "paper" with the demonstration newspaper
  allmende serve paper          serve it at http://localhost:8080
)";

constexpr char const* kFooter = R"(Every command explains itself: allmende import --help)";

/// "; did you mean "serve"?" or nothing.
std::string meant(std::string const& word, std::vector<std::string> const& known) {
  auto nearest = allmende::app::nearest(word, known);
  return nearest ? "; did you mean \"" + *nearest + "\"?" : "";
}

/// Of the options that the command does not know, what may be meant by the first.
void suggest_option(CLI::App const& program, int count, char** words) {
  auto commands = program.get_subcommands();
  if (commands.empty()) return;
  std::vector<std::string> known;
  for (CLI::Option const* option : commands.front()->get_options()) {
    for (std::string const& name : option->get_lnames()) known.push_back("--" + name);
  }
  for (int i = 2; i < count; ++i) {
    std::string word = words[i];
    word = word.substr(0, word.find('='));
    if (!word.starts_with("--") || std::ranges::find(known, word) != known.end()) continue;
    std::cerr << "there is no option \"" << word << '"' << meant(word, known) << '\n';
    return;
  }
}

/// glibc raises both thresholds to the largest block it has seen freed: after a sitemap's megabytes, what pages were made
/// in is kept. Measured behind a million addresses of sitemaps: 387 MB resident, 309 with thresholds that stay
/// (bench/press, zipf); no slower.
void give_memory_back() {
  constexpr int kBytes = 128 * 1024;
  mallopt(M_MMAP_THRESHOLD, kBytes);
  mallopt(M_TRIM_THRESHOLD, kBytes);
}

}  // namespace

int main(int count, char** words) {
  // Whatever is written holds drafts or keys: it is the paper's user's alone.
  umask(0077);
  give_memory_back();
  CLI::App program{kDescription, "allmende"};
  program.footer(kFooter);
  program.set_version_flag("--version", "allmende 0.1.0");
  program.require_subcommand(1);
  int status = 0;
  allmende::app::add_commands(program, status);
  auto commands = program.get_subcommands([](CLI::App const*) { return true; });
  bool known = count > 1 && std::ranges::any_of(commands, [&](auto* command) { return command->get_name() == words[1]; });
  if (count > 1 && words[1][0] != '-' && !known) {
    std::vector<std::string> names;
    for (CLI::App const* command : commands) names.push_back(command->get_name());
    std::cerr << "error: there is no command \"" << words[1] << '"' << meant(words[1], names)
              << "; allmende --help names them\n";
    return 64;
  }
  try {
    program.parse(count, words);
  } catch (CLI::ParseError const& error) {
    // What was typed is wrong: 64 (EX_USAGE); --help and --version are no errors.
    int code = program.exit(error);
    if (code != 0) suggest_option(program, count, words);
    return code == 0 ? 0 : 64;
  } catch (std::exception const& fault) {
    std::cerr << "error: " << fault.what() << allmende::app::remedy_of(fault.what()) << '\n';
    return 70;
  }
  return status;
}
