// One file that holds everything as of one moment, and the search for damage.

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "database/inside.h"
#include "database/migrate.h"

namespace allmende::database {

namespace {

Sql const kFileCheck{"database.file_check", "PRAGMA integrity_check", "SELECT 'ok'"};

/// PostgreSQL lets no broken reference in; SQLite does when another program writes.
Sql const kForeignKeyCheck{"database.foreign_key_check", "PRAGMA foreign_key_check",
                           "SELECT '', CAST(NULL AS BIGINT), '', 0 WHERE FALSE"};

Sql const kChangeLogExtent{"database.change_log_extent", R"(
    SELECT COUNT(*), COALESCE(MIN(sequence), 1), COALESCE(MAX(sequence), 0) FROM change)"};

void write_through(std::filesystem::path const& path, int flags) {
  int descriptor = open(path.c_str(), flags | O_CLOEXEC);
  bool done = descriptor >= 0 && fsync(descriptor) == 0;
  if (descriptor >= 0) close(descriptor);
  if (!done) throw Fault(fmt::format("cannot write {} to the disk", path.string()));
}

/// Removes what was begun, unless it was finished.
class Unfinished {
 public:
  explicit Unfinished(std::filesystem::path path) : path_(std::move(path)) { remove(); }
  Unfinished(Unfinished const&) = delete;
  ~Unfinished() { remove(); }
  std::filesystem::path const& path() const { return path_; }

  /// It gets its name only when its bytes are on the disk.
  void finish_as(std::filesystem::path const& file) {
    write_through(path_, O_RDONLY);
    std::filesystem::rename(path_, file);
    auto folder = file.parent_path();
    write_through(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  }

 private:
  void remove() noexcept {
    for (auto suffix : {"", "-wal", "-shm", "-journal"}) {
      std::error_code ignored;
      std::filesystem::remove(path_.string() + suffix, ignored);
    }
  }

  std::filesystem::path path_;
};

std::string quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != text.npos; at += 2)
    text.insert(at, 1, '\'');
  return "'" + text + "'";
}

}  // namespace

Result<void> Database::backup_to(std::filesystem::path const& file) {
  if (std::filesystem::exists(file)) {
    return refuse(Code::conflict, "there is such a file already", file.string());
  }
  Unfinished part(file.string() + ".part");
  if (engine() == Engine::sqlite) {
    inside_->connect(Access::write)
        ->script("backup", "VACUUM INTO " + quoted(part.path().string()));
  } else {
    Options options{.where = part.path(), .clock = inside_->options.clock};
    Database copy = TRY(open(std::move(options), inside_->migrations));
    TRY(copy_into(copy));
  }
  part.finish_as(file);
  return {};
}

std::vector<std::string> Database::integrity_check() {
  std::vector<std::string> findings;
  ReadTx tx = read();
  for (auto& finding : tx.all<std::string>(kFileCheck)) {
    if (finding != "ok") findings.push_back("damaged file: " + finding);
  }
  tx.each<std::string, std::optional<std::int64_t>, std::string, int>(
      kForeignKeyCheck,
      [&](std::string const& table, auto const& row, std::string const& parent, int) {
        findings.push_back(fmt::format("{}, row {}: refers to a row of {} that does not exist",
                                       table, row.value_or(0), parent));
      });
  auto applied = number_applied(tx, inside_->migrations);
  if (!applied) {
    findings.push_back(applied.error().message);
  } else if (*applied < inside_->migrations.size()) {
    findings.push_back(inside_->migrations[*applied].name + " has not been applied");
  }
  auto [count, oldest, newest] = tx.one<std::int64_t, std::int64_t, std::int64_t>(kChangeLogExtent);
  if (count != newest - oldest + 1) {
    findings.push_back(fmt::format("the change log has {} rows from {} to {}: some are missing",
                                   count, oldest, newest));
  }
  return findings;
}

}  // namespace allmende::database
