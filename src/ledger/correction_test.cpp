#include "ledger/test_books.h"

namespace allmende::ledger {
namespace {

using namespace ledger::test;
using testing::ElementsAre;
using testing::IsEmpty;

class Corrections : public BooksTest {
 protected:
  Corrected corrected(Correction const& it) { return std::get<Corrected>(propose(it, ilse).value()); }
  ProposalId waiting(Correction const& it) { return std::get<ProposalId>(propose(it, ilse).value()); }
  Result<Corrected> approve(ProposalId id, Actor const& actor) {
    return write([&](auto& tx) { return approve_correction(tx, actor, id, now); });
  }
  Result<void> decline(ProposalId id, Actor const& actor) {
    return write([&](auto& tx) { return decline_correction(tx, actor, id, now); });
  }
  std::vector<Proposal> open_ones() {
    auto tx = database.read();
    return open_proposals(tx, ilse).value();
  }
};
ALLMENDE_ON_BOTH_ENGINES(Corrections);

TEST_P(Corrections, keep_the_original_and_take_it_back_by_its_opposite) {
  TransactionId id = booked(gift("1", euros(5)));
  Transaction before = stored(id);
  Corrected done = corrected({id, "zweimal eingelesen"});
  EXPECT_EQ(stored(id), before);
  Transaction counter = stored(done.counter);
  EXPECT_EQ(counter.corrects, id);
  EXPECT_EQ(counter.booking.fact.text, "zweimal eingelesen");
  EXPECT_EQ(counter.booking.fact.day, before.booking.fact.day);
  EXPECT_THAT(counter.booking.fact.postings,
              ElementsAre(credit(chart::kBank, euros(5)), debit(chart::kOnceByReaders, euros(5))));
  EXPECT_EQ(balance(chart::kBank), euros(0));
  EXPECT_FALSE(done.replacement);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Corrections, put_something_else_in_its_place) {
  TransactionId id = booked(gift("1", euros(5)));
  Fact instead = gift("", euros(5), day("2026-11-04")).fact;
  instead.postings[1].account = chart::kOnceByMembers;
  Corrected done = corrected({id, "ist Mitglied", instead});
  EXPECT_EQ(stored(done.replacement.value()).corrects, id);
  EXPECT_EQ(stored(done.replacement.value()).booking.fact.text, "Beitrag");
  EXPECT_EQ(balance(chart::kOnceByReaders), euros(0));
  EXPECT_EQ(balance(chart::kOnceByMembers), euros(-5));
  EXPECT_EQ(balance(chart::kBank), euros(5));
}

TEST_P(Corrections, come_once_for_each_transaction_and_may_be_corrected_themselves) {
  TransactionId id = booked(gift("1", euros(5)));
  Corrected done = corrected({id, "Irrtum"});
  EXPECT_EQ(code_of(propose({id, "Irrtum"}, ilse)), Code::conflict);
  corrected({done.counter, "doch kein Irrtum"});
  EXPECT_EQ(balance(chart::kBank), euros(5));
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Corrections, of_a_closed_month_are_booked_in_the_first_open_one) {
  TransactionId id = booked(gift("1", euros(5), day("2026-09-03")));
  close("2026-10").value();
  Corrected done = corrected({id, "Irrtum"});
  EXPECT_EQ(stored(done.counter).booked_on, day("2026-11-01"));
  EXPECT_EQ(stored(done.counter).booking.fact.day, day("2026-09-03"));
  EXPECT_EQ(balance(chart::kBank, "2026-10-31"), euros(5));
  EXPECT_EQ(balance(chart::kBank), euros(0));
}

TEST_P(Corrections, above_an_amount_wait_for_a_second_person) {
  TransactionId id = booked(gift("1", euros(100, 1)));
  ProposalId proposal = waiting({id, "Irrtum"});
  EXPECT_EQ(balance(chart::kBank), euros(100, 1)) << "nothing is booked yet";
  EXPECT_THAT(open_ones(), ElementsAre(Proposal{proposal, {id, "Irrtum"}, now, *ilse.person(), "Ilse"}));
  EXPECT_EQ(code_of(approve(proposal, ilse)), Code::forbidden) << "not the same person";
  EXPECT_EQ(code_of(approve(proposal, Actor::command_line())), Code::forbidden) << "no person";
  EXPECT_EQ(code_of(approve(proposal, ada)), Code::forbidden) << "not the till";
  Corrected done = approve(proposal, kurt).value();
  EXPECT_EQ(stored(done.counter).name, "Kurt");
  EXPECT_EQ(balance(chart::kBank), euros(0));
  EXPECT_THAT(open_ones(), IsEmpty());
  EXPECT_EQ(code_of(approve(proposal, kurt)), Code::conflict);
  EXPECT_EQ(code_of(decline(proposal, kurt)), Code::conflict);
  EXPECT_THAT(findings(), IsEmpty());
}

TEST_P(Corrections, up_to_the_amount_are_one_persons_affair_and_the_paper_says_which) {
  booked(gift("1", euros(100)));
  booked(gift("2", euros(100)));
  EXPECT_TRUE(std::holds_alternative<Corrected>(propose({TransactionId(1), "Irrtum"}, ilse).value()));
  rules.one_person_up_to = Money::cents(0);
  EXPECT_TRUE(std::holds_alternative<ProposalId>(propose({TransactionId(2), "Irrtum"}, ilse).value()));
}

TEST_P(Corrections, that_put_more_in_its_place_wait_too) {
  TransactionId id = booked(gift("1", euros(5)));
  Fact instead = gift("", euros(500)).fact;
  ProposalId proposal = waiting({id, "Komma verrutscht", instead});
  EXPECT_EQ(open_ones()[0].correction.replacement, instead);
  Corrected done = approve(proposal, kurt).value();
  EXPECT_EQ(balance(chart::kBank), euros(500));
  EXPECT_EQ(stored(done.replacement.value()).booking.fact.value_day, day("2026-11-03"));
}

TEST_P(Corrections, above_the_amount_are_not_proposed_by_who_is_no_person) {
  TransactionId id = booked(gift("1", euros(500)));
  EXPECT_EQ(code_of(propose({id, "Irrtum"}, Actor::command_line())), Code::forbidden);
}

TEST_P(Corrections, wait_one_at_a_time_and_may_be_declined) {
  TransactionId id = booked(gift("1", euros(500)));
  ProposalId first = waiting({id, "Irrtum"});
  EXPECT_EQ(code_of(propose({id, "noch einmal"}, kurt)), Code::conflict);
  EXPECT_EQ(code_of(decline(first, ada)), Code::forbidden);
  EXPECT_TRUE(decline(first, ilse)) << "who proposed it may take it back";
  EXPECT_EQ(balance(chart::kBank), euros(500));
  ProposalId second = waiting({id, "doch"});
  EXPECT_TRUE(approve(second, kurt));
  EXPECT_EQ(code_of(approve(ProposalId(99), kurt)), Code::not_found);
}

TEST_P(Corrections, are_checked_as_bookings_are) {
  TransactionId id = booked(gift("1", euros(5)));
  Fact uneven = gift("", euros(5)).fact;
  uneven.postings.pop_back();
  EXPECT_EQ(code_of(propose({id, "x", uneven}, ilse)), Code::invalid);
  EXPECT_EQ(code_of(propose({id, ""}, ilse)), Code::invalid);
  EXPECT_EQ(code_of(propose({id, std::string(501, 'x')}, ilse)), Code::limit);
  EXPECT_EQ(code_of(propose({TransactionId(9), "x"}, ilse)), Code::not_found);
  EXPECT_EQ(code_of(propose({id, "x"}, ada)), Code::forbidden);
  EXPECT_EQ(code_of(propose({id, "x"}, Actor::clock())), Code::forbidden);
  auto tx = database.read();
  EXPECT_EQ(code_of(open_proposals(tx, ada)), Code::forbidden);
}

TEST_P(Corrections, take_back_what_stands_on_an_account_that_is_closed_now) {
  TransactionId id = booked(gift("1", euros(5)));
  write([&](auto& tx) { return set_use(tx, ilse, chart::kOnceByReaders, Use::closed, now); }).value();
  corrected({id, "Irrtum"});
  EXPECT_EQ(balance(chart::kOnceByReaders), euros(0));
}

TEST_P(Corrections, that_were_proposed_are_not_approved_onto_an_account_that_was_closed_meanwhile) {
  TransactionId id = booked(gift("1", euros(500)));
  ProposalId proposal = waiting({id, "Irrtum", gift("", euros(400)).fact});
  write([&](auto& tx) { return set_use(tx, ilse, chart::kOnceByReaders, Use::closed, now); }).value();
  EXPECT_EQ(code_of(approve(proposal, kurt)), Code::conflict);
  EXPECT_EQ(open_ones().size(), 1u) << "it waits still";
  EXPECT_EQ(balance(chart::kBank), euros(500));
}

TEST_P(Corrections, are_deeds) {
  booked(gift("1", euros(500)));
  approve(waiting({TransactionId(1), "Irrtum"}), kurt).value();
  auto tx = database.read();
  std::vector<std::string> deeds;
  for (auto const& deed : people::deeds_on(tx, "ledger-transaction", "1", 9))
    deeds.push_back(deed.name + ": " + deed.what);
  EXPECT_THAT(deeds, ElementsAre("Kurt: correction approved", "Ilse: correction proposed"));
}

}  // namespace
}  // namespace allmende::ledger
