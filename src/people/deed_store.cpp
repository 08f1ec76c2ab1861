#include "people/deed.h"

namespace allmende::people {

using database::Sql;

namespace {

Sql const kNext{"people.next_deed", "SELECT COALESCE(MAX(id), 0) + 1 FROM deed"};
Sql const kInsert{"people.insert_deed", R"(
    INSERT INTO deed (id, at, person, name, what, kind, which, detail)
    VALUES (:id, :at, :person, :name, :what, :kind, :which, :detail))"};
Sql const kOn{"people.deeds_on", R"(
    SELECT at, person, name, what, kind, which, detail FROM deed
    WHERE kind = :kind AND which = :which ORDER BY id DESC LIMIT :limit)"};
Sql const kNewest{"people.newest_deeds", R"(
    SELECT at, person, name, what, kind, which, detail FROM deed ORDER BY id DESC LIMIT :limit)"};

template <class... Args>
std::vector<Deed> read(database::ReadTx& tx, Sql const& sql, Args const&... args) {
  std::vector<Deed> found;
  tx.each<Instant, std::optional<std::int64_t>, std::string, std::string, std::string, std::string, std::string>(
      sql,
      [&](Instant at, std::optional<std::int64_t> person, std::string name, std::string what, std::string kind,
          std::string which, std::string detail) {
        found.push_back({at, person ? std::optional(PersonId(*person)) : std::nullopt, std::move(name), std::move(what),
                         std::move(kind), std::move(which), std::move(detail)});
      },
      args...);
  return found;
}

}  // namespace

void record_deed(database::WriteTx& tx, Actor const& actor, DeedOn const& deed, Instant now) {
  tx.run(kInsert, tx.one<std::int64_t>(kNext), now, actor.person(), actor.name(), deed.what, deed.kind, deed.which,
         deed.detail);
}

std::vector<Deed> deeds_on(database::ReadTx& tx, std::string_view kind, std::string_view which, int limit) {
  return read(tx, kOn, kind, which, limit);
}

std::vector<Deed> newest_deeds(database::ReadTx& tx, int limit) { return read(tx, kNewest, limit); }

}  // namespace allmende::people
