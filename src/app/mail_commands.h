#pragma once
// `allmende mail …`: whether the paper's mail works, from the command line. Private to app.

#include <CLI/CLI.hpp>

namespace allmende::app {

void add_mail_commands(CLI::App& program, int& status);

}  // namespace allmende::app
