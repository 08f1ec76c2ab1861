#pragma once
// `allmende user …`: the staff's accounts, from the command line. Private to app.

#include <CLI/CLI.hpp>

namespace allmende::app {

void add_user_commands(CLI::App& program, int& status);

}  // namespace allmende::app
