#include "manuscripts/note.h"

#include "manuscripts/revising.h"

namespace allmende::manuscripts {

using database::ReadTx;
using database::WriteTx;

namespace {

constexpr std::size_t kLongestWords = 4000, kLongestQuote = 1000, kLongestBlock = 32;  // bytes
constexpr std::size_t kMostNotes = 500;

}  // namespace

Result<std::vector<Note>> notes(ReadTx& tx, Actor const& actor, ArticleNumber article) {
  TRY(must_be_newsroom(actor));
  return store::notes(tx, article);
}

Result<void> add_note(WriteTx& tx, Actor const& actor, ArticleNumber article, Note const& note, Instant now) {
  TRY(must_be_newsroom(actor));
  TRY(look_into(tx, article));
  if (note.words.empty()) return refuse(Code::invalid, "a note says something", "text");
  bool fits = note.words.size() <= kLongestWords && note.quote.size() <= kLongestQuote && note.block.size() <= kLongestBlock;
  if (!fits || !is_utf8(note.words) || !is_utf8(note.quote) || !is_utf8(note.block)) {
    return refuse(Code::limit, "a note has at most 4,000 bytes", "text");
  }
  auto all = store::notes(tx, article);
  if (all.size() >= kMostNotes) return refuse(Code::limit, "an article has at most 500 notes");
  Note added = note;
  added.id = all.empty() ? 1 : all.back().id + 1;
  added.name = actor.name();
  added.at = now;
  store::add_note(tx, article, actor.person(), added);
  return {};
}

Result<void> resolve_note(WriteTx& tx, Actor const& actor, ArticleNumber article, std::int64_t id, bool resolved, Instant now) {
  TRY(must_be_newsroom(actor));
  auto at = resolved ? std::optional(now) : std::nullopt;
  if (!store::set_resolved(tx, article, id, at, resolved ? actor.name() : "")) {
    return refuse(Code::not_found, "there is no such note");
  }
  return {};
}

}  // namespace allmende::manuscripts
