#include "advertising/counts.h"

namespace allmende::advertising {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kAdd{"advertising.add_count", R"(
    INSERT INTO campaign_day (slug, place, day, shown, clicked) VALUES (:slug, :place, :day, :shown, :clicked)
    ON CONFLICT (slug, day, place) DO UPDATE
    SET shown = campaign_day.shown + excluded.shown, clicked = campaign_day.clicked + excluded.clicked)"};
Sql const kBetween{"advertising.counts", R"(
    SELECT slug, place, day, shown, clicked FROM campaign_day
    WHERE day >= :first AND day <= :last ORDER BY day, slug, place)"};
Sql const kOfDay{"advertising.counts_of_day", R"(
    SELECT slug, shown FROM campaign_day WHERE day = :day)"};

}  // namespace

void add_counts(WriteTx& tx, std::span<Count const> counts) {
  for (Count const& count : counts) {
    tx.run(kAdd, count.campaign, name_of(count.place), count.day, count.shown, count.clicked);
  }
}

std::vector<Count> counts(ReadTx& tx, std::optional<Date> from, std::optional<Date> to) {
  std::vector<Count> found;
  Date first = from.value_or(Date::from(1, 1, 1).value());
  Date last = to.value_or(Date::from(9999, 12, 31).value());
  for (auto const& [slug, place, day, shown, clicked] :
       tx.all<Slug, std::string, Date, std::int64_t, std::int64_t>(kBetween, first, last)) {
    found.push_back({slug, database::must_be(parse_place(place)), day, shown, clicked});
  }
  return found;
}

std::map<Slug, std::uint64_t> shown_on(ReadTx& tx, Date day) {
  std::map<Slug, std::uint64_t> sums;
  for (auto const& [slug, shown] : tx.all<Slug, std::int64_t>(kOfDay, day)) {
    sums[slug] += static_cast<std::uint64_t>(shown);
  }
  return sums;
}

}  // namespace allmende::advertising
