#pragma once
// Messages that a transaction causes. Part of the door.

#include <string>
#include <string_view>

#include "base/base.h"
#include "database/database.h"
#include "jobs/jobs.h"
#include "mail/message.h"
#include "mail/way.h"

namespace allmende::mail {

/// The kind of its jobs. Their keys are random and say nothing.
inline constexpr std::string_view kJobs = "mail";

class Outbox {
 public:
  /// `from`: whom its messages are from, for those who write them. `key`: 32 random bytes that are not in the database.
  Outbox(Mailbox from, Secret key);

  Mailbox const& from() const { return from_; }

  /// Has it sent soon, if `tx` commits. Refuses what write() refuses.
  Result<void> post(database::WriteTx& tx, Message const& message, Instant now) const;

  /// Has a Runner send what is posted, by `way`. Both, and the outbox, may be gone then.
  void add_to(jobs::Handlers& handlers, Way way) const;

 private:
  Mailbox from_;
  Secret seal_;
};

/// Another one each time, for write(): 32 letters and digits.
std::string new_id();

}  // namespace allmende::mail
