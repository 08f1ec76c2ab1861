#pragma once
// The only SQL of this room. Private to it.

#include <optional>
#include <string>
#include <vector>

#include "people/deed.h"
#include "people/person.h"
#include "people/session.h"

namespace allmende::people::store {

using database::ReadTx;
using database::WriteTx;

struct Account {
  Person person;
  std::optional<std::string> password;       ///< its hash
  std::optional<std::string> second_factor;  ///< sealed
  std::int64_t last_step = 0;
};

std::vector<Account> accounts(ReadTx& tx);
std::optional<Account> account(ReadTx& tx, PersonId id);
std::optional<Account> account(ReadTx& tx, std::string_view email);
PersonId insert_person(WriteTx& tx, NewPerson const& person, std::string_view email, Instant now);
void set_roles(WriteTx& tx, PersonId id, Roles roles);
void set_active(WriteTx& tx, PersonId id, bool active);
void set_password(WriteTx& tx, PersonId id, std::string_view hash);
void set_second_factor(WriteTx& tx, PersonId id, std::optional<std::string> const& sealed);
void set_last_step(WriteTx& tx, PersonId id, std::int64_t step);

void put_invitation(WriteTx& tx, PersonId id, std::string_view token_hash, Instant ends);
std::optional<PersonId> invitation(ReadTx& tx, std::string_view token_hash, Instant now);
void end_invitation(WriteTx& tx, PersonId id);

void put_reset(WriteTx& tx, PersonId id, std::string_view token_hash, Instant ends);
std::optional<PersonId> reset(ReadTx& tx, std::string_view token_hash, Instant now);
/// Of the last one, which may be over.
std::optional<Instant> end_of_reset(ReadTx& tx, PersonId id);
void end_reset(WriteTx& tx, PersonId id);

void put_recovery_code(WriteTx& tx, PersonId id, std::string_view hash);
/// False when there is no such code.
bool use_recovery_code(WriteTx& tx, PersonId id, std::string_view hash);
void end_recovery_codes(WriteTx& tx, PersonId id);
int count_recovery_codes(ReadTx& tx, PersonId id);

struct StoredSession {
  Session session;
  PersonId person;
};
void insert_session(WriteTx& tx, PersonId person, std::string_view token_hash, std::string_view browser, Instant now);
std::optional<StoredSession> session(ReadTx& tx, std::string_view token_hash);
std::vector<Session> sessions_of(ReadTx& tx, PersonId person);
/// Unless it was seen later than `before`.
void see_session(WriteTx& tx, SessionId id, Instant now, Instant before);
/// False when this person has no such session.
bool end_session(WriteTx& tx, PersonId person, SessionId id);
/// All but one, which may be none.
void end_sessions(WriteTx& tx, PersonId person, std::optional<SessionId> kept);
void forget_sessions(WriteTx& tx, Instant began_before, Instant seen_before);

}  // namespace allmende::people::store
