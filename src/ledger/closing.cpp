#include "ledger/closing.h"

#include "ledger/closing_store.h"
#include "ledger/digest.h"
#include "ledger/posting_rules.h"
#include "ledger/right.h"
#include "ledger/transaction_store.h"

namespace allmende::ledger {

Result<Closing> close_month(database::WriteTx& tx, people::Actor const& actor, Month month, Date today, Instant now) {
  TRY(actor.must_have_any(kBookkeepers));
  TRY(must_go_on(tx));
  if (today <= month.last_day()) return refuse(Code::invalid, "this month is not over", "month");
  auto earlier = closings(tx);
  if (!earlier.empty() && month <= earlier.back().month)
    return refuse(Code::conflict, "this month is closed already", "month");
  TransactionId after = earlier.empty() ? TransactionId(0) : earlier.back().last;
  TransactionId last = store::last_id(tx);
  Closing made{.month = month,
               .last = last,
               .digest = digest_of(tx, earlier.empty() ? "" : earlier.back().digest, after, last),
               .at = now,
               .person = actor.person(),
               .name = actor.name()};
  store::insert(tx, made);
  people::record_deed(tx, actor, {"month closed", "ledger", month.text(), made.digest}, now);
  return made;
}

}  // namespace allmende::ledger
