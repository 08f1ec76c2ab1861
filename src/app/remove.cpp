#include "app/remove.h"

#include "advertising/advertising.h"
#include "appeals/appeals.h"

namespace allmende::app {

namespace {

template <class Records>
std::string slugs_of(Records const& records) {
  std::string names;
  for (auto const& record : records) names += (names.empty() ? "" : ", ") + record.slug.text();
  return names.empty() ? "none" : names;
}

template <class Remove, class All>
Result<std::string> remove_one(Paper& paper, Slug const& slug, Remove remove, All all) {
  auto tx = paper.database().write();
  auto removed = remove(tx, slug);
  if (!removed) {
    return refuse(removed.error().code, fmt::format("{}; there are: {}", removed.error().message, slugs_of(all(tx))));
  }
  std::string record = json::write(to_json(*removed));
  tx.commit();
  return record;
}

}  // namespace

Result<std::string> remove_record(Paper& paper, std::string_view kind, std::string_view name) {
  Slug slug = TRY(Slug::parse(name));
  if (kind == "appeal") return remove_one(paper, slug, appeals::remove_appeal, appeals::all_appeals);
  if (kind == "advertisement") {
    return remove_one(paper, slug, advertising::remove_campaign, advertising::all_campaigns);
  }
  return refuse(Code::invalid, "only an appeal or an advertisement can be removed; articles are withdrawn");
}

}  // namespace allmende::app
