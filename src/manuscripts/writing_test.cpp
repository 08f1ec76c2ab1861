// What is typed, and what becomes of it.

#include "manuscripts/test_newsroom.h"
#include "tests/support/statement_coverage.h"

namespace allmende::manuscripts::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

ALLMENDE_EVERY_STATEMENT_RUNS("manuscripts.");

constexpr char kTab[] = "tab-of-mira-1", kOther[] = "tab-of-jo-0001";

using Whether = manuscripts::Writing;

class WritingTest : public NewsroomTest {
 protected:
  /// So that no checkpoint is due.
  ArticleNumber fresh() { return begin(mira); }
};
ALLMENDE_ON_BOTH_ENGINES(WritingTest);

TEST_P(WritingTest, begins_with_a_title_and_belongs_to_who_began_it) {
  ArticleNumber number = begin(mira);
  EXPECT_EQ(find(number).headline, "Der Kai wird saniert");
  EXPECT_EQ(find(number).responsible, mira.person());
  EXPECT_EQ(article(number).state, newsroom::State::draft);
  EXPECT_EQ(article(number).slug.text(), "der-kai-wird-saniert");
  EXPECT_THAT(history(number), ElementsAre("Mira begun"));
}

TEST_P(WritingTest, keeps_what_is_typed_in_a_draft_that_is_in_no_history) {
  ArticleNumber number = fresh();
  auto kept = keep(mira, draft(number, kTab, 3, "Am Kai"));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->serial, 3);
  EXPECT_EQ(kept->base, (Revisions{1, 1}));
  ASSERT_THAT(drafts(mira, number), SizeIs(1));
  EXPECT_EQ(drafts(mira, number)[0].text.body, body({{"a", "Am Kai"}}));
  EXPECT_THAT(history(number), SizeIs(1));
  EXPECT_THAT(drafts(jo, number), IsEmpty()) << "a draft that is being written is nobody else's";
}

TEST_P(WritingTest, keeps_the_newest_draft_of_a_tab_in_whatever_order_they_come) {
  ArticleNumber number = fresh();
  keep(mira, draft(number, kTab, 5, "das Neueste")).value();
  auto late = keep(mira, draft(number, kTab, 4, "von vorhin"));
  EXPECT_EQ(late.value().serial, 5);
  EXPECT_EQ(keep(mira, draft(number, kTab, 5, "das Neueste")).value().serial, 5);
  EXPECT_EQ(drafts(mira, number)[0].text.body, body({{"a", "das Neueste"}}));
}

TEST_P(WritingTest, makes_a_revision_when_it_is_saved_and_the_draft_goes) {
  ArticleNumber number = fresh();
  keep(mira, draft(number, kTab, 1, "Am")).value();
  auto saved = save(mira, draft(number, kTab, 2, "Am Kai"), "erster Wurf");
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->base, (Revisions{2, 1}));
  EXPECT_THAT(drafts(mira, number), IsEmpty());
  EXPECT_EQ(text(number).body, body({{"a", "Am Kai"}}));
  EXPECT_EQ(article(number).body.blocks.size(), 1u) << "the archive's draft follows";
  EXPECT_THAT(history(number), ElementsAre("Mira begun", "Mira saved erster Wurf"));
}

TEST_P(WritingTest, does_not_take_an_old_draft_that_arrives_behind_a_revision_for_a_new_one) {
  ArticleNumber number = fresh();
  Draft old = draft(number, kTab, 1, "Am");
  save(mira, draft(number, kTab, 2, "Am Kai")).value();
  EXPECT_EQ(keep(mira, old).value().serial, 2);
  EXPECT_THAT(drafts(mira, number), IsEmpty());
}

TEST_P(WritingTest, makes_a_checkpoint_by_itself_at_most_every_ten_minutes) {
  ArticleNumber number = fresh();
  for (int minute = 0; minute < 25; ++minute) {
    auto kept = keep(mira, draft(number, kTab, minute + 1, "Satz " + std::to_string(minute)));
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->base, find(number).now);
    pass(std::chrono::minutes(1));
  }
  EXPECT_THAT(history(number), ElementsAre("Mira begun", "Mira checkpoint", "Mira checkpoint"));
}

TEST_P(WritingTest, is_no_conflict_with_a_revision_that_the_tab_made_and_did_not_hear_of) {
  ArticleNumber number = fresh();
  Draft first = draft(number, kTab, 1, "Am Kai");
  Draft second = draft(number, kTab, 2, "Am Kai wird");
  save(mira, first).value();  // the answer is lost
  auto saved = save(mira, second);
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->base, (Revisions{3, 1}));
  Draft back = first;
  back.serial = 3;
  EXPECT_EQ(save(mira, back).value().base.body, 4) << "also when it goes back to what it was begun from";
}

TEST_P(WritingTest, refuses_a_text_that_is_no_article_yet_as_a_revision_but_keeps_it) {
  ArticleNumber number = fresh();
  Draft empty = draft(number, kTab, 1, "Am Kai");
  empty.text.fields = with(empty.text.fields, "headline", "");
  auto saved = save(mira, empty);
  ASSERT_TRUE(is<Refusal>(saved));
  EXPECT_EQ(std::get<Refusal>(saved.error()).where, "headline");
  EXPECT_THAT(drafts(mira, number), SizeIs(1));
  pass(std::chrono::minutes(30));
  empty.serial = 2;
  EXPECT_TRUE(keep(mira, empty)) << "and a checkpoint waits until it is one";
  EXPECT_EQ(find(number).now, (Revisions{1, 1}));
}

TEST_P(WritingTest, lets_nobody_write_the_body_while_somebody_else_does) {
  ArticleNumber number = fresh();
  keep(mira, draft(number, kTab, 1, "Am Kai")).value();
  auto second = keep(jo, draft(number, kOther, 1, "Ich auch"));
  ASSERT_TRUE(is<LeaseLost>(second));
  EXPECT_EQ(std::get<LeaseLost>(second.error()).who, "Mira");
  ASSERT_THAT(drafts(mira, number), SizeIs(2)) << "what was typed is there all the same, as a side draft";
  EXPECT_TRUE(is<LeaseLost>(keep(jo, draft(number, kOther, 2, "Noch mal")))) << "until the tab is loaded anew";
}

TEST_P(WritingTest, lets_others_change_fields_meanwhile_and_brings_both_together) {
  ArticleNumber number = fresh();
  Draft writing = draft(number, kTab, 1, "Am Kai");
  keep(mira, writing).value();
  Draft headline = draft(number, kOther, 1, "");
  headline.text = text(number);
  headline.text.fields = with(headline.text.fields, "headline", "Kai: Sanierung beginnt");
  ASSERT_TRUE(save(jo, headline));
  writing.serial = 2;
  writing.text.fields = with(writing.text.fields, "kicker", "Hafen");
  auto saved = save(mira, writing);
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->base, (Revisions{2, 1})) << "the tab has yet to hear of the other headline";
  newsroom::Article now_it_is = article(number);
  EXPECT_EQ(now_it_is.headline, "Kai: Sanierung beginnt");
  EXPECT_EQ(now_it_is.kicker, "Hafen");
  EXPECT_EQ(text(number).body, body({{"a", "Am Kai"}}));
  writing.serial = 3;
  EXPECT_TRUE(save(mira, writing)) << "and its next draft takes nothing back";
  EXPECT_EQ(article(number).headline, "Kai: Sanierung beginnt");
}

TEST_P(WritingTest, is_a_conflict_when_both_change_the_same_field_and_both_are_there) {
  ArticleNumber number = fresh();
  Draft mine = draft(number, kTab, 1, ""), theirs = draft(number, kOther, 1, "");
  for (auto* it : {&mine, &theirs}) it->text.body = text(number).body;
  mine.text.fields = with(mine.text.fields, "headline", "Meine");
  theirs.text.fields = with(theirs.text.fields, "headline", "Ihre");
  save(jo, theirs).value();
  auto saved = save(mira, mine);
  ASSERT_TRUE(is<Met>(saved));
  auto const& met = std::get<Met>(saved.error());
  EXPECT_EQ(met.who, "Jo");
  EXPECT_EQ(met.now, (Revisions{1, 2}));
  EXPECT_EQ(met.theirs, text(number));
  EXPECT_EQ(changed_keys(met.base.fields, met.theirs.fields), std::vector<std::string>{"headline"});
  EXPECT_THAT(drafts(mira, number), SizeIs(1));
}

TEST_P(WritingTest, is_taken_over_by_name_and_the_others_text_stays_beside) {
  ArticleNumber number = fresh();
  keep(mira, draft(number, kTab, 1, "Miras Satz")).value();
  EXPECT_TRUE(write([&](auto& tx) { return take_over(tx, jo, number, kOther, now); }));
  EXPECT_EQ(lease(*std::make_unique<database::ReadTx>(database.read()), number, now)->name, "Jo");
  ASSERT_THAT(drafts(jo, number), SizeIs(1));
  EXPECT_TRUE(drafts(jo, number)[0].side);
  EXPECT_EQ(drafts(jo, number)[0].name, "Mira");

  auto late = keep(mira, draft(number, kTab, 2, "Miras Satz und noch einer"));
  ASSERT_TRUE(is<LeaseLost>(late));
  EXPECT_EQ(std::get<LeaseLost>(late.error()).who, "Jo");
  EXPECT_EQ(drafts(jo, number)[0].text.body, body({{"a", "Miras Satz und noch einer"}})) << "also what came later";
  EXPECT_TRUE(save(jo, draft(number, kOther, 1, "Jos Satz")));
  EXPECT_THAT(history(number), ElementsAre("Mira begun", "Jo takeover Mira", "Jo saved"));
  EXPECT_TRUE(write([&](auto& tx) { return discard(tx, jo, number, kTab, 2); }));
  EXPECT_THAT(drafts(jo, number), IsEmpty());
}

TEST_P(WritingTest, is_free_again_when_the_tab_is_closed_or_was_not_heard_of) {
  ArticleNumber number = fresh();
  keep(mira, draft(number, kTab, 1, "Miras Satz")).value();
  write([&](auto& tx) { return leave(tx, mira, number, kTab, now).has_value(); });
  EXPECT_TRUE(keep(jo, draft(number, kOther, 1, "Jos Satz")));
  pass(std::chrono::seconds(60));
  EXPECT_TRUE(write([&](auto& tx) { return be_present(tx, jo, number, kOther, Whether::yes, now); }));
  pass(std::chrono::seconds(60));
  EXPECT_TRUE(is<LeaseLost>(keep(edda, draft(number, "tab-of-edda-1", 1, "Eddas Satz")))) << "it was heard of";
  pass(std::chrono::seconds(91));
  EXPECT_TRUE(keep(edda, draft(number, "tab-of-edda-2", 1, "Eddas Satz")));
  EXPECT_TRUE(is<LeaseLost>(keep(jo, draft(number, kOther, 2, "Jo ist wieder da"))));
}

TEST_P(WritingTest, follows_the_same_person_into_another_tab) {
  ArticleNumber number = fresh();
  keep(mira, draft(number, kTab, 1, "am Rechner")).value();
  EXPECT_TRUE(keep(mira, draft(number, "phone-of-mira", 1, "am Telefon")));
  EXPECT_TRUE(is<LeaseLost>(keep(mira, draft(number, kTab, 2, "wieder am Rechner"))));
  EXPECT_THAT(drafts(mira, number), SizeIs(2));
}

TEST_P(WritingTest, is_a_conflict_when_somebody_took_over_and_saved_while_one_was_away) {
  ArticleNumber number = fresh();
  Draft mine = draft(number, kTab, 1, "Miras Satz");
  pass(std::chrono::minutes(2));
  save(jo, draft(number, kOther, 1, "Jos Satz")).value();
  write([&](auto& tx) { return leave(tx, jo, number, kOther, now).has_value(); });
  auto late = keep(mira, mine);
  ASSERT_TRUE(is<Met>(late));
  EXPECT_EQ(std::get<Met>(late.error()).theirs.body, body({{"a", "Jos Satz"}}));
  EXPECT_EQ(drafts(mira, number)[0].text.body, mine.text.body);
}

TEST_P(WritingTest, gives_its_lease_back_when_it_is_left_and_takes_none_by_being_open) {
  ArticleNumber number = fresh();
  auto present = [&](Actor const& who, std::string const& tab, Whether writing) {
    EXPECT_TRUE(write([&](auto& tx) { return be_present(tx, who, number, tab, writing, now); }));
  };
  present(jo, kOther, Whether::yes);
  keep(mira, draft(number, kTab, 1, "Miras Satz")).value();
  present(mira, kTab, Whether::yes);
  EXPECT_TRUE(is<LeaseLost>(keep(edda, draft(number, "tab-of-edda-1", 1, "Eddas Satz"))));
  present(mira, kTab, Whether::no);
  EXPECT_TRUE(keep(edda, draft(number, "tab-of-edda-2", 1, "Eddas Satz")));
}

TEST_P(WritingTest, throws_away_only_what_was_seen) {
  ArticleNumber number = fresh();
  keep(mira, draft(number, kTab, 4, "neu")).value();
  EXPECT_EQ(write([&](auto& tx) { return discard(tx, mira, number, kTab, 3); }).error().code, Code::conflict);
  EXPECT_TRUE(write([&](auto& tx) { return discard(tx, mira, number, kTab, 4); }));
  EXPECT_EQ(write([&](auto& tx) { return discard(tx, mira, number, kTab, 4); }).error().code, Code::not_found);
}

TEST_P(WritingTest, goes_on_from_its_own_revision_also_when_somebody_came_after_it) {
  ArticleNumber number = fresh();
  Draft first = draft(number, kTab, 1, "Miras Satz");
  save(mira, first).value();  // the answer is lost
  write([&](auto& tx) { return be_present(tx, mira, number, kTab, Whether::no, now).has_value(); });
  save(jo, draft(number, kOther, 1, "Jos Satz")).value();
  Draft same = first;
  same.serial = 2;
  auto kept = keep(mira, same);
  ASSERT_TRUE(kept) << "it says nothing that was not in its own revision";
  EXPECT_EQ(text(number).body, body({{"a", "Jos Satz"}}));
}

TEST_P(WritingTest, tells_who_has_it_open) {
  ArticleNumber number = fresh();
  for (auto const& [who, tab] : {std::pair(&mira, kTab), std::pair(&jo, kOther), std::pair(&jo, "another-of-jo")}) {
    EXPECT_TRUE(write([&](auto& tx) { return be_present(tx, *who, number, tab, Whether::no, now); }));
  }
  auto tx = database.read();
  EXPECT_THAT(present(tx, number, mira.person(), now), ElementsAre("Jo"));
  EXPECT_THAT(present(tx, number, std::nullopt, Instant::from_microseconds(now.microseconds() + 100'000'000)), IsEmpty());
}

TEST_P(WritingTest, is_for_the_newsroom_only) {
  ArticleNumber number = fresh();
  EXPECT_TRUE(is<Refusal>(keep(till, draft(number, kTab, 1, "x"))));
  auto tx = database.read();
  EXPECT_EQ(manuscripts::find(tx, till, number).error().code, Code::forbidden);
  EXPECT_EQ(manuscripts::text(tx, till, number).error().code, Code::forbidden);
  EXPECT_EQ(manuscripts::drafts(tx, till, number).error().code, Code::forbidden);
  EXPECT_EQ(manuscripts::history(tx, till, number, 0, 1).error().code, Code::forbidden);
  EXPECT_EQ(manuscripts::notes(tx, till, number).error().code, Code::forbidden);
  EXPECT_EQ(manuscripts::list(tx, till, {}, {}, 10).error().code, Code::forbidden);
}

TEST_P(WritingTest, belongs_to_authors_until_it_is_edited) {
  ArticleNumber number = begin(jo);
  EXPECT_TRUE(keep(mira, draft(number, kTab, 1, "eine Zeile"))) << "a draft is for everyone who writes";
  write([&](auto& tx) { return leave(tx, mira, number, kTab, now).has_value(); });
  write([&](auto& tx) { return manuscripts::move(tx, jo, {}, number, Stage::draft, Stage::edited, now); }).value();
  EXPECT_TRUE(is<Refusal>(keep(mira, draft(number, kTab, 2, "zwei Zeilen"))));
  write([&](auto& tx) { return make_responsible(tx, jo, number, mira.person(), now); }).value();
  EXPECT_TRUE(keep(mira, draft(number, kTab, 3, "zwei Zeilen"))) << "one's own one may still mend";
}

TEST_P(WritingTest, lets_the_picture_desk_add_a_picture_and_nothing_else) {
  ArticleNumber number = written(mira);
  Draft picture = draft(number, "tab-of-pia-01", 1, "");
  picture.text = text(number);
  picture.text.fields = with(picture.text.fields, "lead_picture",
                             json::Object{{"file", "kai.webp"}, {"alt", "Der Kai"}, {"credit", "Foto: Pia"}});
  EXPECT_TRUE(save(pia, picture));
  picture.serial = 2;
  picture.base = find(number).now;
  picture.text.fields = with(picture.text.fields, "headline", "Pias Titel");
  EXPECT_TRUE(is<Refusal>(save(pia, picture)));
  EXPECT_EQ(article(number).lead_picture->file, "kai.webp");
}

TEST_P(WritingTest, refuses_names_of_tabs_that_are_none_and_tabs_of_others) {
  ArticleNumber number = fresh();
  for (std::string const& tab : std::vector<std::string>{"", "short", "with blank in it", std::string(65, 'x')}) {
    EXPECT_TRUE(is<Refusal>(keep(mira, draft(number, tab, 1, "x")))) << tab;
  }
  keep(mira, draft(number, kTab, 1, "x")).value();
  EXPECT_TRUE(is<Refusal>(keep(jo, draft(number, kTab, 2, "y"))));
  Draft ahead = draft(number, kTab, 3, "z");
  ahead.base.body = 77;
  EXPECT_TRUE(is<Refusal>(keep(mira, ahead)));
}

TEST_P(WritingTest, has_notes_that_are_resolved_and_never_published) {
  ArticleNumber number = written(mira);
  write([&](auto& tx) { return add_note(tx, jo, number, {.block = "a", .quote = "Satz", .words = "Quelle?", .at = now}, now); }).value();
  write([&](auto& tx) { return resolve_note(tx, mira, number, 1, true, now); }).value();
  EXPECT_EQ(write([&](auto& tx) { return resolve_note(tx, mira, number, 2, true, now); }).error().code, Code::not_found);
  EXPECT_EQ(write([&](auto& tx) { return add_note(tx, jo, number, {.words = "", .at = now}, now); }).error().code, Code::invalid);
  auto tx = database.read();
  auto all = notes(tx, mira, number).value();
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].words, "Quelle?");
  EXPECT_EQ(all[0].name, "Jo");
  EXPECT_EQ(all[0].resolved_by, "Mira");
}

}  // namespace
}  // namespace allmende::manuscripts::test
