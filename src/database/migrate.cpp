#include "database/migrate.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "database/database.h"
#include "database/transaction_state.h"
#include "embedded/database_migrations.h"

namespace allmende::database {

namespace {

Sql const kTablesExist{
    "database.migration_table_exists",
    "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = 'migration'",
    R"(SELECT COUNT(*) FROM pg_class WHERE relkind = 'r' AND relname = 'migration'
                          AND relnamespace = current_schema()::regnamespace)"};

Sql const kSelectMigrations{"database.select_migrations",
                            "SELECT number, name, sha256 FROM migration ORDER BY number"};

Sql const kInsertMigration{"database.insert_migration", R"(
    INSERT INTO migration (number, name, sha256, applied_at)
    VALUES (:number, :name, :sha256, :applied_at))"};

std::string sha256_of(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), reinterpret_cast<unsigned char const*>(text.data()), text.size());
  return fmt::format("{:02x}", fmt::join(hash, ""));
}

/// A line "  -- sqlite: id INTEGER" of the engine's own becomes "id INTEGER".
std::string_view without_mark(std::string_view line, std::string_view mark) {
  std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  std::string_view rest = line.substr(begin);
  return rest.starts_with(mark) ? rest.substr(mark.size()) : line;
}

Refusal does_not_fit(std::string message) {
  return {Code::conflict, std::move(message), "migrations"};
}

Refusal unknown_migration(std::string const& name, int number,
                          std::vector<Migration> const& migrations) {
  if (migrations.empty() || number > migrations.back().number) {
    return does_not_fit(fmt::format(
        "the database is newer than this program: it has had {}, which this program does not know; "
        "start a newer program",
        name));
  }
  return does_not_fit(
      fmt::format("the database has had {}, which is missing in this program", name));
}

/// Without standing in anybody's way: mostly there is nothing to do.
Result<std::size_t> look(Database& database, std::vector<Migration> const& migrations) {
  ReadTx tx = database.read();
  return number_applied(tx, migrations);
}

void apply(WriteTx& tx, Migration const& step, Engine engine) {
  Transaction& state = Machinery::transaction(tx);
  if (step.number == 1) state.connection().mark_as_ours();
  state.script(step.name, text_for(engine, step.sql));
  tx.run(kInsertMigration, step.number, step.name, sha256_of(step.sql),
         state.environment().clock());
  tx.commit();
}

}  // namespace

Migration Migration::of(std::string_view file_name, std::string_view text) {
  std::size_t digits = std::min(file_name.find_first_not_of("0123456789"), file_name.size());
  bool well_formed =
      digits == 4 && file_name.substr(digits).starts_with('_') && file_name.ends_with(".sql");
  if (!well_formed) {
    throw Bug(fmt::format("a migration is named NNNN_words.sql, not {}", file_name));
  }
  int number = std::stoi(std::string(file_name.substr(0, digits)));
  return {.number = number, .name = std::string(file_name), .sql = text};
}

std::string text_for(Engine engine, std::string_view sql) {
  std::string_view mark = engine == Engine::sqlite ? "-- sqlite:" : "-- postgres:";
  std::string text;
  while (!sql.empty()) {
    std::size_t end = std::min(sql.find('\n'), sql.size());
    text += without_mark(sql.substr(0, end), mark);
    text += '\n';
    sql.remove_prefix(std::min(end + 1, sql.size()));
  }
  return text;
}

std::vector<Migration> with_our_own(std::vector<Migration> migrations) {
  for (auto const& own : database::migrations(embedded::database_migrations())) {
    bool listed = std::ranges::find(migrations, own.name, &Migration::name) != migrations.end();
    if (!listed) migrations.push_back(own);
  }
  std::ranges::sort(migrations, {}, &Migration::number);
  auto twice = std::ranges::adjacent_find(migrations, {}, &Migration::number);
  if (twice != migrations.end()) {
    throw Bug(fmt::format("two migrations with one number: {} and {}", twice->name,
                          std::next(twice)->name));
  }
  return migrations;
}

Result<std::size_t> number_applied(ReadTx& tx, std::vector<Migration> const& migrations) {
  if (tx.one<int>(kTablesExist) == 0) return 0;
  std::size_t applied = 0;
  for (auto const& [number, name, sha256] :
       tx.all<int, std::string, std::string>(kSelectMigrations)) {
    if (applied == migrations.size() || number < migrations[applied].number) {
      return std::unexpected(unknown_migration(name, number, migrations));
    }
    Migration const& expected = migrations[applied++];
    if (number > expected.number) {
      bool known = std::ranges::find(migrations, number, &Migration::number) != migrations.end();
      if (!known) return std::unexpected(unknown_migration(name, number, migrations));
      return std::unexpected(does_not_fit(fmt::format(
          "{} is missing in the database, though the later {} was applied", expected.name, name)));
    }
    if (name != expected.name || sha256 != sha256_of(expected.sql)) {
      return std::unexpected(does_not_fit(
          fmt::format("{} is not what was applied as {}: a migration is never edited, a new one "
                      "is added",
                      expected.name, name)));
    }
  }
  return applied;
}

Result<void> bring_up_to_date(Database& database, std::vector<Migration> const& migrations) {
  std::size_t applied = TRY(look(database, migrations));
  while (applied < migrations.size()) {
    WriteTx tx = database.write();
    // Looked up anew for each step: another process may be doing the same.
    applied = TRY(number_applied(tx, migrations));
    if (applied < migrations.size()) apply(tx, migrations[applied++], database.engine());
  }
  return {};
}

}  // namespace allmende::database
