#include "contributions/moved.h"

#include "contributions/names.h"

namespace allmende::contributions {

using database::ReadTx;
using database::Sql;
using ledger::Month;

namespace {

Sql const kNewestPayment{"contributions.newest_payment", "SELECT COALESCE(MAX(id), 0) FROM payment"};
Sql const kNewestReturn{"contributions.newest_return", "SELECT COALESCE(MAX(id), 0) FROM payment_return"};

#define OF_GIVER " JOIN giver g ON g.id = a.giver WHERE "
#define BY_GIVER " GROUP BY p.month, g.id, g.kind, a.interval ORDER BY p.month, g.id, a.interval"
Sql const kCame{"contributions.money_that_came",
                "SELECT p.month, g.id, g.kind, a.interval, CAST(SUM(p.cents) AS BIGINT) FROM payment p"
                " JOIN agreement a ON a.id = p.agreement" OF_GIVER "p.id > :after AND p.id <= :until" BY_GIVER};
/// Of whole runs that the bank booked as one.
Sql const kCameInRuns{"contributions.money_that_came_in_runs",
                      "SELECT p.month, g.id, g.kind, a.interval, CAST(SUM(t.cents) AS BIGINT) FROM payment p"
                      " JOIN attempt t ON t.run = p.run JOIN agreement a ON a.id = t.agreement" OF_GIVER
                      "p.id > :after AND p.id <= :until AND p.agreement IS NULL AND t.settled > 0"
                      " AND NOT EXISTS (SELECT 1 FROM payment q WHERE q.attempt = t.id)" BY_GIVER};
Sql const kWentBack{"contributions.money_that_went_back",
                    "SELECT p.month, g.id, g.kind, a.interval, CAST(-SUM(p.cents) AS BIGINT) FROM payment_return p"
                    " JOIN agreement a ON a.id = p.agreement" OF_GIVER
                    "p.id > :after AND p.id <= :until AND p.kind <> 'rejected'" BY_GIVER};

Sql const kActiveGivers{"contributions.active_givers", R"(
    SELECT COUNT(DISTINCT giver) FROM agreement WHERE state = 'active' AND interval <> 'once')"};

}  // namespace

Seen newest(ReadTx& tx) { return {tx.one<std::int64_t>(kNewestPayment), tx.one<std::int64_t>(kNewestReturn)}; }

std::vector<Moved> moved(ReadTx& tx, Seen const& after, Seen const& until) {
  std::vector<Moved> found;
  auto add = [&](Month month, GiverId giver, GiverKind kind, Interval interval, Money amount) {
    found.push_back({month, giver, kind, interval, amount});
  };
  for (Sql const* sql : {&kCame, &kCameInRuns}) {
    tx.each<Month, GiverId, GiverKind, Interval, Money>(*sql, add, after.payment, until.payment);
  }
  tx.each<Month, GiverId, GiverKind, Interval, Money>(kWentBack, add, after.returned, until.returned);
  return found;
}

std::int64_t active_givers(ReadTx& tx) { return tx.one<std::int64_t>(kActiveGivers); }

}  // namespace allmende::contributions
