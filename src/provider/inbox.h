#pragma once
// The events that came, each kept once. Part of the door.
//
// Whoever takes them in (an address of the site) stores and answers; whoever handles them is a room above. An event
// that nobody can handle yet, because what it is about is not there (F13), is parked and offered again.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "provider/event.h"

namespace allmende::provider::inbox {

enum class State {
  waiting,  ///< not looked at yet
  parked,   ///< looked at, not to be handled yet
  handled,  ///< for good
};

enum class Received { first_time, again };

/// Keeps the event with its body, waiting, unless it is here already (F11). To be answered to the provider when
/// committed: what it has not heard of it sends again for days.
Received receive(database::WriteTx& tx, std::string_view provider, Event const& event, std::string_view body,
                 Instant now);

struct Entry {
  std::string provider;
  EventId id;
  std::string type;
  std::string body;  ///< the bytes that were signed
  State state;
  Instant received;
  int looks;         ///< how often it was parked
  std::string note;  ///< why, the last time; empty otherwise
};

/// Those in the state, the longest here first; at most `limit`.
std::vector<Entry> list(database::ReadTx& tx, State state, std::size_t limit);
std::optional<Entry> find(database::ReadTx& tx, std::string_view provider, EventId const& id);

/// What `handle` did goes into the books in this transaction, and so exactly once: false, and nothing to do, when
/// somebody else has handled it meanwhile. Ask before the work, in the same transaction.
bool claim(database::WriteTx& tx, std::string_view provider, EventId const& id);
/// Not yet: stays, with `note` for the office (no person's data in it).
void park(database::WriteTx& tx, std::string_view provider, EventId const& id, std::string_view note);

/// Empties the bodies of what was handled and received before `before`; the event itself stays known, so that its
/// copy is still no second one. Returns how many.
std::int64_t forget(database::WriteTx& tx, Instant before);

}  // namespace allmende::provider::inbox
