#pragma once
// Browsers in which somebody is signed in. Part of the door.

#include <optional>
#include <string>
#include <vector>

#include "database/database.h"
#include "people/actor.h"

namespace allmende::people {

struct SessionTag;
using SessionId = Id<SessionTag>;

struct Session {
  SessionId id;
  std::string browser;  ///< "Firefox, Linux"
  Instant began;
  Instant seen;
};

/// Unused for so long, or so old, a session is over.
inline constexpr std::chrono::hours kIdleSession{24 * 7};
inline constexpr std::chrono::hours kLongestSession{24 * 30};
/// That it was used is written down no more often than this.
inline constexpr std::chrono::minutes kSeenEvery{5};

/// Somebody at work: who they are, and what shows that a form is from their own page.
struct AtWork {
  Actor actor;
  SessionId session;
  Language language;
  bool should_be_seen = false;  ///< see_session() is due
};

/// Begins one for somebody who has proved who they are; its token, for the cookie.
Secret begin_session(database::WriteTx& tx, PersonId person, std::string_view browser, Instant now);
/// Nothing for a token that is over, or invented, or a person who is no longer active.
std::optional<AtWork> at_work(database::ReadTx& tx, std::string_view token, Instant now);
/// Of several requests that came together one writes.
void see_session(database::WriteTx& tx, SessionId id, Instant now);

/// One's own, the newest first.
std::vector<Session> sessions(database::ReadTx& tx, Actor const& actor, Instant now);
/// One's own. Refuses: not_found.
Result<void> end_session(database::WriteTx& tx, Actor const& actor, SessionId id);
/// All of one's own but `kept`.
void end_other_sessions(database::WriteTx& tx, Actor const& actor, SessionId kept);

/// What a form of this session brings back; another session has another. Derived, never stored.
std::string form_token(std::string_view session_token);
bool is_form_token(std::string_view session_token, std::string_view given);

/// "Firefox, Linux" of a User-Agent: enough to know one's own browsers by.
std::string browser_name(std::string_view user_agent);

}  // namespace allmende::people
