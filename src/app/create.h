#pragma once
// A new paper's folder.

#include <filesystem>

#include "app/config.h"
#include "app/import.h"

namespace allmende::app {

/// Makes the folder with its settings, an empty database and the operator's password.
/// Refuses: conflict when there is a paper already, or the folder holds anything else.
Result<void> create_paper(std::filesystem::path const& folder, Config const& config);

/// The settings of the demonstration paper, *Hafenblatt*.
Config demonstration_config();

/// Fills a paper with the demonstration paper that is part of the program.
ImportCount import_demonstration(Paper& paper, Import::Report const& report);

}  // namespace allmende::app
