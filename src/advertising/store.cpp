#include "advertising/advertising.h"
#include "embedded/advertising_migrations.h"

namespace allmende::advertising {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kOne{"advertising.one", "SELECT record FROM campaign WHERE slug = :slug"};
Sql const kAll{"advertising.all", "SELECT record FROM campaign ORDER BY slug"};
Sql const kPut{"advertising.put", R"(
    INSERT INTO campaign (slug, record) VALUES (:slug, :record)
    ON CONFLICT (slug) DO UPDATE SET record = excluded.record)"};

Sql const kRemove{"advertising.remove", "DELETE FROM campaign WHERE slug = :slug"};

Campaign parse_stored(std::string const& record) {
  return database::must_be(campaign_from_json(database::must_be(json::parse(record))));
}

}  // namespace

Put put_campaign(WriteTx& tx, Campaign const& campaign) {
  std::string record = json::write(to_json(campaign));
  auto known = tx.maybe<std::string>(kOne, campaign.slug);
  if (known == record) return Put::unchanged;
  tx.run(kPut, campaign.slug, record);
  tx.record_change("campaign", campaign.slug.text());
  return known ? Put::changed : Put::created;
}

Result<Campaign> remove_campaign(WriteTx& tx, Slug const& slug) {
  auto known = tx.maybe<std::string>(kOne, slug);
  if (!known) return refuse(Code::not_found, "there is no advertisement \"" + slug.text() + "\"");
  tx.run(kRemove, slug);
  tx.record_change("campaign", slug.text());
  return parse_stored(*known);
}

std::vector<Campaign> all_campaigns(ReadTx& tx) {
  tx.depends_on("campaign");
  std::vector<Campaign> found;
  for (std::string const& record : tx.all<std::string>(kAll)) found.push_back(parse_stored(record));
  return found;
}

std::optional<Campaign> campaign(ReadTx& tx, std::string_view slug) {
  tx.depends_on("campaign", slug);
  auto record = tx.maybe<std::string>(kOne, slug);
  if (!record) return std::nullopt;
  return parse_stored(*record);
}

std::vector<database::Migration> migrations() {
  return database::migrations(embedded::advertising_migrations());
}

}  // namespace allmende::advertising
