#include "app/paper.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "advertising/advertising.h"
#include "app/reasons.h"
#include "appeals/appeals.h"
#include "banking/banking.h"
#include "contributions/contributions.h"
#include "edition/edition.h"
#include "jobs/jobs.h"
#include "ledger/ledger.h"
#include "manuscripts/manuscripts.h"
#include "newsroom/newsroom.h"
#include "people/people.h"
#include "transparency/transparency.h"
#include "vault/vault.h"

namespace allmende::app {

namespace fs = std::filesystem;

namespace {

Result<std::string> read_line(fs::path const& file) {
  std::ifstream in(file);
  std::string line;
  if (!in || !std::getline(in, line) || line.empty()) {
    return refuse(Code::not_found, "cannot read the connection string", file.string());
  }
  return line;
}

/// Whoever opens a database of SQLite writes beside it, even to read.
Result<void> check_rights(fs::path const& file) {
  std::error_code error;
  if (!fs::exists(file, error) && !error) {
    return refuse(Code::not_found, "the paper's database is gone; restore it from a backup", file.string());
  }
  std::string reason = why_unwritable(file.parent_path());
  if (::access(file.c_str(), R_OK | W_OK) != 0) reason = "this user may not read and write it";
  if (reason.empty()) return {};
  return refuse(Code::forbidden, "the paper's database cannot be used: " + reason +
                                     "; run this as the user that it belongs to", file.string());
}

}  // namespace

std::vector<database::Migration> all_migrations() {
  std::vector<database::Migration> all;
  for (auto&& some : {people::migrations(), jobs::migrations(), media::migrations(), newsroom::migrations(),
                      edition::migrations(), appeals::migrations(), advertising::migrations(),
                      manuscripts::migrations(), ledger::migrations(), contributions::migrations(),
                      banking::migrations(), transparency::migrations()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Result<database::Options> database_options(fs::path const& folder, Config const& config,
                                           std::size_t readers) {
  database::Options options{.where = folder / "paper.sqlite", .readers = readers};
  if (config.database.engine == "sqlite") return options;
  if (char const* given = std::getenv("ALLMENDE_DATABASE"); given != nullptr && *given != '\0') {
    options.where = Secret(given);
  } else if (!config.database.connection_file.empty()) {
    options.where = Secret(TRY(read_line(folder / config.database.connection_file)));
  } else {
    return refuse(Code::invalid,
                  "PostgreSQL needs database.connection_file or the environment's ALLMENDE_DATABASE",
                  (folder / "allmende.toml").string());
  }
  return options;
}

fs::path picture_maker() { return fs::read_symlink("/proc/self/exe").parent_path() / "allmende-pictures"; }

Paper::Paper(fs::path folder, Config config, database::Database database)
    : folder_(std::move(folder)),
      config_(std::move(config)),
      database_(std::make_unique<database::Database>(std::move(database))),
      pictures_(std::make_unique<media::Pictures>(folder_ / "pictures", picture_maker())) {}

Result<Paper> Paper::open(fs::path const& folder, std::size_t readers) {
  Config config = TRY(Config::read(folder / "allmende.toml"));
  database::Options options = TRY(database_options(folder, config, readers));
  if (auto const* file = std::get_if<fs::path>(&options.where)) TRY(check_rights(*file));
  auto database = TRY(database::Database::open(std::move(options), all_migrations()));
  return Paper(folder, std::move(config), std::move(database));
}

Result<Paper> Paper::copied_to(fs::path const& folder) {
  fs::path file = folder / "paper.sqlite";
  TRY(database_->backup_to(file));
  auto copy = TRY(database::Database::open({.where = file, .readers = 2}, all_migrations()));
  return Paper(folder, config_, std::move(copy));
}

Secret Paper::operator_password() const {
  std::ifstream in(folder_ / "operator.key");
  std::string line;
  if (!std::getline(in, line) || line.empty()) {
    throw Fault("cannot read " + (folder_ / "operator.key").string());
  }
  return Secret(line);
}

Secret Paper::staff_key() const { return vault::key_in(folder_ / "staff.key"); }
Secret Paper::givers_key() const { return vault::key_in(folder_ / "givers.key"); }

}  // namespace allmende::app
