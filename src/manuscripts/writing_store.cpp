// SQL of tabs, drafts, notes and links.

#include "manuscripts/store.h"

namespace allmende::manuscripts::store {

using database::Sql;

namespace {

Sql const kTab{"manuscripts.tab", R"(
    SELECT person, name, seen_at, serial, lost FROM manuscript_tab WHERE article = :article AND tab = :tab)"};
Sql const kTabsSeen{"manuscripts.tabs_seen_since", R"(
    SELECT tab, person, name, seen_at, serial, lost FROM manuscript_tab
    WHERE article = :article AND seen_at >= :since ORDER BY name, tab)"};
Sql const kPutTab{"manuscripts.put_tab", R"(
    INSERT INTO manuscript_tab (article, tab, person, name, seen_at, serial, lost)
    VALUES (:article, :tab, :person, :name, :seen_at, :serial, :lost)
    ON CONFLICT (article, tab) DO UPDATE SET seen_at = excluded.seen_at, serial = excluded.serial, lost = excluded.lost)"};
Sql const kForgetTabs{"manuscripts.forget_tabs", R"(
    DELETE FROM manuscript_tab WHERE article = :article AND seen_at < :before
      AND tab NOT IN (SELECT tab FROM manuscript_draft WHERE manuscript_draft.article = :article))"};

Sql const kPutDraft{"manuscripts.put_draft", R"(
    INSERT INTO manuscript_draft (article, tab, base, metadata_base, saved_at, body, fields, side)
    VALUES (:article, :tab, :base, :metadata_base, :saved_at, :body, :fields, :side)
    ON CONFLICT (article, tab) DO UPDATE SET base = excluded.base, metadata_base = excluded.metadata_base,
      saved_at = excluded.saved_at, body = excluded.body, fields = excluded.fields, side = excluded.side)"};
Sql const kDropDraft{"manuscripts.drop_draft", "DELETE FROM manuscript_draft WHERE article = :article AND tab = :tab"};
Sql const kAside{"manuscripts.put_aside", "UPDATE manuscript_draft SET side = 1 WHERE article = :article AND tab = :tab"};
Sql const kDrafts{"manuscripts.drafts", R"(
    SELECT d.tab, t.person, t.name, d.side, d.saved_at, d.base, d.metadata_base, d.body, d.fields, t.serial
    FROM manuscript_draft d JOIN manuscript_tab t ON t.article = d.article AND t.tab = d.tab
    WHERE d.article = :article ORDER BY d.saved_at DESC, d.tab)"};
Sql const kCountDrafts{"manuscripts.count_drafts", "SELECT COUNT(*) FROM manuscript_draft WHERE article = :article"};

Sql const kAddNote{"manuscripts.add_note", R"(
    INSERT INTO manuscript_note (article, id, block, quote, words, person, name, at, resolved_at, resolved_by)
    VALUES (:article, :id, :block, :quote, :words, :person, :name, :at, NULL, ''))"};
Sql const kNotes{"manuscripts.notes", R"(
    SELECT id, block, quote, words, name, at, resolved_at, resolved_by FROM manuscript_note
    WHERE article = :article ORDER BY id)"};
Sql const kResolve{"manuscripts.resolve_note", R"(
    UPDATE manuscript_note SET resolved_at = :at, resolved_by = :name WHERE article = :article AND id = :id)"};

Sql const kPutPreview{"manuscripts.put_preview", R"(
    INSERT INTO preview_link (token_hash, article, ends_at, name) VALUES (:hash, :article, :ends, :name))"};
Sql const kEndPreviews{"manuscripts.end_previews", "DELETE FROM preview_link WHERE article = :article"};
Sql const kForgetPreviews{"manuscripts.forget_previews", "DELETE FROM preview_link WHERE ends_at < :before"};
Sql const kPreviewed{"manuscripts.previewed", R"(
    SELECT article FROM preview_link WHERE token_hash = :hash AND ends_at > :now)"};

}  // namespace

std::optional<Tab> tab(ReadTx& tx, ArticleNumber article, std::string_view name) {
  auto row = tx.maybe<PersonId, std::string, Instant, std::int64_t, bool>(kTab, article, name);
  if (!row) return std::nullopt;
  auto& [person, who, seen, serial, lost] = *row;
  return Tab{std::string(name), person, std::move(who), seen, serial, lost};
}

std::vector<Tab> tabs_seen_since(ReadTx& tx, ArticleNumber article, Instant since) {
  std::vector<Tab> found;
  tx.each<std::string, PersonId, std::string, Instant, std::int64_t, bool>(
      kTabsSeen,
      [&](std::string name, PersonId person, std::string who, Instant seen, std::int64_t serial, bool lost) {
        found.push_back({std::move(name), person, std::move(who), seen, serial, lost});
      },
      article, since);
  return found;
}

void put_tab(WriteTx& tx, ArticleNumber article, Tab const& it) {
  tx.run(kPutTab, article, it.tab, it.person, it.name, it.seen_at, it.serial, it.lost);
}

void forget_tabs(WriteTx& tx, ArticleNumber article, Instant seen_before) { tx.run(kForgetTabs, article, seen_before); }

void put_draft(WriteTx& tx, ArticleNumber article, StoredDraft const& it) {
  tx.run(kPutDraft, article, it.tab, it.base.body, it.base.metadata, it.saved_at, it.text.body, it.text.fields, it.side);
}

void drop_draft(WriteTx& tx, ArticleNumber article, std::string_view name) { tx.run(kDropDraft, article, name); }
void put_aside(WriteTx& tx, ArticleNumber article, std::string_view name) { tx.run(kAside, article, name); }

std::vector<StoredDraft> drafts(ReadTx& tx, ArticleNumber article) {
  std::vector<StoredDraft> found;
  tx.each<std::string, PersonId, std::string, bool, Instant, std::int64_t, std::int64_t, std::string, std::string, std::int64_t>(
      kDrafts,
      [&](std::string name, PersonId person, std::string who, bool side, Instant saved, std::int64_t base,
          std::int64_t metadata_base, std::string body, std::string fields, std::int64_t serial) {
        found.push_back({std::move(name), person, std::move(who), side, saved, {base, metadata_base},
                         {std::move(body), std::move(fields)}, serial});
      },
      article);
  return found;
}

int count_drafts(ReadTx& tx, ArticleNumber article) {
  return static_cast<int>(tx.one<std::int64_t>(kCountDrafts, article));
}

void add_note(WriteTx& tx, ArticleNumber article, std::optional<PersonId> person, Note const& it) {
  tx.run(kAddNote, article, it.id, it.block, it.quote, it.words, person, it.name, it.at);
}

std::vector<Note> notes(ReadTx& tx, ArticleNumber article) {
  std::vector<Note> found;
  tx.each<std::int64_t, std::string, std::string, std::string, std::string, Instant, std::optional<Instant>, std::string>(
      kNotes,
      [&](std::int64_t id, std::string block, std::string quote, std::string words, std::string name, Instant at,
          std::optional<Instant> resolved, std::string by) {
        found.push_back({id, std::move(block), std::move(quote), std::move(words), std::move(name), at, resolved, std::move(by)});
      },
      article);
  return found;
}

bool set_resolved(WriteTx& tx, ArticleNumber article, std::int64_t id, std::optional<Instant> at, std::string_view name) {
  return tx.run(kResolve, at, name, article, id) == 1;
}

void put_preview(WriteTx& tx, std::string_view hash, ArticleNumber article, Instant ends, std::string_view name) {
  tx.run(kPutPreview, hash, article, ends, name);
}
void end_previews(WriteTx& tx, ArticleNumber article) { tx.run(kEndPreviews, article); }
void forget_previews(WriteTx& tx, Instant ended_before) { tx.run(kForgetPreviews, ended_before); }
std::optional<ArticleNumber> previewed(ReadTx& tx, std::string_view hash, Instant now) {
  return tx.maybe<ArticleNumber>(kPreviewed, hash, now);
}

}  // namespace allmende::manuscripts::store
