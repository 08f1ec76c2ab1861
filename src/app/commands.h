#pragma once
// The commands of the program.

namespace CLI {
class App;
}

namespace allmende {
struct Refusal;
}

namespace allmende::app {

/// Tells a refusal on standard error; the command's exit status.
int refused(Refusal const& refusal);

/// Adds every command. When one has run, `status` is its exit status: 0 done; 1 done, but something was
/// refused or found wrong; 2 refused as a whole. Faults are thrown.
void add_commands(CLI::App& program, int& status);

}  // namespace allmende::app
