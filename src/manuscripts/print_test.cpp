// Where texts stand in print.

#include "manuscripts/test_newsroom.h"

namespace allmende::manuscripts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Printing : public test::NewsroomTest {
 protected:
  Result<void> put(Actor const& actor, ArticleNumber article, std::string const& page, std::optional<ArticleNumber> before = {}) {
    return write([&](auto& tx) { return place_in_print(tx, actor, article, {day, page}, before, now); });
  }
  /// "1: Kai, Möwen".
  std::vector<std::string> pages() {
    auto tx = database.read();
    std::vector<std::string> told;
    std::string page;
    int order = 0;
    auto printed = in_print(tx, jo, day);
    for (InPrint const& it : *printed) {
      if (it.page != page) {
        told.push_back(it.page + ":");
        page = it.page;
        order = 0;
      }
      EXPECT_EQ(it.order, ++order) << "from 1, without gaps";
      told.back() += " " + it.it.headline;
    }
    return told;
  }

  Date day = Date::parse("2026-11-28").value();
  ArticleNumber kai = written(mira, "Kai"), moewen = written(mira, "Möwen"), ebbe = written(mira, "Ebbe");
};
ALLMENDE_ON_BOTH_ENGINES(Printing);

TEST_P(Printing, puts_texts_on_pages_in_order_and_each_once) {
  EXPECT_TRUE(put(jo, kai, "1"));
  EXPECT_TRUE(put(jo, moewen, "1"));
  EXPECT_TRUE(put(jo, ebbe, "1", kai));
  EXPECT_THAT(pages(), ElementsAre("1: Ebbe Kai Möwen"));
  EXPECT_TRUE(put(jo, kai, "4"));
  EXPECT_THAT(pages(), ElementsAre("1: Ebbe Möwen", "4: Kai"));
  EXPECT_TRUE(put(jo, moewen, "1", ebbe));
  EXPECT_THAT(pages(), ElementsAre("1: Möwen Ebbe", "4: Kai"));
  EXPECT_TRUE(write([&](auto& tx) { return take_out_of_print(tx, edda, moewen, day, now); }));
  EXPECT_THAT(pages(), ElementsAre("1: Ebbe", "4: Kai"));
  EXPECT_EQ(write([&](auto& tx) { return take_out_of_print(tx, edda, moewen, day, now); }).error().code, Code::conflict);
}

TEST_P(Printing, is_done_by_editors_is_told_in_the_texts_history_and_is_a_deed) {
  for (Actor const* other : {&mira, &pia, &till}) EXPECT_EQ(put(*other, kai, "1").error().code, Code::forbidden);
  EXPECT_THAT(pages(), IsEmpty());
  EXPECT_TRUE(put(edda, kai, "1"));
  EXPECT_EQ(history(kai).back(), "Edda placed 2026-11-28 1");
  auto tx = database.read();
  auto deeds = people::deeds_on(tx, "article", std::to_string(kai.value()), 1);
  EXPECT_EQ(deeds.at(0).what + " " + deeds.at(0).detail, "placed 2026-11-28 1");
  EXPECT_EQ(in_print(tx, till, day).error().code, Code::forbidden);
}

TEST_P(Printing, is_seen_by_readers_at_once_and_leaves_them_the_text_that_they_have) {
  EXPECT_TRUE(publish(jo, kai));
  EXPECT_TRUE(save(jo, draft(kai, "tab-of-jo-0001", 1, "Noch nicht fertig.")));
  EXPECT_TRUE(find(kai).has_news());
  EXPECT_TRUE(put(jo, kai, "4"));
  newsroom::Article seen = article(kai);
  EXPECT_THAT(seen.placements, ElementsAre(newsroom::Placement{day, "4", 1}));
  EXPECT_EQ(newsroom::plain_text(seen.body), "Ein Satz.");
  EXPECT_TRUE(find(kai).has_news());
  EXPECT_THAT(text(kai).body, testing::HasSubstr("Noch nicht fertig."));
  // What comes next finds nothing that was put in past the newsroom.
  EXPECT_TRUE(put(jo, kai, "5"));
  EXPECT_THAT(history(kai), testing::Not(testing::Contains(testing::HasSubstr("imported"))));
  EXPECT_THAT(text(kai).body, testing::HasSubstr("Noch nicht fertig."));
}

TEST_P(Printing, is_no_news_of_a_text_that_is_published_as_it_is) {
  EXPECT_TRUE(publish(jo, kai));
  EXPECT_TRUE(put(jo, kai, "4"));
  EXPECT_FALSE(find(kai).has_news());
}

TEST_P(Printing, goes_with_a_text_that_is_scheduled_whether_it_was_changed_since_or_not) {
  for (ArticleNumber number : {kai, moewen}) {
    Revisions seen = find(number).now;
    EXPECT_TRUE(write([&](auto& tx) { return schedule(tx, jo, {}, {number, seen}, test::moment("2026-11-27T10:00:00Z"), now); }));
  }
  EXPECT_TRUE(save(jo, draft(moewen, "tab-of-jo-0001", 1, "Noch nicht fertig.")));
  EXPECT_TRUE(put(jo, kai, "4"));
  EXPECT_TRUE(put(jo, moewen, "4"));
  EXPECT_EQ(find(kai).schedule->what, find(kai).now);
  pass(std::chrono::hours(2));
  for (ArticleNumber number : {kai, moewen}) {
    EXPECT_TRUE(write([&](auto& tx) { return publish_due(tx, number, now); }));
    EXPECT_EQ(newsroom::plain_text(article(number).body), "Ein Satz.");
    EXPECT_THAT(article(number).placements, SizeIs(1));
  }
}

TEST_P(Printing, does_not_meet_what_somebody_writes_meanwhile) {
  Draft typed = draft(kai, "tab-of-mira-1", 1, "Ein längerer Satz.");
  typed.text.fields = with(typed.text.fields, "kicker", "Hafen");
  EXPECT_TRUE(put(jo, kai, "4"));
  EXPECT_TRUE(save(mira, typed));
  newsroom::Article now_there = article(kai);
  EXPECT_EQ(now_there.kicker, "Hafen");
  EXPECT_THAT(now_there.placements, SizeIs(1));
}

TEST_P(Printing, forgets_a_text_that_was_withdrawn) {
  EXPECT_TRUE(publish(jo, kai));
  EXPECT_TRUE(put(jo, kai, "4"));
  EXPECT_TRUE(write([&](auto& tx) { return withdraw(tx, jo, {}, kai, "Die Quelle war falsch.", now); }));
  EXPECT_THAT(pages(), IsEmpty());
  EXPECT_EQ(put(jo, kai, "4").error().code, Code::conflict);
}

}  // namespace
}  // namespace allmende::manuscripts
