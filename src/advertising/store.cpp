#include "advertising/advertising.h"
#include "embedded/advertising_migrations.h"

namespace allmende::advertising {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kOne{"advertising.one", "SELECT record FROM advertisement WHERE slug = :slug"};
Sql const kFirst{"advertising.first", "SELECT record FROM advertisement ORDER BY slug LIMIT 1"};
Sql const kAll{"advertising.all", "SELECT record FROM advertisement ORDER BY slug"};
Sql const kPut{"advertising.put", R"(
    INSERT INTO advertisement (slug, record) VALUES (:slug, :record)
    ON CONFLICT (slug) DO UPDATE SET record = excluded.record)"};

Sql const kRemove{"advertising.remove", "DELETE FROM advertisement WHERE slug = :slug"};

Advertisement parse_stored(std::string const& record) {
  return database::must_be(advertisement_from_json(database::must_be(json::parse(record))));
}

}  // namespace

Put put_advertisement(WriteTx& tx, Advertisement const& advertisement) {
  std::string record = json::write(to_json(advertisement));
  auto known = tx.maybe<std::string>(kOne, advertisement.slug);
  if (known == record) return Put::unchanged;
  tx.run(kPut, advertisement.slug, record);
  tx.record_change("advertisement", advertisement.slug.text());
  return known ? Put::changed : Put::created;
}

Result<Advertisement> remove_advertisement(WriteTx& tx, Slug const& slug) {
  auto known = tx.maybe<std::string>(kOne, slug);
  if (!known) return refuse(Code::not_found, "there is no advertisement \"" + slug.text() + "\"");
  tx.run(kRemove, slug);
  tx.record_change("advertisement", slug.text());
  return parse_stored(*known);
}

std::optional<Advertisement> current_advertisement(ReadTx& tx) {
  tx.depends_on("advertisement");
  auto record = tx.maybe<std::string>(kFirst);
  if (!record) return std::nullopt;
  return parse_stored(*record);
}

std::vector<Advertisement> all_advertisements(ReadTx& tx) {
  tx.depends_on("advertisement");
  std::vector<Advertisement> found;
  for (std::string const& record : tx.all<std::string>(kAll)) found.push_back(parse_stored(record));
  return found;
}

std::vector<database::Migration> migrations() {
  return database::migrations(embedded::advertising_migrations());
}

}  // namespace allmende::advertising
