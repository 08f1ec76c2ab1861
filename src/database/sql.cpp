#include "database/sql.h"

#include <algorithm>
#include <mutex>

namespace allmende::database {

namespace {

struct Registry {
  std::mutex mutex;
  std::uint64_t last_serial = 0;
  std::vector<Sql const*> statements;
};

/// The list is made by the first statement and so outlives every one of them.
Registry& registry() {
  static Registry instance;
  return instance;
}

bool continues_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The end of a 'text' or an "identifier" that starts at `begin`; a doubled quote starts the next
/// one.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
  std::size_t closing = text.find(text[begin], begin + 1);
  return closing == text.npos ? text.size() : closing + 1;
}

/// Takes out comments, and notes each `:name`. SOCI's own reader knows no comments: an apostrophe
/// in one would hide every name after it.
std::string read_statement(std::string_view text, std::vector<std::string>& names) {
  std::string read;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at + 1;
    if (text[at] == '\'' || text[at] == '"') {
      end = end_of_quoted(text, at);
    } else if (text.substr(at, 2) == "--") {
      at = std::min(text.find('\n', at), text.size());
      continue;
    } else if (text.substr(at, 2) == "::") {
      end = at + 2;
    } else if (text[at] == ':') {
      while (end < text.size() && continues_name(text[end])) ++end;
      std::string name(text.substr(at + 1, end - at - 1));
      if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    read += text.substr(at, end - at);
    at = end;
  }
  return read;
}

}  // namespace

Sql::Sql(std::string_view name, std::string_view text, std::string_view postgres)
    : serial_(0), name_(name) {
  text_ = read_statement(text, parameters_);
  std::vector<std::string> same_names;
  postgres_ = postgres.empty() ? text_ : read_statement(postgres, same_names);
  std::scoped_lock lock(registry().mutex);
  serial_ = ++registry().last_serial;
  registry().statements.push_back(this);
}

Sql::~Sql() {
  std::scoped_lock lock(registry().mutex);
  std::erase(registry().statements, this);
}

std::string const& Sql::text(Engine engine) const {
  return engine == Engine::postgres ? postgres_ : text_;
}

std::vector<Sql const*> Sql::all() {
  std::scoped_lock lock(registry().mutex);
  std::vector<Sql const*> statements = registry().statements;
  std::ranges::sort(statements, {}, &Sql::name);
  return statements;
}

}  // namespace allmende::database
