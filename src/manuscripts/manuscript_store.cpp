// SQL of manuscripts and their lists.

#include "embedded/manuscripts_migrations.h"
#include "manuscripts/manuscripts.h"
#include "manuscripts/store.h"

namespace allmende::manuscripts {

std::vector<database::Migration> migrations() { return database::migrations(embedded::manuscripts_migrations()); }

namespace store {

using database::Sql;

namespace {

Sql const kRow{"manuscripts.row", R"(
    SELECT article, stage, body_revision, metadata_revision, published_body, published_metadata, due_at, due_body,
           due_metadata, headline, section, responsible, changed_at, changed_by, lease_tab
    FROM manuscript WHERE article = :article)"};

Sql const kPut{"manuscripts.put_row", R"(
    INSERT INTO manuscript (article, stage, body_revision, metadata_revision, published_body, published_metadata, due_at,
                            due_body, due_metadata, headline, section, responsible, changed_at, changed_by, lease_tab)
    VALUES (:article, :stage, :body_revision, :metadata_revision, :published_body, :published_metadata, :due_at,
            :due_body, :due_metadata, :headline, :section, :responsible, :changed_at, :changed_by, :lease_tab)
    ON CONFLICT (article) DO UPDATE SET
      stage = excluded.stage, body_revision = excluded.body_revision, metadata_revision = excluded.metadata_revision,
      published_body = excluded.published_body, published_metadata = excluded.published_metadata,
      due_at = excluded.due_at, due_body = excluded.due_body, due_metadata = excluded.due_metadata,
      headline = excluded.headline, section = excluded.section, responsible = excluded.responsible,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by, lease_tab = excluded.lease_tab)"};

// One statement for every list, each through the index of the one thing that it is narrowed by.
#define ALLMENDE_LISTED(condition)                                                                               \
  "SELECT article, stage, body_revision, metadata_revision, published_body, published_metadata, due_at, due_body, " \
  "due_metadata, headline, section, responsible, changed_at, changed_by, lease_tab FROM manuscript WHERE " condition \
  " AND (changed_at < :at OR (changed_at = :at AND article < :article)) ORDER BY changed_at DESC, article DESC LIMIT :limit"

Sql const kAll{"manuscripts.all", ALLMENDE_LISTED("article > 0")};
Sql const kOfStage{"manuscripts.of_stage", ALLMENDE_LISTED("stage = :stage")};
Sql const kOfSection{"manuscripts.of_section", ALLMENDE_LISTED("section = :section")};
Sql const kOfPerson{"manuscripts.of_person", ALLMENDE_LISTED("responsible = :person")};
#undef ALLMENDE_LISTED

Sql const kNextDue{"manuscripts.next_due", "SELECT MIN(due_at) FROM manuscript WHERE due_at IS NOT NULL"};
Sql const kDue{"manuscripts.due", R"(
    SELECT article, due_at FROM manuscript WHERE due_at <= :now ORDER BY due_at, article LIMIT :limit)"};

using Number = std::optional<std::int64_t>;

struct Columns {
  template <class... Args>
  static std::vector<Row> read(ReadTx& tx, Sql const& sql, Args const&... args) {
    std::vector<Row> found;
    tx.each<ArticleNumber, std::string, std::int64_t, std::int64_t, Number, Number, std::optional<Instant>, Number, Number,
            std::string, Slug, Number, Instant, std::string, std::string>(
        sql,
        [&](ArticleNumber article, std::string const& stage, std::int64_t body, std::int64_t metadata, Number published_body,
            Number published_metadata, std::optional<Instant> due, Number due_body, Number due_metadata, std::string headline,
            Slug section, Number responsible, Instant changed, std::string by, std::string lease_tab) {
          Manuscript it{.article = article, .stage = database::must_be(parse_stage(stage)), .now = {body, metadata},
                        .headline = std::move(headline), .section = std::move(section), .changed_at = changed,
                        .changed_by = std::move(by)};
          if (published_body) it.published = Revisions{*published_body, published_metadata.value_or(0)};
          if (due) it.schedule = Schedule{*due, {due_body.value_or(0), due_metadata.value_or(0)}};
          if (responsible) it.responsible = PersonId(*responsible);
          found.push_back({std::move(it), std::move(lease_tab)});
        },
        args...);
    return found;
  }
};

}  // namespace

std::optional<Row> row(ReadTx& tx, ArticleNumber article) {
  auto found = Columns::read(tx, kRow, article);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void put_row(WriteTx& tx, Row const& row) {
  Manuscript const& it = row.manuscript;
  auto part = [](auto const& revisions, auto member) -> Number {
    return revisions ? Number((*revisions).*member) : Number();
  };
  auto due = it.schedule.transform([](Schedule const& schedule) { return schedule.what; });
  tx.run(kPut, it.article, word_of(it.stage), it.now.body, it.now.metadata, part(it.published, &Revisions::body),
         part(it.published, &Revisions::metadata), it.schedule.transform([](Schedule const& one) { return one.at; }),
         part(due, &Revisions::body), part(due, &Revisions::metadata), it.headline, it.section, it.responsible, it.changed_at,
         it.changed_by, row.lease_tab);
}

std::vector<Manuscript> rows(ReadTx& tx, Wanted const& wanted, Behind const& behind, int limit) {
  auto found = wanted.stage         ? Columns::read(tx, kOfStage, word_of(*wanted.stage), behind.changed_at, behind.article, limit)
               : wanted.responsible ? Columns::read(tx, kOfPerson, *wanted.responsible, behind.changed_at, behind.article, limit)
               : wanted.section     ? Columns::read(tx, kOfSection, *wanted.section, behind.changed_at, behind.article, limit)
                                    : Columns::read(tx, kAll, behind.changed_at, behind.article, limit);
  std::vector<Manuscript> manuscripts;
  for (Row& row : found) manuscripts.push_back(std::move(row.manuscript));
  return manuscripts;
}

std::optional<Instant> next_due(ReadTx& tx) { return tx.one<std::optional<Instant>>(kNextDue); }

std::vector<Due> due(ReadTx& tx, Instant now, int limit) {
  std::vector<Due> found;
  for (auto& [article, at] : tx.all<ArticleNumber, Instant>(kDue, now, limit)) found.push_back({article, at});
  return found;
}

}  // namespace store

}  // namespace allmende::manuscripts
