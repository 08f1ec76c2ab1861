// What is known of a giver, and forgetting it.

#include "contributions/test_till.h"

namespace allmende::contributions {
namespace {

using namespace contributions::test;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Erasure : public TillTest {
 protected:
  std::string known(AgreementId id) {
    ProvenGiver proof = proof_of(id);
    return read([&](auto& tx) { return json::write(everything_known(tx, till, proof, now)); });
  }
  Result<Erased> erase_it(AgreementId id, Who const& who) {
    return write([&](auto& tx) { return erase(tx, who, till, stored_in(tx, id).giver, now); });
  }
  Agreement stored_in(database::ReadTx& tx, AgreementId id) { return *agreement(tx, till, id); }
  std::vector<std::string> left() {
    return read([&](auto& tx) { return left_of_erased(tx, till, now); });
  }
};
ALLMENDE_ON_BOTH_ENGINES(Erasure);

TEST_P(Erasure, is_preceded_by_knowing_everything) {
  AgreementId id = give();
  give(transfer_gift());
  collected("2026-12-01");
  settle_it(newest(id).id, euros(10), "1").value();
  return_it(newest(id).id, "AC04", euros(10), "2").value();
  std::string const all = known(id);
  for (char const* word :
       {"Jürgen Groß", "Juergen@Kai.example", "DE02120300000000202051", "Ich ermächtige", "\"10.00\"", "\"-10.00\"",
        "AC04", "debit-notice", "confirmed", "das-blatt-bleibt", "2026-12-01"}) {
    EXPECT_THAT(all, HasSubstr(word));
  }
  EXPECT_THAT(all, Not(HasSubstr("Aimée")));
}

TEST_P(Erasure, of_who_was_never_debited_leaves_nothing) {
  AgreementId id = give();
  EXPECT_EQ(code_of(erase_it(id, ada)), Code::forbidden);
  ProvenGiver proof = proof_of(id);
  Erased erased = erase_it(id, proof).value();
  EXPECT_EQ(erased.rest_on, std::nullopt);
  EXPECT_EQ(stored(id).state, AgreementState::ended);
  EXPECT_EQ(stored(id).mandate->account_end, "");
  auto nobody = read([&](auto& tx) { return *giver(tx, till, stored_in(tx, id).giver); });
  EXPECT_TRUE(nobody.erased);
  EXPECT_EQ(nobody.data.name + nobody.data.email, "");
  EXPECT_THAT(read([&](auto& tx) { return search(tx, ilse, till, "groß", 10).value(); }), IsEmpty());
  EXPECT_FALSE(write([&](auto& tx) { return make_link(tx, till, "juergen@kai.example", now); }));
  EXPECT_THAT(left(), IsEmpty());
}

TEST_P(Erasure, keeps_the_proof_of_a_mandate_until_its_day_and_the_books_for_good) {
  AgreementId id = give();
  RunId which = collected("2026-12-01");
  settle_it(newest(id).id, euros(10), "1").value();
  Erased erased = erase_it(id, ilse).value();
  EXPECT_EQ(erased.rest_on, day("2028-02-02"));
  EXPECT_EQ(stored(id).mandate->account_end, "2051") << "it can be disputed for 13 months";
  EXPECT_THAT(waiting(), Not(testing::Contains("thanks"))) << "and nothing more is written to them";
  now = moment("2028-02-01T09:00:00Z");
  EXPECT_EQ(write([&](auto& tx) { return erase_what_is_due(tx, till, now); }), 0);
  now = moment("2028-02-02T09:00:00Z");
  EXPECT_THAT(left(), SizeIs(1)) << "the clock has not come by yet";
  EXPECT_EQ(write([&](auto& tx) { return erase_what_is_due(tx, till, now); }), 1);
  EXPECT_EQ(stored(id).mandate->account_end, "");
  EXPECT_THAT(left(), IsEmpty());
  EXPECT_EQ(balance(ledger::chart::kBank), euros(10));
  EXPECT_THAT(file_of(which), HasSubstr("DE02120300000000202051")) << "a voucher, sealed, for eight years";
}

TEST_P(Erasure, lets_a_return_be_booked_though_the_giver_is_gone) {
  AgreementId id = give();
  collected("2026-12-01");
  settle_it(newest(id).id, euros(10), "1").value();
  erase_it(id, ilse).value();
  EXPECT_TRUE(return_it(newest(id).id, "MD06", euros(10), "2", Money::cents(0), "2027-01-20"));
  EXPECT_THAT(waiting(), testing::Not(testing::Contains("asks-to-go-on")));
}

TEST_P(Erasure, forgets_gifts_that_nobody_confirmed) {
  AgreementId id = begin(debit_gift()).value().agreement;
  EXPECT_EQ(write([&](auto& tx) { return erase_what_is_due(tx, till, now); }), 0);
  now = moment("2026-11-24T09:00:00Z");
  EXPECT_EQ(write([&](auto& tx) { return erase_what_is_due(tx, till, now); }), 1);
  EXPECT_EQ(stored(id).state, AgreementState::ended);
  EXPECT_EQ(stored(id).mandate->account_end, "");
}

TEST_P(Erasure, is_found_wanting_when_something_is_left) {
  static database::Sql const put("test.put_back", "UPDATE giver SET email_index = 'x' WHERE id = 1");
  AgreementId id = give();
  erase_it(id, ilse).value();
  write([&](auto& tx) { return tx.run(put); });
  EXPECT_THAT(left(), SizeIs(1));
}

}  // namespace
}  // namespace allmende::contributions
