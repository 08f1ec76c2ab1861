#include "people/store.h"

namespace allmende::people::store {

using database::Sql;

namespace {

Sql const kNext{"people.next_session", "SELECT COALESCE(MAX(id), 0) + 1 FROM staff_session"};
Sql const kInsert{"people.insert_session", R"(
    INSERT INTO staff_session (id, token_hash, person, browser, began_at, seen_at)
    VALUES (:id, :hash, :person, :browser, :began, :seen))"};
Sql const kSession{"people.session", R"(
    SELECT id, browser, began_at, seen_at, person FROM staff_session WHERE token_hash = :hash)"};
Sql const kSessionsOf{"people.sessions_of", R"(
    SELECT id, browser, began_at, seen_at FROM staff_session WHERE person = :person ORDER BY seen_at DESC, id DESC)"};
Sql const kSee{"people.see_session", "UPDATE staff_session SET seen_at = :now WHERE id = :id AND seen_at < :before"};
Sql const kEnd{"people.end_session", "DELETE FROM staff_session WHERE person = :person AND id = :id"};
Sql const kEndOthers{"people.end_sessions", "DELETE FROM staff_session WHERE person = :person AND id <> :kept"};
Sql const kForget{"people.forget_sessions", R"(
    DELETE FROM staff_session WHERE began_at < :began OR seen_at < :seen)"};

constexpr SessionId kNone(0);

}  // namespace

void insert_session(WriteTx& tx, PersonId person, std::string_view token_hash, std::string_view browser, Instant now) {
  tx.run(kInsert, tx.one<SessionId>(kNext), token_hash, person, browser, now, now);
}

std::optional<StoredSession> session(ReadTx& tx, std::string_view token_hash) {
  auto row = tx.maybe<SessionId, std::string, Instant, Instant, PersonId>(kSession, token_hash);
  if (!row) return std::nullopt;
  auto& [id, browser, began, seen, person] = *row;
  return StoredSession{{id, std::move(browser), began, seen}, person};
}

std::vector<Session> sessions_of(ReadTx& tx, PersonId person) {
  std::vector<Session> found;
  for (auto& [id, browser, began, seen] : tx.all<SessionId, std::string, Instant, Instant>(kSessionsOf, person)) {
    found.push_back({id, std::move(browser), began, seen});
  }
  return found;
}

void see_session(WriteTx& tx, SessionId id, Instant now, Instant before) { tx.run(kSee, now, id, before); }
bool end_session(WriteTx& tx, PersonId person, SessionId id) { return tx.run(kEnd, person, id) == 1; }
void end_sessions(WriteTx& tx, PersonId person, std::optional<SessionId> kept) {
  tx.run(kEndOthers, person, kept.value_or(kNone));
}
void forget_sessions(WriteTx& tx, Instant began_before, Instant seen_before) {
  tx.run(kForget, began_before, seen_before);
}

}  // namespace allmende::people::store
