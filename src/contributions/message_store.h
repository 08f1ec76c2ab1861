#pragma once
// What is put to be written to givers. Private to this room.

#include "contributions/messages.h"

namespace allmende::contributions::store {

/// Once for each event and template; nothing for a giver who was erased. Whether it was put.
bool put_message(database::WriteTx& tx, std::string const& event, std::string_view template_name, AgreementId agreement,
                 std::optional<AttemptId> attempt, Instant now);
/// Nothing more is said about it.
void void_messages(database::WriteTx& tx, AgreementId agreement);
/// "debit-notice" for each planned attempt of the run that has none.
void put_notices(database::WriteTx& tx, RunId id, Instant now);

struct WrittenMessage {
  std::string template_name;
  std::string state;
  std::optional<Instant> sent;
};
std::vector<WrittenMessage> messages_of(database::ReadTx& tx, AgreementId agreement);

}  // namespace allmende::contributions::store
