#pragma once
// `allmende pictures …`: the pictures' files for readers, from the command line. Private to app.

#include <CLI/CLI.hpp>

namespace allmende::app {

void add_picture_commands(CLI::App& program, int& status);

}  // namespace allmende::app
