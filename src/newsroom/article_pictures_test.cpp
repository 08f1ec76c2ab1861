#include <gmock/gmock.h>

#include "newsroom/archive.h"
#include "newsroom/record.h"
#include "newsroom/test_articles.h"
#include "tests/support/scratch_database.h"

namespace allmende::newsroom {
namespace {

using database::Sql;
using test::published;
using testing::ElementsAre;
using testing::IsEmpty;

Instant moment(std::string_view text) { return Instant::parse(text).value(); }
Instant const kBefore = moment("2026-11-20T09:59:59Z"), kThen = moment("2026-11-20T10:00:00Z");

/// One as lead, one in the text, one in a box there, and the first once more.
Article with_pictures(std::int64_t number = 7) {
  Article it = published(number, "2026-11-20T10:00:00Z");
  it.lead_picture = PictureUse{"kran.jpg"};
  it.body.blocks = {{"a", Picture{{"kai.jpg"}}}, {"b", InfoBox{"Kasten", {{"c", Paragraph{{{"Ein Satz."}}}}}}}, {"d", Picture{{"kran.jpg"}}}};
  return it;
}

class ArticlePictures : public testing::TestWithParam<database::Engine> {
 protected:
  void put(Article const& article) {
    auto tx = database.write();
    put_article(tx, article).value();
    tx.commit();
  }
  bool shows(std::string_view picture, Instant now) {
    auto tx = database.read();
    return shows_picture(tx, picture, now);
  }

  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(migrations());
};
ALLMENDE_ON_BOTH_ENGINES(ArticlePictures);

TEST_P(ArticlePictures, are_shown_from_the_instant_of_publication_on) {
  put(with_pictures());
  for (char const* picture : {"kran.jpg", "kai.jpg"}) {
    EXPECT_FALSE(shows(picture, kBefore));
    EXPECT_TRUE(shows(picture, kThen));
  }
  EXPECT_FALSE(shows("boot.jpg", kThen));
}

TEST_P(ArticlePictures, of_drafts_and_of_what_was_withdrawn_are_not_shown) {
  Article it = with_pictures();
  it.state = State::draft;
  it.published.reset();
  put(it);
  EXPECT_FALSE(shows("kran.jpg", kThen));
  it = with_pictures();
  put(it);
  EXPECT_TRUE(shows("kran.jpg", kThen));
  it.state = State::withdrawn;
  it.withdrawal = Withdrawal{kThen, "Irrtum"};
  put(it);
  EXPECT_FALSE(shows("kran.jpg", kThen));
}

TEST_P(ArticlePictures, are_shown_no_longer_when_the_last_article_drops_them) {
  put(with_pictures(7));
  put(with_pictures(8));
  Article without = published(7, "2026-11-20T10:00:00Z");
  put(without);
  EXPECT_TRUE(shows("kran.jpg", kThen)) << "another article shows it";
  without.number = ArticleNumber(8);
  put(without);
  EXPECT_FALSE(shows("kran.jpg", kThen));
}

TEST_P(ArticlePictures, of_text_pages_are_shown_always) {
  auto tx = database.write();
  put_text_page(tx, {Slug::parse("ueber-uns").value(), "Über uns", {{{"a", Picture{{"haus.jpg"}}}}}});
  EXPECT_TRUE(shows_picture(tx, "haus.jpg", kBefore));
}

TEST_P(ArticlePictures, tell_in_which_articles_they_stand_the_newest_first) {
  put(with_pictures(7));
  put(with_pictures(9));
  auto tx = database.read();
  EXPECT_THAT(articles_with_picture(tx, "kai.jpg", 10), ElementsAre(ArticleNumber(9), ArticleNumber(7)));
  EXPECT_THAT(articles_with_picture(tx, "kai.jpg", 1), ElementsAre(ArticleNumber(9)));
  EXPECT_THAT(articles_with_picture(tx, "boot.jpg", 10), IsEmpty());
}

TEST_P(ArticlePictures, are_checked_against_the_record) {
  put(with_pictures());
  auto tx = database.write();
  EXPECT_THAT(check_archive(tx), IsEmpty());
  tx.run(Sql{"test.forget_picture", "DELETE FROM article_picture WHERE picture = 'kai.jpg'"});
  EXPECT_THAT(check_archive(tx), testing::SizeIs(1));
}

/// A paper of before there was this index.
class OlderPaper : public testing::TestWithParam<database::Engine> {};
ALLMENDE_ON_BOTH_ENGINES(OlderPaper);

TEST_P(OlderPaper, gets_the_index_of_its_pictures) {
  allmende::test::ScratchDatabase scratch{GetParam()};
  auto older = migrations();
  std::erase_if(older, [](auto const& it) { return it.number >= 91; });
  {
    auto database = scratch.open(older);
    auto tx = database.write();
    tx.run(Sql{"test.old_article", R"(
        INSERT INTO article (number, record, slug, state, language, genre, kicker, headline, deck, section, authors,
                             picture, picture_alt, minutes, advertising, listed_at, changed_at)
        VALUES (7, :record, 'a', 'published', 'de', 'report', '', 'A', '', 'hafen', '', 'kran.jpg', '', 1, 1, :at, :at2))"},
           json::write(to_json(with_pictures())), kThen, kThen);
    tx.commit();
  }
  auto database = scratch.open(migrations());
  auto tx = database.read();
  EXPECT_TRUE(shows_picture(tx, "kai.jpg", kThen));
  EXPECT_TRUE(shows_picture(tx, "kran.jpg", kThen));
  EXPECT_FALSE(shows_picture(tx, "kran.jpg", kBefore));
}

}  // namespace
}  // namespace allmende::newsroom
