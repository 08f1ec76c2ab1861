// What people at the till see, and what everybody may be told in sums.

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using ledger::Month;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Office : public TillTest {
 protected:
  std::vector<AgreementId> search_for(std::string_view typed) {
    std::vector<AgreementId> found;
    for (auto const& it : read([&](auto& tx) { return search(tx, ilse, till, typed, 10).value(); }))
      found.push_back(it.agreement.id);
    return found;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Office);

TEST_P(Office, finds_whom_it_looks_for_by_whole_words_without_anything_in_the_clear) {
  AgreementId jürgen = give();
  AgreementId aimée = give(transfer_gift());
  EXPECT_THAT(search_for("groß"), ElementsAre(jürgen));
  EXPECT_THAT(search_for("GROSS"), ElementsAre(jürgen));
  EXPECT_THAT(search_for("Aimee"), ElementsAre(aimée));
  EXPECT_THAT(search_for("juergen@kai.EXAMPLE"), ElementsAre(jürgen));
  EXPECT_THAT(search_for(stored(aimée).reference.printed()), ElementsAre(aimée));
  EXPECT_THAT(search_for(stored(jürgen).mandate->reference.text()), ElementsAre(jürgen));
  EXPECT_THAT(search_for("gro"), IsEmpty());
  EXPECT_THAT(search_for(""), IsEmpty());
  EXPECT_EQ(code_of(read([&](auto& tx) { return search(tx, ada, till, "groß", 10); })), Code::forbidden);
}

TEST_P(Office, lists_agreements_newest_first_by_state) {
  AgreementId one = give();
  AgreementId two = give(transfer_gift());
  write([&](auto& tx) { return end(tx, ilse, till, one, now).has_value(); });
  auto list = [&](std::optional<AgreementState> state, std::optional<AgreementId> before) {
    std::vector<AgreementId> ids;
    for (auto const& it : read([&](auto& tx) { return list_agreements(tx, ilse, till, state, before, 10).value(); })) {
      ids.push_back(it.agreement.id);
    }
    return ids;
  };
  EXPECT_THAT(list({}, {}), ElementsAre(two, one));
  EXPECT_THAT(list({}, two), ElementsAre(one));
  EXPECT_THAT(list(AgreementState::ended, {}), ElementsAre(one));
  auto lines = read([&](auto& tx) { return list_agreements(tx, ilse, till, {}, {}, 1).value(); });
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].giver.data.name, "Aimée Łoś");
  for (Actor const& actor : {ada, Actor::clock()}) {
    EXPECT_EQ(code_of(read([&](auto& tx) { return list_agreements(tx, actor, till, {}, {}, 10); })), Code::forbidden);
    EXPECT_EQ(code_of(read([&](auto& tx) { return tasks(tx, actor, till, now, 10); })), Code::forbidden);
    EXPECT_EQ(code_of(read([&](auto& tx) { return attempts_of(tx, actor, one); })), Code::forbidden);
  }
}

TEST_P(Office, tells_what_is_promised_for_twelve_months_and_spreads_a_years_gift) {
  give(debit_gift(euros(10), day("2026-12-31")));
  give(debit_gift(euros(100), day("2027-02-01"), Interval::yearly));
  give(transfer_gift(euros(30), day("2026-11-15"), Interval::quarterly));
  give(debit_gift(euros(7), day("2026-12-01"), Interval::once));
  AgreementId ended = give();
  write([&](auto& tx) { return end(tx, ilse, till, ended, now).has_value(); });
  auto months = read([&](auto& tx) { return promised(tx, till, now); });
  EXPECT_EQ(months[0].month.text(), "2026-11");
  EXPECT_EQ(months[0].due, euros(30));
  EXPECT_EQ(months[0].evenly, euros(10));
  EXPECT_EQ(months[1].due, euros(17));
  EXPECT_EQ(months[1].evenly, euros(27));
  EXPECT_EQ(months[3].due, euros(140));
  EXPECT_EQ(months[3].evenly, Money::cents(10'00 + 10'00 + 8'34));
  EXPECT_EQ(months[11].month.text(), "2027-10");
  EXPECT_EQ(months[11].due, euros(10));
}

TEST_P(Office, sums_months) {
  AgreementId id = give();
  AgreementId free = give(transfer_gift());
  collected("2026-12-01");
  settle_it(newest(id).id, euros(10), "1").value();
  write([&](auto& tx) {
    return credit(tx, Actor::clock(), till, free, {source("2"), euros(5), day("2026-12-31")}, now).has_value();
  });
  return_it(newest(id).id, "MD06", euros(10), "3", Money::cents(0), "2027-01-02").value();
  write([&](auto& tx) { return end(tx, ilse, till, free, now).has_value(); });
  auto sums =
      read([&](auto& tx) { return sums_by_month(tx, Month::of(day("2026-11-01")), Month::of(day("2027-01-01"))); });
  ASSERT_THAT(sums, SizeIs(3));
  EXPECT_EQ(sums[0].begun, 2);
  EXPECT_EQ(sums[0].ended, 1);
  EXPECT_EQ(sums[1].settled, euros(15));
  EXPECT_EQ(sums[1].payments, 2);
  EXPECT_EQ(sums[2].returned, euros(10));
  EXPECT_EQ(sums[2].returns, 1);
  EXPECT_EQ(read([&](auto& tx) { return active_agreements(tx); }), 0) << "one is paused, one has ended";
}

}  // namespace
}  // namespace allmende::contributions
