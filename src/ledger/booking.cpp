#include "ledger/booking.h"

#include "ledger/posting_rules.h"
#include "ledger/right.h"
#include "ledger/words.h"

namespace allmende::ledger {

namespace {

Result<void> may_book(people::Actor const& actor) {
  if (is_clock(actor)) return {};
  return actor.must_have_any(kBookkeepers);
}

Result<void> check_source(Source const& source) {
  TRY(check_words(source.type, Source::kLongestWord, "source.type"));
  TRY(check_words(source.id, Source::kLongestId, "source.id"));
  TRY(check_words(source.kind, Source::kLongestWord, "source.kind"));
  if (source.type == kCorrection) {
    return refuse(Code::invalid, "corrections are booked by proposing them", "source.type");
  }
  return {};
}

Result<Booked> known(Transaction const& there, Fact const& wanted) {
  if (there.booking.fact == completed(wanted)) return Booked{there.id, Booked::Outcome::known, there.booked_on};
  return refuse(Code::conflict,
                "this was booked already, as transaction " + std::to_string(there.id.value()) + ", with other content",
                "source");
}

}  // namespace

Result<Booked> book(database::WriteTx& tx, people::Actor const& actor, Booking const& booking, Instant now) {
  TRY(may_book(actor));
  TRY(must_go_on(tx));
  TRY(check_source(booking.source));
  if (auto there = find(tx, booking.source)) return known(*there, booking.fact);
  TRY(check_fact(tx, booking.fact));
  return append(tx, actor, booking, std::nullopt, now);
}

}  // namespace allmende::ledger
