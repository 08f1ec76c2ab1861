#pragma once
// The commands of the program.

namespace CLI {
class App;
}

namespace allmende::app {

/// Adds every command. When one has run, `status` is its exit status: 0 done; 1 done, but something was
/// refused or found wrong; 2 refused as a whole. Faults are thrown.
void add_commands(CLI::App& program, int& status);

}  // namespace allmende::app
