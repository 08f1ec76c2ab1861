#include "appeals/appeals.h"

#include <algorithm>

#include "embedded/appeals_migrations.h"

namespace allmende::appeals {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kAppeal{"appeals.appeal", "SELECT record FROM appeal WHERE slug = :slug"};
Sql const kAppealIn{"appeals.appeal_in", R"(
    SELECT record FROM appeal WHERE language = :language ORDER BY slug)"};
Sql const kAppeals{"appeals.appeals", "SELECT record FROM appeal ORDER BY slug"};
Sql const kPut{"appeals.put", R"(
    INSERT INTO appeal (slug, language, record) VALUES (:slug, :language, :record)
    ON CONFLICT (slug) DO UPDATE SET language = excluded.language, record = excluded.record)"};

Sql const kRemove{"appeals.remove", "DELETE FROM appeal WHERE slug = :slug"};

Appeal parse_stored(std::string const& record) {
  return database::must_be(appeal_from_json(database::must_be(json::parse(record))));
}

}  // namespace

Put put_appeal(WriteTx& tx, Appeal const& appeal) {
  std::string record = json::write(to_json(appeal));
  auto known = tx.maybe<std::string>(kAppeal, appeal.slug);
  if (known == record) return Put::unchanged;
  tx.run(kPut, appeal.slug, appeal.language.primary(), record);
  tx.record_change("appeal", appeal.slug.text());
  return known ? Put::changed : Put::created;
}

Result<Appeal> remove_appeal(WriteTx& tx, Slug const& slug) {
  auto known = tx.maybe<std::string>(kAppeal, slug);
  if (!known) return refuse(Code::not_found, "there is no appeal \"" + slug.text() + "\"");
  tx.run(kRemove, slug);
  tx.record_change("appeal", slug.text());
  return parse_stored(*known);
}

std::optional<Appeal> appeal_for(ReadTx& tx, Under const& under, Instant now) {
  tx.depends_on("appeal");
  for (Language const* language : {&under.article, &under.paper}) {
    std::optional<Appeal> for_all;
    for (std::string const& record : tx.all<std::string>(kAppealIn, language->primary())) {
      Appeal appeal = parse_stored(record);
      if (!runs(appeal, now)) continue;
      bool just_here = under.section && std::ranges::find(appeal.sections, *under.section) != appeal.sections.end();
      if (just_here) return appeal;
      if (appeal.sections.empty() && !for_all) for_all = std::move(appeal);
    }
    if (for_all) return for_all;
  }
  return std::nullopt;
}

std::optional<Appeal> find_appeal(ReadTx& tx, Slug const& slug) {
  tx.depends_on("appeal");
  return tx.maybe<std::string>(kAppeal, slug).transform(parse_stored);
}

std::optional<Instant> next_turn(ReadTx& tx, Instant after) {
  std::optional<Instant> next;
  for (Appeal const& appeal : all_appeals(tx)) {
    for (auto const& turn : {appeal.from, appeal.to}) {
      if (turn && *turn > after && (!next || *turn < *next)) next = turn;
    }
  }
  return next;
}

std::vector<Appeal> all_appeals(ReadTx& tx) {
  tx.depends_on("appeal");
  std::vector<Appeal> found;
  for (std::string const& record : tx.all<std::string>(kAppeals)) {
    found.push_back(parse_stored(record));
  }
  return found;
}

std::vector<database::Migration> migrations() {
  return database::migrations(embedded::appeals_migrations());
}

}  // namespace allmende::appeals
