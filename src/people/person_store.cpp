#include "embedded/people_migrations.h"
#include "people/people.h"
#include "people/store.h"

template <>
struct allmende::database::Stored<allmende::people::Roles> {
  static std::string store(allmende::people::Roles roles) { return roles.words(); }
  static allmende::people::Roles load(std::string_view words) {
    return must_be(allmende::people::Roles::parse(words));
  }
};

namespace allmende::people {

std::vector<database::Migration> migrations() { return database::migrations(embedded::people_migrations()); }

namespace store {

using database::Sql;

namespace {

#define COLUMNS "id, name, email, language, roles, active, added_at, password, second_factor, last_step"

Sql const kAccounts{"people.accounts", "SELECT " COLUMNS " FROM person ORDER BY name, id"};
Sql const kAccount{"people.account", "SELECT " COLUMNS " FROM person WHERE id = :id"};
Sql const kAccountByEmail{"people.account_by_email", "SELECT " COLUMNS " FROM person WHERE email = :email"};
Sql const kNext{"people.next", "SELECT COALESCE(MAX(id), 0) + 1 FROM person"};
Sql const kInsert{"people.insert", R"(
    INSERT INTO person (id, name, email, language, roles, active, added_at, last_step)
    VALUES (:id, :name, :email, :language, :roles, 1, :now, 0))"};
Sql const kSetRoles{"people.set_roles", "UPDATE person SET roles = :roles WHERE id = :id"};
Sql const kSetActive{"people.set_active", "UPDATE person SET active = :active WHERE id = :id"};
Sql const kSetPassword{"people.set_password", "UPDATE person SET password = :hash WHERE id = :id"};
Sql const kSetFactor{"people.set_factor", "UPDATE person SET second_factor = :sealed, last_step = 0 WHERE id = :id"};
Sql const kSetStep{"people.set_step", "UPDATE person SET last_step = :step WHERE id = :id"};

Sql const kPutInvitation{"people.put_invitation", R"(
    INSERT INTO invitation (token_hash, person, ends_at) VALUES (:hash, :person, :ends)
    ON CONFLICT (person) DO UPDATE SET token_hash = excluded.token_hash, ends_at = excluded.ends_at)"};
Sql const kInvitation{"people.invitation", R"(
    SELECT person FROM invitation WHERE token_hash = :hash AND ends_at > :now)"};
Sql const kEndInvitation{"people.end_invitation", "DELETE FROM invitation WHERE person = :person"};

Sql const kPutReset{"people.put_reset", R"(
    INSERT INTO password_reset (token_hash, person, ends_at) VALUES (:hash, :person, :ends)
    ON CONFLICT (person) DO UPDATE SET token_hash = excluded.token_hash, ends_at = excluded.ends_at)"};
Sql const kReset{"people.reset", R"(
    SELECT person FROM password_reset WHERE token_hash = :hash AND ends_at > :now)"};
Sql const kEndOfReset{"people.end_of_reset", "SELECT ends_at FROM password_reset WHERE person = :person"};
Sql const kEndReset{"people.end_reset", "DELETE FROM password_reset WHERE person = :person"};

Sql const kPutCode{"people.put_code", "INSERT INTO recovery_code (person, code_hash) VALUES (:person, :hash)"};
Sql const kUseCode{"people.use_code", "DELETE FROM recovery_code WHERE person = :person AND code_hash = :hash"};
Sql const kEndCodes{"people.end_codes", "DELETE FROM recovery_code WHERE person = :person"};
Sql const kCountCodes{"people.count_codes", "SELECT COUNT(*) FROM recovery_code WHERE person = :person"};

using Row = std::tuple<PersonId, std::string, std::string, Language, Roles, bool, Instant,
                       std::optional<std::string>, std::optional<std::string>, std::int64_t>;

Account account_of(Row row) {
  auto& [id, name, email, language, roles, active, added, password, factor, step] = row;
  return {.person = {.id = id, .name = std::move(name), .email = std::move(email), .language = std::move(language),
                     .roles = roles, .active = active, .has_password = password.has_value(),
                     .has_second_factor = factor.has_value(), .added = added},
          .password = std::move(password),
          .second_factor = std::move(factor),
          .last_step = step};
}

/// Calls `read` with the columns of an account.
template <class Read>
auto with_columns(Read read) {
  return read.template operator()<PersonId, std::string, std::string, Language, Roles, bool, Instant,
                                  std::optional<std::string>, std::optional<std::string>, std::int64_t>();
}

}  // namespace

std::vector<Account> accounts(ReadTx& tx) {
  auto rows = with_columns([&]<class... C>() { return tx.all<C...>(kAccounts); });
  std::vector<Account> found;
  for (auto& row : rows) found.push_back(account_of(std::move(row)));
  return found;
}

std::optional<Account> account(ReadTx& tx, PersonId id) {
  auto row = with_columns([&]<class... C>() { return tx.maybe<C...>(kAccount, id); });
  if (!row) return std::nullopt;
  return account_of(*std::move(row));
}

std::optional<Account> account(ReadTx& tx, std::string_view email) {
  auto row = with_columns([&]<class... C>() { return tx.maybe<C...>(kAccountByEmail, email); });
  if (!row) return std::nullopt;
  return account_of(*std::move(row));
}

PersonId insert_person(WriteTx& tx, NewPerson const& person, std::string_view email, Instant now) {
  auto id = tx.one<PersonId>(kNext);
  tx.run(kInsert, id, person.name, email, person.language, person.roles, now);
  return id;
}

void set_roles(WriteTx& tx, PersonId id, Roles roles) { tx.run(kSetRoles, roles, id); }
void set_active(WriteTx& tx, PersonId id, bool active) { tx.run(kSetActive, active, id); }
void set_password(WriteTx& tx, PersonId id, std::string_view hash) { tx.run(kSetPassword, hash, id); }
void set_second_factor(WriteTx& tx, PersonId id, std::optional<std::string> const& sealed) {
  tx.run(kSetFactor, sealed, id);
}
void set_last_step(WriteTx& tx, PersonId id, std::int64_t step) { tx.run(kSetStep, step, id); }

void put_invitation(WriteTx& tx, PersonId id, std::string_view token_hash, Instant ends) {
  tx.run(kPutInvitation, token_hash, id, ends);
}
std::optional<PersonId> invitation(ReadTx& tx, std::string_view token_hash, Instant now) {
  return tx.maybe<PersonId>(kInvitation, token_hash, now);
}
void end_invitation(WriteTx& tx, PersonId id) { tx.run(kEndInvitation, id); }

void put_reset(WriteTx& tx, PersonId id, std::string_view token_hash, Instant ends) {
  tx.run(kPutReset, token_hash, id, ends);
}
std::optional<PersonId> reset(ReadTx& tx, std::string_view token_hash, Instant now) {
  return tx.maybe<PersonId>(kReset, token_hash, now);
}
std::optional<Instant> end_of_reset(ReadTx& tx, PersonId id) { return tx.maybe<Instant>(kEndOfReset, id); }
void end_reset(WriteTx& tx, PersonId id) { tx.run(kEndReset, id); }

void put_recovery_code(WriteTx& tx, PersonId id, std::string_view hash) { tx.run(kPutCode, id, hash); }
bool use_recovery_code(WriteTx& tx, PersonId id, std::string_view hash) { return tx.run(kUseCode, id, hash) == 1; }
void end_recovery_codes(WriteTx& tx, PersonId id) { tx.run(kEndCodes, id); }
int count_recovery_codes(ReadTx& tx, PersonId id) { return tx.one<int>(kCountCodes, id); }

}  // namespace store
}  // namespace allmende::people
