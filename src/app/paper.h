#pragma once
// A paper's folder, opened: its settings, its database, its pictures.
//
//   allmende.toml   settings            paper.sqlite   everything that is text
//   pictures/       pictures            operator.key   the operator's password (made by `new`)
//   givers.key      what seals givers' data (made when it is first needed)
//   staff.key       what seals the staff's second factors (made when it is first needed)
//   outgoing/       letters of a paper without a mail server (made when there is one)
//   pages/          drafts of imprint and privacy (made by `new`), to be filled in and imported

#include <filesystem>
#include <memory>

#include "app/config.h"
#include "database/database.h"
#include "media/media.h"

namespace allmende::app {

class Paper {
 public:
  /// Refuses what Config::read and Database::open refuse. `readers` = transactions that read at once.
  static Result<Paper> open(std::filesystem::path const& folder, std::size_t readers = 2);

  /// Copies the database, as of one moment, into a folder that has none, and opens it there with the same
  /// settings. Pictures stay where they are: only their names are in the copy.
  Result<Paper> copied_to(std::filesystem::path const& folder);

  std::filesystem::path const& folder() const { return folder_; }
  Config const& config() const { return config_; }
  database::Database& database() { return *database_; }
  media::Pictures const& pictures() const { return *pictures_; }
  /// Throws Fault when the file is missing.
  Secret operator_password() const;
  /// 32 random bytes, which seal what the staff's accounts must keep readable. Made at the first call.
  Secret staff_key() const;
  /// 32 random bytes, which seal what is known of givers, their accounts above all. Made at the first call.
  Secret givers_key() const;

 private:
  Paper(std::filesystem::path folder, Config config, database::Database database);

  std::filesystem::path folder_;
  Config config_;
  // Both at one address for the paper's life: routers and watchers point to them.
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<media::Pictures> pictures_;
};

/// The tables of every room, in one list.
std::vector<database::Migration> all_migrations();

/// Where the paper's database is, by its settings and the environment.
Result<database::Options> database_options(std::filesystem::path const& folder, Config const& config,
                                           std::size_t readers);

/// The program that decodes pictures: it lies beside this one.
std::filesystem::path picture_maker();

}  // namespace allmende::app
