#include "ledger/test_books.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::ElementsAre;
using testing::IsEmpty;

class Accounts : public BooksTest {
 protected:
  Account const hall{AccountNumber::fixed(5300), Kind::expense, "Saalmiete"};

  Result<void> open_one(Account const& it, Actor const& actor) {
    return write([&](auto& tx) { return open_account(tx, actor, it, now); });
  }
  Result<void> remove(AccountNumber number, Actor const& actor) {
    return write([&](auto& tx) { return remove_account(tx, actor, number, now); });
  }
  std::optional<Account> look(AccountNumber number) {
    auto tx = database.read();
    return account(tx, number);
  }
};
ALLMENDE_ON_BOTH_ENGINES(Accounts);

TEST_P(Accounts, of_the_standard_chart_are_there_each_once_and_by_number) {
  auto tx = database.read();
  auto all = accounts(tx);
  EXPECT_EQ(all.size(), chart::standard().size());
  EXPECT_TRUE(std::ranges::is_sorted(all, {}, &Account::number));
  EXPECT_EQ(account(tx, chart::kShareCapital)->kind, Kind::equity);
}

TEST_P(Accounts, of_the_standard_chart_begin_with_the_digit_of_their_kind) {
  for (Account const& it : chart::standard())
    EXPECT_EQ(it.number.text()[0] - '1', static_cast<int>(it.kind)) << it.name;
}

TEST_P(Accounts, that_the_paper_has_named_keep_their_names_when_the_chart_is_laid_out_anew) {
  write([&](auto& tx) { return rename_account(tx, ilse, chart::kBank, "Volksbank", now); }).value();
  EXPECT_EQ(write([&](auto& tx) { return lay_out_chart(tx, ilse, now).value(); }), 0);
  remove(chart::kProviderFees, ilse).value();
  EXPECT_EQ(write([&](auto& tx) { return lay_out_chart(tx, ilse, now).value(); }), 1);
  EXPECT_EQ(look(chart::kBank)->name, "Volksbank");
}

TEST_P(Accounts, of_a_standard_number_and_another_kind_stand_in_the_charts_way) {
  remove(chart::kProviderFees, ilse).value();
  open_one({chart::kProviderFees, Kind::asset, "Kasse"}, ilse).value();
  EXPECT_EQ(code_of(write([&](auto& tx) { return lay_out_chart(tx, ilse, now); })), Code::conflict);
}

TEST_P(Accounts, are_added_by_the_paper) {
  EXPECT_TRUE(open_one(hall, kurt));
  EXPECT_EQ(look(hall.number), hall);
  EXPECT_EQ(code_of(open_one(hall, kurt)), Code::conflict);
  Account member{AccountNumber::from(31'000'017).value(), Kind::equity, "Anteile von Mitglied 17"};
  EXPECT_TRUE(open_one(member, kurt)) << "one account a member";
  EXPECT_EQ(code_of(open_one({AccountNumber::fixed(5301), Kind::expense, ""}, kurt)), Code::invalid);
}

TEST_P(Accounts, that_were_booked_on_are_closed_and_not_removed) {
  booked(gift("1", euros(5)));
  EXPECT_EQ(code_of(remove(chart::kBank, ilse)), Code::conflict);
  EXPECT_TRUE(remove(chart::kBankFees, ilse));
  EXPECT_EQ(look(chart::kBankFees), std::nullopt);
  EXPECT_EQ(code_of(remove(chart::kBankFees, ilse)), Code::not_found);
}

TEST_P(Accounts, that_a_proposal_names_are_not_removed) {
  booked(gift("1", euros(500)));
  open_one(hall, ilse).value();
  Fact instead{.day = day("2026-11-03"),
               .text = "Saal",
               .postings = {debit(hall.number, euros(500)), credit(chart::kBank, euros(500))}};
  EXPECT_TRUE(propose({TransactionId(1), "falsches Konto", instead}, ilse));
  EXPECT_EQ(code_of(remove(hall.number, ilse)), Code::conflict);
}

TEST_P(Accounts, are_the_tills_affair) {
  EXPECT_EQ(code_of(open_one(hall, ada)), Code::forbidden);
  EXPECT_EQ(code_of(open_one(hall, Actor::clock())), Code::forbidden);
  EXPECT_EQ(code_of(remove(chart::kBankFees, ada)), Code::forbidden);
  EXPECT_EQ(code_of(write([&](auto& tx) { return rename_account(tx, ada, chart::kBank, "x", now); })), Code::forbidden);
  EXPECT_EQ(code_of(write([&](auto& tx) { return set_use(tx, ada, chart::kBank, Use::closed, now); })),
            Code::forbidden);
  EXPECT_EQ(code_of(write([&](auto& tx) { return lay_out_chart(tx, ada, now); })), Code::forbidden);
}

TEST_P(Accounts, have_deeds) {
  open_one(hall, kurt).value();
  auto tx = database.read();
  auto deeds = people::deeds_on(tx, "ledger-account", "5300", 5);
  ASSERT_EQ(deeds.size(), 1u);
  EXPECT_EQ(deeds[0].what + " " + deeds[0].name, "account opened Kurt");
}

TEST(AccountNumbers, have_four_to_eight_digits) {
  for (std::int64_t number : {0, 999, 100'000'000, -1200}) EXPECT_FALSE(AccountNumber::from(number)) << number;
  EXPECT_EQ(AccountNumber::from(1200).value(), chart::kBank);
}

}  // namespace
}  // namespace allmende::ledger
