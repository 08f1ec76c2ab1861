#pragma once
// The only SQL of this room. Private to it.

#include <optional>
#include <string>
#include <vector>

#include "manuscripts/history.h"
#include "manuscripts/note.h"
#include "manuscripts/publication.h"
#include "manuscripts/writing.h"

namespace allmende::manuscripts::store {

using database::ReadTx;
using database::WriteTx;

struct Row {
  Manuscript manuscript;
  std::string lease_tab = {};
};
std::optional<Row> row(ReadTx& tx, ArticleNumber article);
void put_row(WriteTx& tx, Row const& row);
std::vector<Manuscript> rows(ReadTx& tx, Wanted const& wanted, Behind const& behind, int limit);
std::optional<Instant> next_due(ReadTx& tx);
std::vector<Due> due(ReadTx& tx, Instant now, int limit);

/// From where a revision came.
struct Origin {
  std::string tab;
  std::optional<PersonId> person;
  std::string name;
};
void add_body(WriteTx& tx, ArticleNumber article, std::int64_t revision, std::string const& body, Origin const& origin);
void add_fields(WriteTx& tx, ArticleNumber article, std::int64_t revision, std::string const& fields, Origin const& origin);
std::optional<std::string> body(ReadTx& tx, ArticleNumber article, std::int64_t revision);
std::optional<std::string> fields(ReadTx& tx, ArticleNumber article, std::int64_t revision);
std::optional<Origin> origin_of_body(ReadTx& tx, ArticleNumber article, std::int64_t revision);
/// Who made the newest revision above `base` in another tab than this one.
std::optional<std::string> other_body_since(ReadTx& tx, ArticleNumber article, std::int64_t base, std::string_view tab);
/// The newest body that came from this tab; 0 for none.
std::int64_t last_body_of(ReadTx& tx, ArticleNumber article, std::string_view tab);
std::optional<std::string> other_fields_since(ReadTx& tx, ArticleNumber article, std::int64_t base, std::string_view tab);

void add_event(WriteTx& tx, ArticleNumber article, Actor const& actor, Event const& event);
std::vector<Event> events(ReadTx& tx, ArticleNumber article, std::int64_t before, int limit);
/// Whether somebody other than this person moved this body on, by hand, to a further stage.
bool moved_by_other(ReadTx& tx, ArticleNumber article, std::int64_t body_revision, std::optional<PersonId> person);

struct Tab {
  std::string tab;
  PersonId person;
  std::string name;
  Instant seen_at;
  std::int64_t serial = 0;
  bool lost = false;
};
std::optional<Tab> tab(ReadTx& tx, ArticleNumber article, std::string_view name);
std::vector<Tab> tabs_seen_since(ReadTx& tx, ArticleNumber article, Instant since);
void put_tab(WriteTx& tx, ArticleNumber article, Tab const& tab);
void forget_tabs(WriteTx& tx, ArticleNumber article, Instant seen_before);

void put_draft(WriteTx& tx, ArticleNumber article, StoredDraft const& draft);
void drop_draft(WriteTx& tx, ArticleNumber article, std::string_view tab);
void put_aside(WriteTx& tx, ArticleNumber article, std::string_view tab);
std::vector<StoredDraft> drafts(ReadTx& tx, ArticleNumber article);
int count_drafts(ReadTx& tx, ArticleNumber article);

void add_note(WriteTx& tx, ArticleNumber article, std::optional<PersonId> person, Note const& note);
std::vector<Note> notes(ReadTx& tx, ArticleNumber article);
bool set_resolved(WriteTx& tx, ArticleNumber article, std::int64_t id, std::optional<Instant> at, std::string_view name);

void put_preview(WriteTx& tx, std::string_view hash, ArticleNumber article, Instant ends, std::string_view name);
void end_previews(WriteTx& tx, ArticleNumber article);
void forget_previews(WriteTx& tx, Instant ended_before);
std::optional<ArticleNumber> previewed(ReadTx& tx, std::string_view hash, Instant now);

}  // namespace allmende::manuscripts::store
