#include "newsroom/subjects.h"

#include <algorithm>

#include "text/text.h"

namespace allmende::newsroom::subjects {

namespace {

constexpr std::size_t kIssueLength = 10;  // "2026-11-21"

std::string slug_of(std::string const& name) {
  return text::slug_of(name, Language::german()).text();
}

std::optional<std::int64_t> position_of(std::optional<Instant> const& listed_at) {
  if (!listed_at) return std::nullopt;
  return at(*listed_at);
}

void add_shelves(std::vector<Row>& rows, Standing const& of, Standing const& other) {
  if (!of.listed_at) return;
  for (std::string const& shelf : of.shelves) {
    bool stays = of.listed_at == other.listed_at && other.shelves.contains(shelf);
    if (!stays) rows.push_back({kShelf, shelf, position_of(of.listed_at)});
  }
}

/// Issues in which the article stands otherwise than in `other`, as readers see it.
void add_issues(std::set<std::string>& issues, Standing const& of, Standing const& other) {
  if (!of.listed_at) return;
  for (std::string const& placement : of.placements) {
    bool stays = of.listed_at == other.listed_at && other.placements.contains(placement);
    if (!stays) issues.insert(placement.substr(0, kIssueLength));
  }
}

}  // namespace

std::string name_of(Shelf const& shelf) {
  switch (shelf.kind) {
    case Shelf::Kind::everything: return "everything";
    case Shelf::Kind::section: return "section/" + shelf.key;
    case Shelf::Kind::topic: return "topic/" + shelf.key;
    case Shelf::Kind::author: return "author/" + shelf.key;
  }
  report_bug("every shelf has a name");
}

Standing Standing::of(Article const& article) {
  Standing standing;
  if (article.state == State::published) standing.listed_at = article.published;
  standing.shelves = {name_of({}), name_of({Shelf::Kind::section, article.section.text()})};
  for (std::string const& topic : article.topics) {
    standing.shelves.insert(name_of({Shelf::Kind::topic, slug_of(topic)}));
  }
  for (Contributor const& author : article.authors) {
    standing.shelves.insert(name_of({Shelf::Kind::author, slug_of(author.name)}));
  }
  for (Placement const& it : article.placements) {
    standing.placements.insert(fmt::format("{} {} {}", it.issue.iso8601(), it.page, it.order));
  }
  return standing;
}

std::vector<Row> differences(Standing const& before, Standing const& after) {
  std::vector<Row> rows;
  add_shelves(rows, before, after);
  add_shelves(rows, after, before);
  std::set<std::string> issues;
  add_issues(issues, before, after);
  add_issues(issues, after, before);
  for (std::string const& issue : issues) rows.push_back({kPlacement, issue});
  return rows;
}

void note(database::ReadTx& tx, std::vector<Teaser> const& teasers) {
  for (Teaser const& teaser : teasers) tx.depends_on(kArticle, teaser.number);
}

void note(database::ReadTx& tx, Shelf const& shelf, database::PositionRange positions) {
  if (tx.collects_dependencies()) tx.depends_on(kShelf, name_of(shelf), positions);
}

}  // namespace allmende::newsroom::subjects
