#pragma once
// Looking for what is wrong, and the rows of halts. Private to this room.

#include <functional>

#include "ledger/booking.h"

namespace allmende::ledger::store {

/// Calls back with each finding of the statements that look for one, a sentence and which.
using Finding = std::function<void(std::string_view what, std::string const& which)>;
void find_faults(database::ReadTx& tx, Finding const& finding);

struct Halt {
  std::int64_t id;
  std::string finding;
};
std::optional<Halt> open_halt(database::ReadTx& tx);
void halt(database::WriteTx& tx, std::string_view finding, Instant now);
void release(database::WriteTx& tx, Halt const& halt, std::string const& note, people::Actor const& actor, Instant now);

}  // namespace allmende::ledger::store
