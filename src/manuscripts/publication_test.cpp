// From a text to what readers see, and what is done to it there.

#include "manuscripts/test_newsroom.h"

namespace allmende::manuscripts::test {
namespace {

using newsroom::State;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kTab[] = "tab-of-jo-0001";

class Publishing : public NewsroomTest {
 protected:
  auto schedule(ArticleNumber number, std::string_view at) {
    Revisions seen = find(number).now;
    return write([&](auto& tx) { return manuscripts::schedule(tx, edda, {}, {number, seen}, moment(at), now); });
  }
  bool publish_due(ArticleNumber number) {
    return write([&](auto& tx) { return manuscripts::publish_due(tx, number, now); });
  }
  auto move(Actor const& actor, ArticleNumber number, Stage from, Stage to, Workflow const& workflow = {}) {
    return write([&](auto& tx) { return manuscripts::move(tx, actor, workflow, number, from, to, now); });
  }
};
ALLMENDE_ON_BOTH_ENGINES(Publishing);

TEST_P(Publishing, shows_readers_what_was_on_the_screen_and_nothing_newer) {
  ArticleNumber number = written(mira);
  Revisions seen = find(number).now;
  save(jo, draft(number, kTab, 1, "Ein neuerer Satz.")).value();
  auto refused = write([&](auto& tx) { return manuscripts::publish(tx, edda, {}, {number, seen}, now); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::conflict);
  EXPECT_THAT(refused.error().message, HasSubstr("Jo"));
  EXPECT_EQ(article(number).state, State::draft);
  EXPECT_TRUE(publish(edda, number));
  EXPECT_EQ(article(number).state, State::published);
  EXPECT_EQ(article(number).published, now);
  EXPECT_FALSE(find(number).has_news());
}

TEST_P(Publishing, leaves_readers_with_what_was_published_while_it_is_worked_on) {
  ArticleNumber number = written(mira);
  publish(jo, number).value();
  pass(std::chrono::hours(1));
  save(jo, draft(number, kTab, 1, "Neu.")).value();
  EXPECT_EQ(newsroom::plain_text(article(number).body), "Ein Satz.");
  EXPECT_TRUE(find(number).has_news());
  publish(jo, number).value();
  EXPECT_EQ(newsroom::plain_text(article(number).body), "Neu.");
  EXPECT_EQ(article(number).published, moment("2026-11-27T09:00:00Z"));
  EXPECT_EQ(article(number).updated, now);
  EXPECT_THAT(history(number), ElementsAre("Mira begun", "Mira saved", "Jo published", "Jo saved", "Jo published"));
  auto tx = database.read();
  EXPECT_THAT(people::deeds_on(tx, "article", std::to_string(number.value()), 10), SizeIs(2));
}

TEST_P(Publishing, is_for_those_who_may) {
  ArticleNumber number = written(mira);
  for (Actor const& actor : {mira, pia, till}) EXPECT_EQ(publish(actor, number).error().code, Code::forbidden);
}

TEST_P(Publishing, asks_for_credit_and_description_of_every_picture) {
  ArticleNumber number = begin(jo);
  Draft it = draft(number, kTab, 1, "Ein Satz.");
  it.text.fields = with(it.text.fields, "lead_picture", json::Object{{"file", "kai.webp"}});
  save(jo, it).value();
  auto refused = publish(jo, number);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "lead_picture.credit");
  auto tx = database.read();
  EXPECT_THAT(manuscripts::missing(tx, article(number), now), SizeIs(3)) << "nor is it in the paper";
  EXPECT_EQ(publish(jo, begin(jo)).error().where, "body");
}

/// A picture that may be shown until then.
void take_in(database::WriteTx& tx, std::filesystem::path const& folder, Instant ends) {
  media::Pictures pictures(folder, "none");
  media::StoredPicture picture{.name = "kai.webp", .sha256 = "aa11", .renditions = {}};
  picture.facts.ends = ends;
  VERIFY(pictures.keep(tx, picture).has_value());
}

TEST_P(Publishing, asks_for_the_right_to_show_each_picture_at_that_moment) {
  Instant ends = moment("2026-12-01T00:00:00Z");
  write([&](auto& tx) { take_in(tx, scratch.folder() / "pictures", ends); return 0; });
  ArticleNumber number = begin(jo);
  Draft it = draft(number, kTab, 1, "Ein Satz.");
  json::Object use{{"file", "kai.webp"}, {"alt", "Der Kai"}, {"credit", "Foto: Jo"}};
  it.text.fields = with(it.text.fields, "lead_picture", use);
  save(jo, it).value();
  auto tx = database.read();
  EXPECT_THAT(manuscripts::missing(tx, article(number), now), IsEmpty());
  auto missing = manuscripts::missing(tx, article(number), ends);
  ASSERT_THAT(missing, SizeIs(1));
  EXPECT_EQ(missing[0].where, "lead_picture.file");
}

TEST_P(Publishing, does_not_ask_again_for_a_picture_that_readers_miss_already) {
  ArticleNumber number = begin(jo);
  Draft it = draft(number, kTab, 1, "Ein Satz.");
  json::Object use{{"file", "alt.webp"}, {"alt", "Der Kai"}, {"credit", "Foto: Jo"}};
  it.text.fields = with(it.text.fields, "lead_picture", use);
  save(jo, it).value();
  EXPECT_EQ(publish(jo, number).error().where, "lead_picture.file");
  newsroom::Article imported = article(number);
  imported.state = newsroom::State::published;
  imported.published = now;
  write([&](auto& tx) { return newsroom::put_article(tx, imported).has_value(); });
  auto tx = database.read();
  EXPECT_THAT(manuscripts::missing(tx, article(number), now), IsEmpty());
}

TEST_P(Publishing, waits_for_two_pairs_of_eyes_where_the_paper_wants_them) {
  Workflow workflow{.two_pairs = true};
  ArticleNumber number = written(jo);
  EXPECT_EQ(publish(jo, number, workflow).error().code, Code::conflict);
  EXPECT_TRUE(move(edda, number, Stage::draft, Stage::ready));
  EXPECT_TRUE(publish(jo, number, workflow));
  save(jo, draft(number, kTab, 1, "Heimlich anders.")).value();
  EXPECT_EQ(publish(jo, number, workflow).error().code, Code::conflict) << "what was seen was another revision";
  EXPECT_TRUE(publish(edda, number, workflow));
}

TEST_P(Publishing, only_takes_what_is_ready_where_the_paper_wants_that) {
  Workflow workflow{.only_ready = true};
  ArticleNumber number = written(jo);
  EXPECT_EQ(publish(jo, number, workflow).error().code, Code::conflict);
  move(jo, number, Stage::draft, Stage::ready).value();
  EXPECT_TRUE(publish(jo, number, workflow));
}

TEST_P(Publishing, moves_by_stages_that_the_paper_uses_and_by_those_who_may) {
  ArticleNumber number = written(mira);
  EXPECT_EQ(move(mira, number, Stage::draft, Stage::edited).error().code, Code::forbidden);
  EXPECT_EQ(move(jo, number, Stage::draft, Stage::proofread).error().code, Code::invalid) << "not in use";
  EXPECT_EQ(move(jo, number, Stage::draft, Stage::published).error().code, Code::invalid) << "an act of its own";
  move(jo, number, Stage::draft, Stage::edited).value();
  EXPECT_EQ(move(edda, number, Stage::draft, Stage::ready).error().code, Code::conflict) << "it was moved meanwhile";
  EXPECT_THAT(history(number), testing::Contains("Jo stage edited"));
}

TEST_P(Publishing, happens_by_the_clock_once_as_it_was_scheduled) {
  ArticleNumber number = written(mira);
  schedule(number, "2026-11-27T10:00:00Z").value();
  EXPECT_EQ(find(number).stage, Stage::scheduled);
  save(jo, draft(number, kTab, 1, "Später geschrieben.")).value();
  EXPECT_FALSE(publish_due(number)) << "not before its time";
  now = moment("2026-11-27T10:00:00Z");
  EXPECT_EQ(due(*std::make_unique<database::ReadTx>(database.read()), now, 10).size(), 1u);
  EXPECT_TRUE(publish_due(number));
  EXPECT_FALSE(publish_due(number));
  EXPECT_EQ(newsroom::plain_text(article(number).body), "Ein Satz.") << "what was on the screen then";
  EXPECT_EQ(article(number).published, now);
  EXPECT_TRUE(find(number).has_news());
  EXPECT_THAT(history(number), testing::Contains("clock published"));
}

TEST_P(Publishing, comes_late_after_a_standstill_and_says_so) {
  ArticleNumber number = written(mira);
  schedule(number, "2026-11-27T10:00:00Z").value();
  now = moment("2026-11-27T12:30:00Z");
  EXPECT_EQ(next_due(*std::make_unique<database::ReadTx>(database.read())), moment("2026-11-27T10:00:00Z"));
  EXPECT_TRUE(publish_due(number));
  EXPECT_THAT(history(number), testing::Contains("clock published 2026-11-27T10:00:00Z"));
}

TEST_P(Publishing, is_taken_off_the_schedule_or_put_elsewhere_on_it) {
  ArticleNumber number = written(mira);
  EXPECT_EQ(schedule(number, "2026-11-27T08:59:59Z").error().code, Code::invalid);
  schedule(number, "2026-11-27T10:00:00Z").value();
  schedule(number, "2026-11-27T11:00:00Z").value();
  now = moment("2026-11-27T10:30:00Z");
  EXPECT_FALSE(publish_due(number));
  write([&](auto& tx) { return unschedule(tx, jo, number, now); }).value();
  now = moment("2026-11-27T11:30:00Z");
  EXPECT_FALSE(publish_due(number));
  EXPECT_EQ(find(number).stage, Stage::ready);
}

TEST_P(Publishing, waits_for_the_end_of_an_embargo_by_hand_by_the_clock_and_by_preview) {
  ArticleNumber number = begin(jo);
  Draft it = draft(number, kTab, 1, "Ein Satz.");
  it.text.fields = with(it.text.fields, "embargo", "2026-11-27T10:00:00Z");
  save(jo, it).value();
  EXPECT_EQ(publish(jo, number).error().where, "embargo");
  EXPECT_EQ(schedule(number, "2026-11-27T09:59:59Z").error().where, "embargo");
  EXPECT_EQ(write([&](auto& tx) { return make_preview(tx, jo, number, now); }).error().code, Code::conflict);
  schedule(number, "2026-11-27T10:00:00Z").value();
  it = draft(number, kTab, 2, "Ein Satz.");
  it.text.fields = with(it.text.fields, "embargo", "2026-11-27T15:00:00Z");
  save(jo, it).value();
  now = moment("2026-11-27T10:00:00Z");
  EXPECT_FALSE(publish_due(number)) << "the agency has put it off";
  EXPECT_EQ(article(number).state, State::draft);
  EXPECT_THAT(history(number), testing::Contains("clock unscheduled embargo"));
}

TEST_P(Publishing, is_corrected_with_a_note_and_withdrawn_with_a_reason_for_good) {
  ArticleNumber number = written(mira);
  EXPECT_EQ(publish(jo, number, {}, "Es waren sechs.").error().where, "correction");
  publish(jo, number).value();
  save(jo, draft(number, kTab, 1, "Es waren sechs Schiffe.")).value();
  publish(jo, number, {}, "In einer früheren Fassung waren es fünf.").value();
  ASSERT_THAT(article(number).corrections, SizeIs(1));
  EXPECT_EQ(article(number).corrections[0].at, now);

  auto withdraw = [&](Actor const& actor, std::string_view reason) {
    return write([&](auto& tx) { return manuscripts::withdraw(tx, actor, {}, number, reason, now); });
  };
  EXPECT_EQ(withdraw(mira, "weil").error().code, Code::forbidden);
  EXPECT_EQ(withdraw(edda, "").error().where, "reason");
  withdraw(edda, "Die Quelle hat sich als falsch erwiesen.").value();
  EXPECT_EQ(article(number).state, State::withdrawn);
  EXPECT_EQ(find(number).stage, Stage::withdrawn);
  EXPECT_EQ(publish(jo, number).error().code, Code::conflict);
  EXPECT_THAT(history(number), testing::Contains("Edda withdrawn Die Quelle hat sich als falsch erwiesen."));
}

TEST_P(Publishing, keeps_every_revision_and_brings_an_older_one_back) {
  ArticleNumber number = written(mira);
  save(jo, draft(number, kTab, 1, "Jos Satz.")).value();
  auto restore = [&](Revisions seen) {
    return write([&](auto& tx) { return manuscripts::restore(tx, jo, number, 2, seen, now); });
  };
  EXPECT_EQ(restore({1, 1}).error().code, Code::conflict);
  restore(find(number).now).value();
  EXPECT_EQ(text(number).body, body({{"a", "Ein Satz."}}));
  EXPECT_EQ(find(number).now, (Revisions{4, 1}));
  auto tx = database.read();
  EXPECT_EQ(manuscripts::text(tx, jo, number, {3, 1})->body, body({{"a", "Jos Satz."}})) << "nothing in between is lost";
  EXPECT_EQ(manuscripts::text(tx, jo, number, {9, 1}).error().code, Code::not_found);
}

TEST_P(Publishing, takes_what_was_imported_past_it_as_its_newest_revision) {
  ArticleNumber number = written(mira);
  publish(jo, number).value();
  newsroom::Article imported = article(number);
  imported.headline = "Von anderswo";
  write([&](auto& tx) { return newsroom::put_article(tx, imported); }).value();
  auto kept = keep(jo, draft(number, kTab, 1, "Weiter"));
  EXPECT_TRUE(kept);
  EXPECT_EQ(find(number).headline, "Von anderswo");
  EXPECT_THAT(history(number), testing::Contains("command line imported"));
}

TEST_P(Publishing, works_on_an_article_that_was_imported_before_there_was_a_newsroom) {
  newsroom::Article imported{.number = ArticleNumber(77), .slug = Slug::parse("alt").value(), .state = State::published,
                             .language = Language::german(), .headline = "Alt", .section = Slug::parse("hafen").value(),
                             .body = {{{"a", newsroom::Paragraph{{{"Alter Text."}}}}}}, .published = moment("2020-01-01T00:00:00Z")};
  write([&](auto& tx) { return newsroom::put_article(tx, imported); }).value();
  EXPECT_EQ(find(ArticleNumber(77)).stage, Stage::published);
  save(jo, draft(ArticleNumber(77), kTab, 1, "Neuer Text.")).value();
  EXPECT_TRUE(find(ArticleNumber(77)).has_news());
  publish(jo, ArticleNumber(77)).value();
  EXPECT_EQ(article(ArticleNumber(77)).published, moment("2020-01-01T00:00:00Z"));
}

TEST_P(Publishing, is_seen_before_by_whoever_has_a_link_for_a_week) {
  ArticleNumber number = written(mira);
  std::string token = write([&](auto& tx) { return make_preview(tx, mira, number, now); }).value().reveal();
  auto shown = [&](std::string_view link) {
    auto tx = database.read();
    return preview(tx, link, now);
  };
  EXPECT_EQ(shown(token)->headline, "Der Kai wird saniert");
  EXPECT_EQ(shown("invented").error().code, Code::not_found);
  pass(std::chrono::hours(24 * 7));
  EXPECT_EQ(shown(token).error().code, Code::not_found);
  std::string another = write([&](auto& tx) { return make_preview(tx, mira, number, now); }).value().reveal();
  write([&](auto& tx) { return end_previews(tx, jo, number, now); }).value();
  EXPECT_EQ(shown(another).error().code, Code::not_found);
}

TEST_P(Publishing, has_lists_by_stage_section_and_person_the_last_changed_first) {
  ArticleNumber first = written(mira, "Kräne am Kai");
  pass(std::chrono::minutes(1));
  ArticleNumber second = written(jo, "Möwen auf dem Dach");
  pass(std::chrono::minutes(1));
  move(jo, first, Stage::draft, Stage::edited).value();
  auto listed = [&](Wanted const& wanted, std::optional<Behind> behind = {}, int limit = 10) {
    auto tx = database.read();
    std::vector<std::int64_t> numbers;
    auto found = list(tx, jo, wanted, behind, limit).value();
    for (Manuscript const& it : found.manuscripts) numbers.push_back(it.article.value());
    return numbers;
  };
  std::int64_t one = first.value(), two = second.value();
  EXPECT_THAT(listed({}), ElementsAre(one, two));
  EXPECT_THAT(listed({.stage = Stage::edited}), ElementsAre(one));
  EXPECT_THAT(listed({.section = Slug::parse("hafen").value()}), ElementsAre(one, two));
  EXPECT_THAT(listed({.section = Slug::parse("stadt").value()}), IsEmpty());
  EXPECT_THAT(listed({.responsible = jo.person()}), ElementsAre(two));
  EXPECT_THAT(listed({.words = "moewen da"}), ElementsAre(two));
  EXPECT_THAT(listed({}, {}, 1), ElementsAre(one));
  EXPECT_THAT(listed({}, Behind{find(first).changed_at, first}), ElementsAre(two));
  publish(jo, second).value();
  EXPECT_THAT(listed({.unfinished = true}), ElementsAre(one));
}

TEST_P(Publishing, looks_ahead_without_leaving_anything_behind) {
  ArticleNumber kai = written(mira);
  Revisions seen = find(kai).now;
  EXPECT_TRUE(write([&](auto& tx) { return manuscripts::schedule(tx, jo, {}, {kai, seen}, test::moment("2026-11-27T10:00:00Z"), now); }));
  auto before = database.read().last_change();
  auto coming_until = [&](std::string_view moment) {
    auto tx = database.write();
    auto coming = look_ahead(tx, jo, test::moment(moment)).value();
    for (Due const& it : coming) EXPECT_EQ(newsroom::any_article(tx, it.article)->published, it.at) << "at its own moment";
    return coming.size();
  };
  EXPECT_EQ(coming_until("2026-11-27T09:59:59Z"), 0u);
  EXPECT_EQ(coming_until("2026-11-27T10:00:00Z"), 1u);
  EXPECT_EQ(article(kai).state, newsroom::State::draft);
  EXPECT_EQ(database.read().last_change(), before);
  auto tx = database.write();
  EXPECT_EQ(look_ahead(tx, till, now).error().code, Code::forbidden);
}

TEST_P(Publishing, looks_ahead_past_what_falls_under_embargo_until_then) {
  ArticleNumber kai = written(mira);
  Revisions seen = find(kai).now;
  EXPECT_TRUE(write([&](auto& tx) { return manuscripts::schedule(tx, jo, {}, {kai, seen}, test::moment("2026-11-27T10:00:00Z"), now); }));
  Draft embargoed = draft(kai, "tab-of-jo-0001", 1, "Ein Satz.");
  embargoed.text.fields = with(embargoed.text.fields, "embargo", "2026-11-27T12:00:00Z");
  EXPECT_TRUE(save(jo, embargoed));
  auto tx = database.write();
  EXPECT_THAT(look_ahead(tx, jo, test::moment("2026-11-27T13:00:00Z")).value(), IsEmpty());
  EXPECT_EQ(newsroom::any_article(tx, kai)->state, newsroom::State::draft);
}

}  // namespace
}  // namespace allmende::manuscripts::test
