// SQL of revisions and of what became of them.

#include "manuscripts/store.h"

namespace allmende::manuscripts::store {

using database::Sql;

namespace {

Sql const kAddBody{"manuscripts.add_body", R"(
    INSERT INTO manuscript_body (article, revision, body, tab, person, name)
    VALUES (:article, :revision, :body, :tab, :person, :name))"};
Sql const kAddFields{"manuscripts.add_fields", R"(
    INSERT INTO manuscript_fields (article, revision, fields, tab, person, name)
    VALUES (:article, :revision, :fields, :tab, :person, :name))"};
Sql const kBody{"manuscripts.body", "SELECT body FROM manuscript_body WHERE article = :article AND revision = :revision"};
Sql const kFields{"manuscripts.fields", R"(
    SELECT fields FROM manuscript_fields WHERE article = :article AND revision = :revision)"};
Sql const kOrigin{"manuscripts.origin_of_body", R"(
    SELECT tab, person, name FROM manuscript_body WHERE article = :article AND revision = :revision)"};
Sql const kOtherBody{"manuscripts.other_body_since", R"(
    SELECT name FROM manuscript_body WHERE article = :article AND revision > :base AND tab <> :tab
    ORDER BY revision DESC LIMIT 1)"};
Sql const kLastBodyOf{"manuscripts.last_body_of", R"(
    SELECT COALESCE(MAX(revision), 0) FROM manuscript_body WHERE article = :article AND tab = :tab)"};
Sql const kOtherFields{"manuscripts.other_fields_since", R"(
    SELECT name FROM manuscript_fields WHERE article = :article AND revision > :base AND tab <> :tab
    ORDER BY revision DESC LIMIT 1)"};

Sql const kNextEvent{"manuscripts.next_event", R"(
    SELECT COALESCE(MAX(id), 0) + 1 FROM manuscript_history WHERE article = :article)"};
Sql const kAddEvent{"manuscripts.add_event", R"(
    INSERT INTO manuscript_history (article, id, at, person, name, what, detail, body_revision, metadata_revision)
    VALUES (:article, :id, :at, :person, :name, :what, :detail, :body, :metadata))"};
Sql const kEvents{"manuscripts.events", R"(
    SELECT id, at, name, what, detail, body_revision, metadata_revision FROM manuscript_history
    WHERE article = :article AND id < :before ORDER BY id DESC LIMIT :limit)"};
Sql const kMoved{"manuscripts.moved_by_other", R"(
    SELECT COUNT(*) FROM manuscript_history
    WHERE article = :article AND body_revision = :body AND what = 'stage' AND person IS NOT NULL AND person <> :person)"};

}  // namespace

void add_body(WriteTx& tx, ArticleNumber article, std::int64_t revision, std::string const& body, Origin const& origin) {
  tx.run(kAddBody, article, revision, body, origin.tab, origin.person, origin.name);
}

void add_fields(WriteTx& tx, ArticleNumber article, std::int64_t revision, std::string const& fields, Origin const& origin) {
  tx.run(kAddFields, article, revision, fields, origin.tab, origin.person, origin.name);
}

std::optional<std::string> body(ReadTx& tx, ArticleNumber article, std::int64_t revision) {
  return tx.maybe<std::string>(kBody, article, revision);
}

std::optional<std::string> fields(ReadTx& tx, ArticleNumber article, std::int64_t revision) {
  return tx.maybe<std::string>(kFields, article, revision);
}

std::optional<Origin> origin_of_body(ReadTx& tx, ArticleNumber article, std::int64_t revision) {
  auto row = tx.maybe<std::string, std::optional<std::int64_t>, std::string>(kOrigin, article, revision);
  if (!row) return std::nullopt;
  auto& [tab, person, name] = *row;
  return Origin{std::move(tab), person ? std::optional(PersonId(*person)) : std::nullopt, std::move(name)};
}

std::optional<std::string> other_body_since(ReadTx& tx, ArticleNumber article, std::int64_t base, std::string_view tab) {
  return tx.maybe<std::string>(kOtherBody, article, base, tab);
}

std::int64_t last_body_of(ReadTx& tx, ArticleNumber article, std::string_view tab) {
  return tx.one<std::int64_t>(kLastBodyOf, article, tab);
}

std::optional<std::string> other_fields_since(ReadTx& tx, ArticleNumber article, std::int64_t base, std::string_view tab) {
  return tx.maybe<std::string>(kOtherFields, article, base, tab);
}

void add_event(WriteTx& tx, ArticleNumber article, Actor const& actor, Event const& event) {
  tx.run(kAddEvent, article, tx.one<std::int64_t>(kNextEvent, article), event.at, actor.person(), event.name, event.what,
         event.detail, event.revisions.body, event.revisions.metadata);
}

std::vector<Event> events(ReadTx& tx, ArticleNumber article, std::int64_t before, int limit) {
  std::vector<Event> found;
  tx.each<std::int64_t, Instant, std::string, std::string, std::string, std::int64_t, std::int64_t>(
      kEvents,
      [&](std::int64_t id, Instant at, std::string name, std::string what, std::string detail, std::int64_t body,
          std::int64_t metadata) {
        found.push_back({id, at, std::move(name), std::move(what), std::move(detail), {body, metadata}});
      },
      article, before, limit);
  return found;
}

bool moved_by_other(ReadTx& tx, ArticleNumber article, std::int64_t body_revision, std::optional<PersonId> person) {
  return tx.one<std::int64_t>(kMoved, article, body_revision, person ? person->value() : 0) > 0;
}

}  // namespace allmende::manuscripts::store
