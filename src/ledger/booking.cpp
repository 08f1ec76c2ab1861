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

/// Of one who may, while the books go on.
Result<Booked> book_with(database::WriteTx& tx, KnownAccounts& accounts, Appending& appending, Booking const& booking) {
  TRY(check_source(booking.source));
  if (auto there = find(tx, booking.source)) return known(*there, booking.fact);
  TRY(check_fact(accounts, booking.fact));
  return appending.append(booking, std::nullopt);
}

}  // namespace

Result<Booked> book(database::WriteTx& tx, people::Actor const& actor, Booking const& booking, Instant now) {
  TRY(may_book(actor));
  TRY(must_go_on(tx));
  KnownAccounts accounts(tx);
  Appending appending(tx, actor, now);
  Booked const done = TRY(book_with(tx, accounts, appending, booking));
  appending.finish();
  return done;
}

Result<std::vector<Booked>> book_all(database::WriteTx& tx, people::Actor const& actor, std::span<Booking const> bookings,
                                     Instant now) {
  TRY(may_book(actor));
  TRY(must_go_on(tx));
  auto undone_unless_kept = tx.savepoint();
  KnownAccounts accounts(tx);
  Appending appending(tx, actor, now);
  std::vector<Booked> done;
  done.reserve(bookings.size());
  for (Booking const& it : bookings) done.push_back(TRY(book_with(tx, accounts, appending, it)));
  appending.finish();
  undone_unless_kept.keep();
  return done;
}

}  // namespace allmende::ledger
