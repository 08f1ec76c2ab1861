#pragma once
// What is to be written to givers. Part of the door.
//
// A row for each event and template, put by the transaction in which it happened. Whoever writes the mails takes those
// that wait, posts them (mail/outbox.h) and says so here, in one transaction: each is posted once.

#include <string>
#include <vector>

#include "contributions/collecting.h"

namespace allmende::contributions {

using MessageId = Id<struct MessageTag>;

/// "debit-notice" (amount, day, account of an attempt), "thanks" (money has settled), "asks-for-account",
/// "asks-to-go-on", "came-back", "came-back-allow-us" (of a return; never a threat, and no second time),
/// "mandate-expires".
struct Message {
  MessageId id;
  std::string event;  ///< "attempt-17", "payment-3", "return-4"
  std::string template_name;
  AgreementId agreement;
  std::optional<AttemptId> attempt;
  Instant since;
  std::optional<Money> money = std::nullopt;  ///< of "thanks": what came, and from when it counts
  std::optional<Date> day = std::nullopt;
};

/// Those that wait, oldest first, whose giver has an e-mail address; none while the database is held (F38).
std::vector<Message> messages_to_send(database::ReadTx& tx, std::size_t limit);
/// Those whose giver has none: the office writes a letter, and says so by note_sent().
Result<std::vector<Message>> letters_to_write(database::ReadTx& tx, people::Actor const& actor, std::size_t limit);
/// Puts "mandate-expires" for those that expire within three months, once for each; how many. For the clock.
std::int64_t warn_of_expiry(database::WriteTx& tx, Till const& till, Instant now);
/// It was posted. The attempt of a debit-notice is noticed on this day. Whether it still waited.
bool note_sent(database::WriteTx& tx, Till const& till, MessageId id, Instant now);

}  // namespace allmende::contributions
