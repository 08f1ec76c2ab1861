#include "database/database.h"

#include "database/inside.h"
#include "database/migrate.h"

namespace allmende::database {

Database::Inside::Inside(Options given, std::vector<Migration> steps)
    : options(std::move(given)),
      migrations(std::move(steps)),
      environment{options.clock, options.faults, {}},
      readers(options.readers, options.patience, [this] { return connect(Access::read); }),
      writer(1, options.patience, [this] { return connect(Access::write); }) {}

std::unique_ptr<Connection> Database::Inside::connect_unsettled(Access access) const {
  ConnectionOptions connection_options{.access = access, .patience = options.patience};
  if (auto address = std::get_if<Secret>(&options.where)) {
    return connect_postgres(address->reveal(), connection_options);
  }
  return connect_sqlite(std::get<std::filesystem::path>(options.where).string(),
                        connection_options);
}

std::unique_ptr<Connection> Database::Inside::connect(Access access) const {
  auto connection = connect_unsettled(access);
  connection->settle();
  return connection;
}

Result<void> Database::Inside::look_before_entering() const {
  auto looked = connect_unsettled(Access::read)->check_whose_it_is();
  if (looked) return {};
  auto path = std::get_if<std::filesystem::path>(&options.where);
  return refuse(looked.error().code, looked.error().message, path ? path->string() : "PostgreSQL");
}

Database::Database(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(Options options, std::vector<Migration> migrations) {
  auto steps = with_our_own(std::move(migrations));
  Database database(std::make_unique<Inside>(std::move(options), std::move(steps)));
  TRY(database.inside_->look_before_entering());
  TRY(bring_up_to_date(database, database.inside_->migrations));
  return database;
}

Engine Database::engine() const { return inside_->engine(); }

ReadTx Database::read() {
  return ReadTx(std::make_unique<Transaction>(inside_->readers.begin(), inside_->environment));
}

WriteTx Database::write() {
  return WriteTx(std::make_unique<Transaction>(inside_->writer.begin(), inside_->environment));
}

std::vector<std::string> Database::prepare_all(std::string_view beginning) {
  std::vector<std::string> findings;
  for (Sql const* sql : Sql::all()) {
    if (!sql->name().starts_with(beginning)) continue;
    try {
      inside_->writer.begin()->prepare(*sql);
    } catch (StatementFault const& fault) {
      findings.emplace_back(fault.what());
    }
  }
  return findings;
}

}  // namespace allmende::database
