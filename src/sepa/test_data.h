#pragma once
// Tables and vectors that lie beside the project, for this room's tests.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace allmende::sepa {

/// The folder of payment test data; tests that need it print a word and skip where it is absent.
inline std::filesystem::path payment_data() {
  return std::filesystem::path(ALLMENDE_SOURCE) / ".." / "shared" / "data" / "sepa";
}

inline std::vector<std::string> lines_of(std::filesystem::path const& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

inline std::vector<std::string> columns_of(std::string const& line) {
  std::vector<std::string> columns(1);
  for (char c : line) {
    if (c == '\t') columns.emplace_back();
    else columns.back() += c;
  }
  return columns;
}

}  // namespace allmende::sepa
