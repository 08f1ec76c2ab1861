#include "newsroom/arrangement.h"

#include <algorithm>
#include <set>

#include "json/json.h"
#include "newsroom/archive.h"
#include "newsroom/arrangement_store.h"
#include "newsroom/subjects.h"

namespace allmende::newsroom {

using database::ReadTx;
using database::WriteTx;

namespace {

constexpr people::Roles kArrangers{people::Role::editor, people::Role::duty_editor};

json::Array numbers(std::vector<ArticleNumber> const& articles) {
  json::Array array;
  for (ArticleNumber article : articles) array.emplace_back(article.value());
  return array;
}

std::string written(Arrangement const& it) {
  json::Object out;
  if (it.breaking) out.emplace("breaking", it.breaking->value());
  if (it.lead) out.emplace("lead", it.lead->value());
  if (!it.second.empty()) out.emplace("second", numbers(it.second));
  json::Object sections;
  for (auto const& [section, articles] : it.sections) {
    if (!articles.empty()) sections.emplace(section.text(), numbers(articles));
  }
  if (!sections.empty()) out.emplace("sections", std::move(sections));
  return json::write(out);
}

std::vector<ArticleNumber> numbers_in(json::Value const& value) {
  std::vector<ArticleNumber> found;
  for (json::Value const& each : value.as_array()) found.emplace_back(each.as_int64());
  return found;
}

Arrangement parsed(std::string_view text) {
  json::Object const stored = database::must_be(json::parse(text)).as_object();
  Arrangement it;
  auto one = [&](std::string_view key) -> std::optional<ArticleNumber> {
    auto const* value = stored.if_contains(key);
    if (value == nullptr) return std::nullopt;
    return ArticleNumber(value->as_int64());
  };
  it.breaking = one("breaking");
  it.lead = one("lead");
  if (auto const* second = stored.if_contains("second")) it.second = numbers_in(*second);
  if (auto const* sections = stored.if_contains("sections")) {
    for (auto const& [slug, articles] : sections->as_object()) {
      it.sections.emplace(database::must_be(Slug::parse(slug)), numbers_in(articles));
    }
  }
  return it;
}

/// Every place with what stands in it.
std::vector<std::vector<ArticleNumber>> places(Arrangement const& it) {
  std::vector<std::vector<ArticleNumber>> all;
  if (it.breaking) all.push_back({*it.breaking});
  if (it.lead) all.push_back({*it.lead});
  all.push_back(it.second);
  for (auto const& [section, articles] : it.sections) all.push_back(articles);
  return all;
}

}  // namespace

void Arrangement::take_out(ArticleNumber article) {
  if (breaking == article) breaking.reset();
  if (lead == article) lead.reset();
  std::erase(second, article);
  for (auto& [section, articles] : sections) std::erase(articles, article);
  std::erase_if(sections, [](auto const& each) { return each.second.empty(); });
}

Arrangement arrangement(ReadTx& tx) {
  tx.depends_on(subjects::kArrangement);
  auto stored = store::newest_arrangement(tx);
  return stored ? parsed(stored->text) : Arrangement{};
}

Result<void> put_arrangement(WriteTx& tx, people::Actor const& actor, Arrangement const& wanted, Instant now) {
  TRY(actor.must_have_any(kArrangers));
  std::set<ArticleNumber> seen;
  for (auto const& place : places(wanted)) {
    if (place.size() > kMostPlaced) return refuse(Code::limit, "at most twelve articles stand in one place");
    for (ArticleNumber article : place) {
      if (!seen.insert(article).second) return refuse(Code::conflict, "no article stands twice");
      if (!any_article(tx, article)) return refuse(Code::not_found, "no article has this number");
    }
  }
  std::string text = written(wanted);
  auto before = store::newest_arrangement(tx);
  if (before && before->text == text) return {};
  store::add_arrangement(tx, now, actor.name(), text);
  tx.record_change(subjects::kArrangement, "");
  people::record_deed(tx, actor, {"arranged", "front", "", text}, now);
  return {};
}

Result<void> undo_arrangement(WriteTx& tx, people::Actor const& actor, Instant now) {
  TRY(actor.must_have_any(kArrangers));
  auto newest = store::newest_arrangement(tx);
  if (!newest) return refuse(Code::conflict, "there is nothing to undo");
  store::drop_arrangement(tx, newest->id);
  tx.record_change(subjects::kArrangement, "");
  people::record_deed(tx, actor, {"arrangement undone", "front", "", newest->text}, now);
  return {};
}

std::optional<Arranged> last_arranged(ReadTx& tx) {
  tx.depends_on(subjects::kArrangement);
  return store::newest_arrangement(tx).transform([](store::Stored const& it) { return Arranged{it.at, it.name}; });
}

std::vector<Teaser> teasers_of(ReadTx& tx, std::vector<ArticleNumber> const& articles, Instant now) {
  std::vector<Teaser> found;
  for (ArticleNumber article : articles) {
    tx.depends_on(subjects::kArticle, article);  // it may come or go
    if (auto teaser = store::teaser(tx, article, now)) found.push_back(*std::move(teaser));
  }
  subjects::note(tx, found);
  return found;
}

}  // namespace allmende::newsroom
