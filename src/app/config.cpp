#include "app/config.h"

#include <fstream>
#include <sstream>
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1  // the packaged library is built with exceptions
#include <toml++/toml.h>

#include "app/config_rules.h"
#include "app/nearest.h"
#include "app/options.h"
#include "app/reasons.h"

namespace allmende::app {

namespace {

std::string where_of(std::string const& file, toml::source_region const& region) {
  return fmt::format("{}:{}", file, region.begin.line);
}

std::string name_of(Option const& option) { return fmt::format("{}.{}", option.section, option.key); }

Option const* find_option(std::string_view section, std::string_view key) {
  for (Option const& option : options()) {
    if (option.section == section && option.key == key) return &option;
  }
  return nullptr;
}

std::unexpected<Refusal> unknown(std::string const& name, std::vector<std::string> const& known,
                                 std::string const& where) {
  auto suggestion = nearest(name, known);
  return refuse(Code::invalid,
                fmt::format("there is no option \"{}\"{}", name,
                            suggestion ? fmt::format("; did you mean \"{}\"?", *suggestion) : ""),
                where);
}

/// Puts one value of the file into its place in the Config.
struct Assign {
  Config& config;
  Option const& option;
  toml::node const& node;
  std::string where;

  std::unexpected<Refusal> wrong_kind(std::string_view wanted) const {
    return refuse(Code::invalid,
                  fmt::format("{}.{} must be {}", option.section, option.key, wanted), where);
  }

  Result<bool> operator()(std::string* (*place)(Config&)) const {
    auto value = node.value_exact<std::string>();
    if (!value) return wrong_kind("a text in quotation marks");
    *place(config) = *value;
    return true;
  }
  Result<bool> operator()(std::int64_t* (*place)(Config&)) const {
    auto value = node.value_exact<std::int64_t>();
    if (!value) return wrong_kind("a whole number");
    if (*value < option.least || *value > option.most) {
      return wrong_kind(fmt::format("from {} to {}", option.least, option.most));
    }
    *place(config) = *value;
    return true;
  }
  Result<bool> operator()(bool* (*place)(Config&)) const {
    auto value = node.value_exact<bool>();
    if (!value) return wrong_kind("true or false");
    *place(config) = *value;
    return true;
  }
  template <class T>
  Result<bool> operator()(std::vector<T>* (*place)(Config&)) const {
    std::string_view wanted = std::is_same_v<T, std::string> ? "a list of texts" : "a list of numbers";
    auto const* list = node.as_array();
    if (list == nullptr) return wrong_kind(wanted);
    std::vector<T> values;
    for (toml::node const& entry : *list) {
      auto value = entry.value_exact<T>();
      if (!value) return wrong_kind(wanted);
      values.push_back(*value);
    }
    *place(config) = std::move(values);
    return true;
  }
};

Result<bool> read_section(Config& config, std::string const& file, std::string const& section,
                          toml::table const& table, Config::Origins& origins) {
  std::vector<std::string> known;
  for (Option const& option : options()) {
    if (option.section == section) known.push_back(fmt::format("{}.{}", section, option.key));
  }
  for (auto const& [key, node] : table) {
    std::string where = where_of(file, node.source());
    Option const* option = find_option(section, key.str());
    if (option == nullptr) return unknown(fmt::format("{}.{}", section, key.str()), known, where);
    TRY(std::visit(Assign{config, *option, node, where}, option->place));
    origins.insert_or_assign(name_of(*option), where_of(std::filesystem::path(file).filename(), node.source()));
  }
  return true;
}

std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04X}", c);
    else out += c;
  }
  return out + "\"";
}

struct Print {
  Config& config;

  static std::string print(std::string const& value) { return toml_text(value); }
  static std::string print(std::int64_t value) { return std::to_string(value); }
  static std::string print(bool value) { return value ? "true" : "false"; }
  template <class T>
  static std::string print(std::vector<T> const& values) {
    std::string out;
    for (T const& value : values) out += (out.empty() ? "" : ", ") + print(value);
    return "[" + out + "]";
  }
  template <class T>
  std::string operator()(T* (*place)(Config&)) const {
    return print(*place(config));
  }
};

/// A connection string that someone put where the name of its file belongs: it may hold the password.
bool is_connection(std::string_view text) {
  return text.find('=') != std::string_view::npos || text.find("://") != std::string_view::npos;
}

std::string commented(std::string_view text) {
  std::string out;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) out += "# " + line + "\n";
  return out;
}

}  // namespace

Result<Config> Config::parse(std::string_view text, std::string const& file, Origins* origins) {
  toml::parse_result parsed = toml::parse(text, file);
  if (!parsed) {
    return refuse(Code::invalid, std::string(parsed.error().description()),
                  where_of(file, parsed.error().source()));
  }
  Config config;
  Origins found;
  std::vector<std::string> known;
  for (OptionSection const& section : option_sections()) known.emplace_back(section.name);
  for (auto const& [key, node] : parsed.table()) {
    std::string name(key.str());
    if (std::ranges::find(known, name) == known.end() || !node.is_table()) {
      return unknown(name, known, where_of(file, node.source()));
    }
    TRY(read_section(config, file, name, *node.as_table(), found));
  }
  TRY(check_values(config, file, found));
  if (origins != nullptr) *origins = std::move(found);
  return config;
}

Result<Config> Config::read(std::filesystem::path const& file, Origins* origins) {
  std::ifstream in(file, std::ios::binary);
  std::error_code error;
  bool missing = !std::filesystem::exists(file, error) && !error;
  if (!in && !missing) {
    return refuse(Code::forbidden, "the paper cannot be read: " + why_unreadable(file) +
                                       "; run this as the user that it belongs to", file.string());
  }
  if (!in) {
    return refuse(Code::not_found,
                  "there is no paper here; make one with: allmende new " + file.parent_path().string(),
                  file.string());
  }
  std::ostringstream text;
  text << in.rdbuf();
  if (text.view().size() > 1024 * 1024) return refuse(Code::limit, "larger than 1 MB", file.string());
  return parse(text.view(), file.string(), origins);
}

std::string Config::write() const {
  Config copy = *this;
  std::string out = "# The paper's settings. `allmende serve` reads them at its start.\n";
  for (OptionSection const& section : option_sections()) {
    out += fmt::format("\n{}[{}]\n", commented(section.explanation), section.name);
    for (Option const& option : options()) {
      if (option.section != section.name) continue;
      out += fmt::format("\n{}{} = {}\n", commented(option.explanation), option.key,
                         std::visit(Print{copy}, option.place));
    }
  }
  return out;
}

std::vector<std::string> Config::differences(Config const& other) const {
  Config here = *this;
  Config there = other;
  std::vector<std::string> names;
  for (Option const& option : options()) {
    bool same = std::visit(Print{here}, option.place) == std::visit(Print{there}, option.place);
    if (!same) names.push_back(name_of(option));
  }
  return names;
}

std::string Config::report(Origins const& origins) const {
  Config copy = *this;
  Config usual;
  std::string out;
  for (Option const& option : options()) {
    std::string value = std::visit(Print{copy}, option.place);
    std::string fallback = std::visit(Print{usual}, option.place);
    auto origin = origins.find(name_of(option));
    bool hidden = name_of(option) == "database.connection_file" && is_connection(database.connection_file);
    out += fmt::format("{} = {}  # {}\n", name_of(option), hidden ? "\"(hidden)\"" : value,
                       origin == origins.end() ? "default"
                       : value == fallback     ? origin->second + ", as by default"
                                               : fmt::format("{}, default {}", origin->second, fallback));
  }
  return out;
}

}  // namespace allmende::app
