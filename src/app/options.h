#pragma once
// The table of options that reading, writing and explaining allmende.toml all work from.

#include <span>
#include <variant>

#include "app/config.h"

namespace allmende::app {

/// Where a value lives in Config.
using Place = std::variant<std::string* (*)(Config&), std::int64_t* (*)(Config&), bool* (*)(Config&),
                           std::vector<std::string>* (*)(Config&),
                           std::vector<std::int64_t>* (*)(Config&)>;

struct Option {
  std::string_view section;
  std::string_view key;
  Place place;
  std::string_view explanation;  ///< what it is and when to change it; lines split at "\n"
  std::int64_t least = 0;        ///< range of a number
  std::int64_t most = INT64_MAX;
};

struct OptionSection {
  std::string_view name;
  std::string_view explanation;
};

std::span<OptionSection const> option_sections();
std::span<Option const> options();

}  // namespace allmende::app
