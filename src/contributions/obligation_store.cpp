#include "contributions/attempt_store.h"

std::string_view allmende::database::Stored<allmende::contributions::store::ObligationState>::store(State state) {
  switch (state) {
    case State::open: return "open";
    case State::paid: return "paid";
    case State::dropped: return "dropped";
    case State::held: return "held";
  }
  report_bug("every state of an obligation has a name");
}

allmende::contributions::store::ObligationState
allmende::database::Stored<allmende::contributions::store::ObligationState>::load(std::string_view name) {
  for (State state : {State::open, State::paid, State::dropped, State::held}) {
    if (store(state) == name) return state;
  }
  throw Fault("an obligation's state is none of them");
}

namespace allmende::contributions::store {

using database::ReadTx;
using database::Sql;
using database::WriteTx;

namespace {

Sql const kOwes{"contributions.owes",
                "SELECT COUNT(*) FROM obligation WHERE agreement = :agreement AND period = :period"};
Sql const kInsert{"contributions.insert_obligation", R"(
    INSERT INTO obligation (agreement, period, nominal, state, not_before, retries)
    VALUES (:agreement, :period, :nominal, 'open', :nominal, 0) RETURNING id)"};
Sql const kSetState{"contributions.set_obligation", "UPDATE obligation SET state = :state WHERE id = :id"};
Sql const kRetry{"contributions.retry_obligation", R"(
    UPDATE obligation SET state = 'open', retries = retries + 1, not_before = :not_before WHERE id = :id)"};
Sql const kPostpone{"contributions.postpone_obligation", R"(
    UPDATE obligation SET state = 'open', not_before = :not_before WHERE id = :id)"};
Sql const kRetries{"contributions.retries_of_obligation", "SELECT retries FROM obligation WHERE id = :id"};
Sql const kReopen{"contributions.reopen_held", R"(
    UPDATE obligation SET state = 'open' WHERE agreement = :agreement AND state = 'held')"};

#define GONE_OUT "('sealed', 'unknown', 'settled', 'returned')"
Sql const kUntouched{"contributions.untouched_obligations", R"(
    SELECT id, period, nominal, not_before, state FROM obligation o
    WHERE agreement = :agreement AND state <> 'paid'
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.obligation = o.id AND t.state IN )" GONE_OUT R"()
    ORDER BY period)"};
Sql const kLastTouched{"contributions.last_touched_period", R"(
    SELECT MAX(period) FROM obligation o WHERE agreement = :agreement
      AND (state = 'paid' OR EXISTS (SELECT 1 FROM attempt t WHERE t.obligation = o.id AND t.state IN )" GONE_OUT "))"};
Sql const kFirstOpen{"contributions.first_open_obligation", R"(
    SELECT id, period, nominal, not_before, state FROM obligation o
    WHERE agreement = :agreement AND state = 'open'
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.obligation = o.id
        AND t.state IN ('planned', 'noticed', 'sealed', 'unknown', 'settled'))
    ORDER BY period LIMIT 1)"};
Sql const kDropOpen{"contributions.drop_open_obligations", R"(
    UPDATE obligation SET state = 'dropped' WHERE agreement = :agreement AND state IN ('open', 'held')
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.obligation = obligation.id AND t.state IN ('sealed', 'unknown')))"};
Sql const kDropBefore{"contributions.drop_obligations_before", R"(
    UPDATE obligation SET state = 'dropped' WHERE agreement = :agreement AND state = 'open' AND nominal < :day
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.obligation = obligation.id AND t.state IN ('sealed', 'unknown')))"};

OpenObligation open_obligation(std::tuple<ObligationId, std::string, Date, Date, ObligationState> row) {
  return std::apply([](auto&&... columns) { return OpenObligation{std::move(columns)...}; }, std::move(row));
}

}  // namespace

bool owes(ReadTx& tx, AgreementId agreement, std::string const& period) {
  return tx.one<std::int64_t>(kOwes, agreement, period) > 0;
}
ObligationId insert_obligation(WriteTx& tx, AgreementId agreement, Date nominal) {
  return tx.one<ObligationId>(kInsert, agreement, period_of(nominal), nominal);
}
void set_obligation(WriteTx& tx, ObligationId id, ObligationState state) { tx.run(kSetState, state, id); }
void retry_obligation(WriteTx& tx, ObligationId id, Date not_before) { tx.run(kRetry, not_before, id); }
void postpone(WriteTx& tx, ObligationId id, Date not_before) { tx.run(kPostpone, not_before, id); }
int retries(ReadTx& tx, ObligationId id) { return tx.one<int>(kRetries, id); }
std::int64_t reopen_held(WriteTx& tx, AgreementId agreement) { return tx.run(kReopen, agreement); }

std::vector<OpenObligation> untouched(ReadTx& tx, AgreementId agreement) {
  std::vector<OpenObligation> found;
  for (auto& row : tx.all<ObligationId, std::string, Date, Date, ObligationState>(kUntouched, agreement)) {
    found.push_back(open_obligation(std::move(row)));
  }
  return found;
}

std::optional<std::string> last_touched(ReadTx& tx, AgreementId agreement) {
  return tx.one<std::optional<std::string>>(kLastTouched, agreement);
}

std::optional<OpenObligation> first_open(ReadTx& tx, AgreementId agreement) {
  auto row = tx.maybe<ObligationId, std::string, Date, Date, ObligationState>(kFirstOpen, agreement);
  if (!row) return std::nullopt;
  return open_obligation(*std::move(row));
}

void drop_open(WriteTx& tx, AgreementId agreement) { tx.run(kDropOpen, agreement); }
void drop_open_before(WriteTx& tx, AgreementId agreement, Date day) { tx.run(kDropBefore, agreement, day); }

}  // namespace allmende::contributions::store
