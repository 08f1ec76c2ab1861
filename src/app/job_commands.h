#pragma once
// `allmende jobs …`: what waits to be done, and what could not be, from the command line. Private to app.

#include <CLI/CLI.hpp>

namespace allmende::app {

void add_job_commands(CLI::App& program, int& status);

}  // namespace allmende::app
