// All rows from one database to another, table by table, whatever the engines.

#include <fmt/format.h>

#include <algorithm>

#include "database/inside.h"
#include "database/migrate.h"

namespace allmende::database {

namespace {

/// In the order in which they were made: a table refers to older ones.
Sql const kSelectTables{"database.select_tables", R"(
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid)",
                        R"(
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY oid)"};

Sql const kSelectColumns{"database.select_columns", R"(
    SELECT name, UPPER(type), 0 FROM pragma_table_info(:name) ORDER BY cid)",
                         R"(
    SELECT column_name, UPPER(data_type), CASE is_identity WHEN 'YES' THEN 1 ELSE 0 END
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = :name ORDER BY ordinal_position)"};

struct Table {
  std::string name;
  std::vector<std::string> columns = {};
  std::vector<Kind> kinds = {};
  std::string numbered_column = {};  ///< the one that PostgreSQL numbers by itself
};

Kind kind_of_column(std::string const& table, std::string const& column, std::string const& type) {
  if (type == "TEXT") return Kind::text;
  if (type == "BIGINT" || type == "INTEGER" || type == "SMALLINT") return Kind::number;
  throw Bug(fmt::format("{}.{} is {}: not a type that both engines copy", table, column, type));
}

std::vector<Table> tables_of(ReadTx& tx) {
  std::vector<Table> tables;
  for (auto& name : tx.all<std::string>(kSelectTables)) {
    if (name == "migration") continue;
    Table& table = tables.emplace_back(Table{.name = std::move(name)});
    for (auto& [column, type, numbered] :
         tx.all<std::string, std::string, bool>(kSelectColumns, table.name)) {
      table.kinds.push_back(kind_of_column(table.name, column, type));
      if (numbered) table.numbered_column = column;
      table.columns.push_back(std::move(column));
    }
  }
  return tables;
}

std::string select_text(Table const& table) {
  return fmt::format("SELECT \"{}\" FROM \"{}\" ORDER BY 1", fmt::join(table.columns, "\", \""),
                     table.name);
}

std::string insert_text(Table const& table) {
  std::vector<std::string> values;
  for (std::size_t i = 0; i < table.columns.size(); ++i) values.push_back(fmt::format(":v{}", i));
  return fmt::format("INSERT INTO \"{}\" (\"{}\") VALUES ({})", table.name,
                     fmt::join(table.columns, "\", \""), fmt::join(values, ", "));
}

void copy_rows(ReadTx& from, Table const& table, WriteTx& to) {
  Sql const select("database.copy_from " + table.name, select_text(table));
  Sql const insert("database.copy_to " + table.name, insert_text(table));
  Transaction& target = Machinery::transaction(to);
  std::vector<Parameter> row(table.columns.size());
  auto copy = [&](Cells cells) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      Cell const& cell = cells[i];
      row[i] = {.kind = cell.kind, .null = cell.null, .number = cell.number, .text = cell.text};
    }
    target.execute(insert, row, {}, [](Cells) {}, false);
  };
  Machinery::transaction(from).execute(select, {}, table.kinds, copy, true);
}

/// The next row that PostgreSQL numbers by itself comes after the copied ones.
void go_on_numbering(WriteTx& tx, Table const& table) {
  if (table.numbered_column.empty()) return;
  std::string text = fmt::format(
      "SELECT setval(pg_get_serial_sequence('\"{0}\"', '{1}'), MAX(\"{1}\")) FROM \"{0}\"",
      table.name, table.numbered_column);
  Sql const statement("database.go_on_numbering " + table.name, text);
  tx.one<std::optional<std::int64_t>>(statement);
}

bool has_rows(ReadTx& tx, Table const& table) {
  Sql const count("database.count " + table.name,
                  fmt::format("SELECT COUNT(*) FROM \"{}\"", table.name));
  return tx.one<std::int64_t>(count) > 0;
}

}  // namespace

Result<void> Database::copy_into(Database& empty) {
  ReadTx from = read();
  WriteTx to = empty.write();
  std::size_t applied = TRY(number_applied(to, inside_->migrations));
  if (applied != inside_->migrations.size()) {
    return refuse(Code::conflict, "the other database has not the same migrations");
  }
  std::vector<Table> targets = tables_of(to);
  for (Table const& table : targets) {
    if (has_rows(to, table)) {
      return refuse(Code::conflict,
                    "the other database is not empty: it has rows in " + table.name);
    }
  }
  for (Table const& table : tables_of(from)) copy_rows(from, table, to);
  for (Table const& table : targets) go_on_numbering(to, table);
  to.commit();
  return {};
}

}  // namespace allmende::database
