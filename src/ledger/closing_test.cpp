#include "ledger/test_books.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::ElementsAre;
using testing::IsEmpty;

class Closings : public BooksTest {};
ALLMENDE_ON_BOTH_ENGINES(Closings);

TEST_P(Closings, send_a_late_fact_into_the_first_open_month_which_says_to_which_day_it_belongs) {
  close("2026-10").value();
  Booked late = book(gift("1", euros(5), day("2026-09-17"))).value();
  EXPECT_EQ(late.booked_on, day("2026-11-01"));
  Transaction it = stored(late.id);
  EXPECT_TRUE(it.is_late());
  EXPECT_EQ(it.booking.fact.day, day("2026-09-17"));
  EXPECT_EQ(it.booking.fact.value_day, day("2026-09-17"));
  EXPECT_EQ(balance(chart::kBank, "2026-10-31"), euros(0)) << "a closed month never changes";
  EXPECT_EQ(balance(chart::kBank, "2026-11-01"), euros(5));
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Closings, leave_what_was_booked_before_known) {
  booked(gift("1", euros(5), day("2026-10-17")));
  close("2026-10").value();
  Booked again = book(gift("1", euros(5), day("2026-10-17"))).value();
  EXPECT_EQ(again, (Booked{TransactionId(1), Booked::Outcome::known, day("2026-10-17")}));
}

TEST_P(Closings, let_a_late_fact_be_known_after_further_ones) {
  close("2026-10").value();
  booked(gift("1", euros(5), day("2026-10-17")));
  close("2026-11").value();
  EXPECT_EQ(book(gift("1", euros(5), day("2026-10-17"))).value().outcome, Booked::Outcome::known);
  EXPECT_EQ(book(gift("2", euros(5), day("2026-10-17"))).value().booked_on, day("2026-12-01"));
}

TEST_P(Closings, close_all_months_before_too) {
  close("2026-10").value();
  EXPECT_EQ(code_of(close("2026-10")), Code::conflict);
  EXPECT_EQ(code_of(close("2026-09")), Code::conflict);
  auto tx = database.read();
  EXPECT_EQ(closed_through(tx), month("2026-10"));
}

TEST_P(Closings, come_when_the_month_is_over_by_the_papers_calendar) {
  auto on = [&](std::string_view today) {
    return write([&](auto& tx) { return close_month(tx, ilse, month("2026-11"), day(today), now); });
  };
  EXPECT_EQ(code_of(on("2026-11-30")), Code::invalid);
  EXPECT_TRUE(on("2026-12-01"));
}

TEST_P(Closings, are_the_tills_affair) {
  for (auto const& actor : {ada, Actor::clock()}) {
    EXPECT_EQ(
        code_of(write([&](auto& tx) { return close_month(tx, actor, month("2026-10"), day("2026-12-01"), now); })),
        Code::forbidden);
  }
}

TEST_P(Closings, have_a_digest_each_of_all_before) {
  booked(gift("1", euros(5), day("2026-09-17")));
  Closing first = close("2026-09").value();
  Closing empty = close("2026-10").value();
  booked(gift("2", euros(5), day("2026-11-17")));
  Closing third = close("2026-11").value();
  EXPECT_EQ(first.digest.size(), 64u);
  EXPECT_NE(first.digest, empty.digest) << "the digest before is in it";
  EXPECT_EQ(third.last, TransactionId(2));
  auto tx = database.read();
  EXPECT_THAT(closings(tx), ElementsAre(first, empty, third));
  EXPECT_THAT(verify(tx), IsEmpty());
}

TEST_P(Closings, have_the_digest_of_these_very_bytes) {
  // Worked out by sha256sum: who has a digest on paper must be able to check it with the program of ten years later.
  book(gift("1", euros(5), day("2026-09-17"))).value();
  std::string text =
      "1\tstatement-line\t1\tcredit\t2026-09-17\t2026-09-17\t2026-09-17\tBeitrag\t-\t1795856400000000\t-\tclock\n"
      "\t1200\t500\tEUR\n\t4000\t-500\tEUR\n";
  EXPECT_EQ(close("2026-09").value().digest, "e3974dfd3357810e0bfaef427c5728b6363c6e254d92cf09322c5dfd820e86e7")
      << text;
  EXPECT_EQ(close("2026-10").value().digest, "d4564dc493c268d74d7fd1adaa1a940928408c119db7d98377eebd8f5d460f2d")
      << "of the digest before alone, when nothing was booked";
}

}  // namespace
}  // namespace allmende::ledger
