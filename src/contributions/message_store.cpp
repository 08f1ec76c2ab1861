#include "contributions/message_store.h"

#include "contributions/attempt_store.h"
#include "contributions/rights.h"
#include "jobs/jobs.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kThere{"contributions.message_is_there", R"(
    SELECT COUNT(*) FROM giver_message WHERE event = :event AND template = :template)"};
Sql const kPut{"contributions.put_message", R"(
    INSERT INTO giver_message (event, template, agreement, attempt, by_mail, state, since)
    SELECT :event, :template, a.id, :attempt, CASE WHEN g.email <> '' THEN 1 ELSE 0 END, 'waiting', :now
    FROM agreement a JOIN giver g ON g.id = a.giver WHERE a.id = :agreement AND g.erased_at IS NULL)"};
Sql const kPutNotices{"contributions.put_notices", R"(
    INSERT INTO giver_message (event, template, agreement, attempt, by_mail, state, since)
    SELECT 'attempt-' || t.id, 'debit-notice', t.agreement, t.id, CASE WHEN g.email <> '' THEN 1 ELSE 0 END, 'waiting', :now
    FROM attempt t JOIN agreement a ON a.id = t.agreement JOIN giver g ON g.id = a.giver
    WHERE t.run = :run AND t.state = 'planned' AND g.erased_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM giver_message m WHERE m.attempt = t.id AND m.template = 'debit-notice'))"};

Sql const kWaiting{"contributions.waiting_messages", R"(
    SELECT m.id, m.event, m.template, m.agreement, m.attempt, m.since, p.cents, p.day
    FROM giver_message m LEFT JOIN payment p ON m.template = 'thanks' AND m.event = 'payment-' || p.id AND p.agreement = m.agreement
    WHERE m.state = 'waiting' AND m.by_mail = :by_mail ORDER BY m.id LIMIT :limit)"};
Sql const kSent{"contributions.message_sent", R"(
    UPDATE giver_message SET state = 'sent', sent_at = :now WHERE id = :id AND state = 'waiting')"};
Sql const kNoticed{"contributions.noticed_attempt", R"(
    SELECT attempt FROM giver_message WHERE id = :id AND template = 'debit-notice')"};
Sql const kVoid{"contributions.void_messages_of_agreement", R"(
    UPDATE giver_message SET state = 'void' WHERE agreement = :agreement AND state = 'waiting')"};
Sql const kOf{"contributions.messages_of_agreement", R"(
    SELECT template, state, sent_at FROM giver_message WHERE agreement = :agreement ORDER BY id)"};

std::vector<Message> waiting(ReadTx& tx, bool by_mail, std::size_t limit) {
  std::vector<Message> found;
  tx.each<MessageId, std::string, std::string, AgreementId, std::optional<AttemptId>, Instant, std::optional<Money>, std::optional<Date>>(
      kWaiting, [&](auto&&... columns) { found.push_back({std::move(columns)...}); }, by_mail, limit);
  return found;
}

}  // namespace

std::vector<Message> messages_to_send(ReadTx& tx, std::size_t limit) {
  if (jobs::held(tx)) return {};
  return waiting(tx, true, limit);
}

Result<std::vector<Message>> letters_to_write(ReadTx& tx, people::Actor const& actor, std::size_t limit) {
  TRY(must_be_at_the_till(actor));
  return waiting(tx, false, limit);
}

bool note_sent(WriteTx& tx, Till const& till, MessageId id, Instant now) {
  if (tx.run(kSent, now, id) == 0) return false;
  if (auto noticed = tx.maybe<AttemptId>(kNoticed, id)) store::notice(tx, *noticed, till.day_of(now));
  return true;
}

namespace store {

bool put_message(WriteTx& tx, std::string const& event, std::string_view template_name, AgreementId agreement,
                 std::optional<AttemptId> attempt, Instant now) {
  if (tx.one<std::int64_t>(kThere, event, template_name) > 0) return false;
  return tx.run(kPut, event, template_name, attempt, now, agreement) == 1;
}

void void_messages(WriteTx& tx, AgreementId agreement) { tx.run(kVoid, agreement); }

void put_notices(WriteTx& tx, RunId id, Instant now) { tx.run(kPutNotices, now, id); }

std::vector<WrittenMessage> messages_of(ReadTx& tx, AgreementId agreement) {
  std::vector<WrittenMessage> found;
  for (auto& [name, state, sent] : tx.all<std::string, std::string, std::optional<Instant>>(kOf, agreement)) {
    found.push_back({std::move(name), std::move(state), sent});
  }
  return found;
}

}  // namespace store
}  // namespace allmende::contributions
