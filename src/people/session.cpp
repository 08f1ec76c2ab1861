#include "people/session.h"

#include "people/actor_maker.h"
#include "people/store.h"
#include "people/token.h"

namespace allmende::people {

using database::ReadTx;
using database::WriteTx;

namespace {

Instant before(Instant now, std::chrono::microseconds span) {
  return Instant::from_microseconds(now.microseconds() - span.count());
}

bool is_over(Session const& session, Instant now) {
  return session.began < before(now, kLongestSession) || session.seen < before(now, kIdleSession);
}

}  // namespace

Secret begin_session(WriteTx& tx, PersonId person, std::string_view browser, Instant now) {
  Secret token = new_token();
  store::forget_sessions(tx, before(now, kLongestSession), before(now, kIdleSession));
  store::insert_session(tx, person, hash_of(token.reveal()), browser, now);
  return token;
}

std::optional<AtWork> at_work(ReadTx& tx, std::string_view token, Instant now) {
  auto stored = store::session(tx, hash_of(token));
  if (!stored || is_over(stored->session, now)) return std::nullopt;
  auto account = store::account(tx, stored->person);
  if (!account || !account->person.active) return std::nullopt;
  Person& person = account->person;
  return AtWork{.actor = ActorMaker::make(person.id, person.name, person.roles),
                .session = stored->session.id,
                .language = person.language,
                .should_be_seen = stored->session.seen < before(now, kSeenEvery)};
}

void see_session(WriteTx& tx, SessionId id, Instant now) { store::see_session(tx, id, now, before(now, kSeenEvery)); }

std::vector<Session> sessions(ReadTx& tx, Actor const& actor, Instant now) {
  if (!actor.person()) return {};
  auto found = store::sessions_of(tx, *actor.person());
  std::erase_if(found, [&](Session const& session) { return is_over(session, now); });
  return found;
}

Result<void> end_session(WriteTx& tx, Actor const& actor, SessionId id) {
  bool ended = actor.person() && store::end_session(tx, *actor.person(), id);
  if (!ended) return refuse(Code::not_found, "there is no such session");
  return {};
}

void end_other_sessions(WriteTx& tx, Actor const& actor, SessionId kept) {
  if (actor.person()) store::end_sessions(tx, *actor.person(), kept);
}

std::string form_token(std::string_view session_token) { return hash_of("form " + std::string(session_token)); }

bool is_form_token(std::string_view session_token, std::string_view given) {
  return Secret(form_token(session_token)).matches(given);
}

std::string browser_name(std::string_view user_agent) {
  auto first_of = [&](std::initializer_list<std::pair<std::string_view, std::string_view>> marks) {
    for (auto [mark, name] : marks) {
      if (user_agent.find(mark) != user_agent.npos) return std::string(name);
    }
    return std::string();
  };
  // Each browser also names those it wants to be taken for: the rarer one is asked for first.
  std::string browser = first_of({{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
                                  {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Safari/", "Safari"}});
  std::string system = first_of({{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"},
                                 {"Mac OS X", "macOS"}, {"Linux", "Linux"}});
  if (browser.empty()) return system;
  return system.empty() ? browser : browser + ", " + system;
}

}  // namespace allmende::people
