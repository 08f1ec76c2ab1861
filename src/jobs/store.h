#pragma once
// The rows of jobs. Private to this room.

#include "jobs/job.h"

namespace allmende::jobs::store {

/// A row as somebody saw it. Whoever wants to do something to it must find it unchanged: `number` is another one
/// when it was put or retried meanwhile, `attempts` when it was tried.
struct Seen {
  Job job;
  Instant next;
  std::int64_t number = 0;
  int attempts = 0;
};

/// The one of the kind that comes first: waiting, or claimed by somebody whose lease will end.
std::optional<Seen> first_of(database::ReadTx& tx, std::string_view kind);

// What is done to an unchanged row. Each says whether it was still so.
bool remove(database::WriteTx& tx, Seen const& seen);
/// Another attempt is begun and counted, until `until`.
bool claim(database::WriteTx& tx, Seen const& seen, Instant until);
/// The last of `begun` attempts was in vain.
bool put_off(database::WriteTx& tx, Seen const& seen, int begun, Instant next, std::string_view error);
bool give_up(database::WriteTx& tx, Seen const& seen, int begun, std::string_view error);

}  // namespace allmende::jobs::store
