// allmende: the command line.

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.h"

namespace {

constexpr char const* kDescription = R"(Allmende: the software of a newspaper that belongs to its readers and authors.

One program and one folder of data run the paper. To begin:

  allmende new paper --demo     make a folder "paper" with the demonstration newspaper
  allmende serve paper          serve it at http://localhost:8080
)";

constexpr char const* kFooter = R"(Every command explains itself: allmende import --help)";

}  // namespace

int main(int count, char** words) {
  CLI::App program{kDescription, "allmende"};
  program.footer(kFooter);
  program.set_version_flag("--version", "allmende 0.1.0");
  program.require_subcommand(1);
  int status = 0;
  allmende::app::add_commands(program, status);
  try {
    program.parse(count, words);
  } catch (CLI::ParseError const& error) {
    // What was typed is wrong: 64 (EX_USAGE); --help and --version are no errors.
    int code = program.exit(error);
    return code == 0 ? 0 : 64;
  } catch (std::exception const& fault) {
    std::cerr << "error: " << fault.what() << '\n';
    return 70;
  }
  return status;
}
