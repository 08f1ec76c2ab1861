#pragma once
// What the public pages must know of the paper that no database row says.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/base.h"

namespace allmende::site {

struct Settings {
  std::string name;
  std::string claim = {};
  std::string address;  ///< "https://paper.example", without a slash at the end
  std::string sign = {};
  std::string publisher = {};
  std::string email = {};
  std::string founded = {};
  std::string issn = {};
  Language language;
  std::string time_zone = "Europe/Berlin";

  struct Policies {
    std::string principles, ownership, corrections, masthead, ethics, diversity;
  } policies = {};

  /// No advertising for readers who have said that they give.
  bool givers_see_none = true;

  /// It takes contributions here: what comes of them is told to everybody.
  bool has_till = false;

  bool reserve_text_and_data_mining = true;
  std::string mining_policy = {};
  std::vector<std::string> refused_crawlers = {};

  /// Pages are the same for all readers and may be kept for so long by a cache in front of the paper; their open
  /// places are filled by a script from addresses that nobody keeps. Nothing: the press fills them.
  std::optional<std::chrono::seconds> shared_for = {};

  int list_size = 20;
  int feed_size = 30;
};

}  // namespace allmende::site
