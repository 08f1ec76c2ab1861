#include "newsroom/record.h"

#include <gtest/gtest.h>

#include "newsroom/test_articles.h"

namespace allmende::newsroom {
namespace {

using test::full;

std::string record_of(Article const& article) { return json::write(to_json(article)); }

Result<Article> read(std::string const& text) { return article_from_json(TRY(json::parse(text))); }

/// The full article's record with one stretch replaced.
Result<Article> read_with(std::string const& from, std::string const& to) {
  std::string record = record_of(full());
  auto found = record.find(from);
  EXPECT_NE(found, std::string::npos) << from;
  return read(record.replace(found, from.size(), to));
}

TEST(Record, gives_the_same_article_and_the_same_bytes) {
  auto again = read(record_of(full()));
  ASSERT_TRUE(again) << again.error().message << again.error().where;
  EXPECT_EQ(*again, full());
  EXPECT_EQ(record_of(*again), record_of(full()));
}

TEST(Record, of_a_withdrawn_article_keeps_its_reason) {
  Article article = full();
  article.state = State::withdrawn;
  article.withdrawal = Withdrawal{test::noon(), "Der Brief war gefälscht."};
  EXPECT_EQ(read(record_of(article)).value(), article);
}

TEST(Record, without_a_slug_gets_one_from_its_headline) {
  auto article = read_with(R"("slug":"nato-und-russland",)", "");
  EXPECT_EQ(article->slug.text(), "titel-1009243");
}

TEST(Record, joins_runs_that_nothing_tells_apart) {
  auto article = read_with(R"({"t":"Zwischentitel"})", R"({"t":"Zwischen"},{"t":"titel","marks":[]},{"t":""})");
  ASSERT_TRUE(article);
  EXPECT_EQ(*article, full());
}

// Under the sanitizers this fails when what was read before the refusal is not given back.
TEST(Record, refused_late_costs_no_memory) {
  std::string id(30, 'x');
  EXPECT_FALSE(read_with(R"("id":"t","type":"separator")", R"("id":")" + id + R"(","type":"nothing")"));
  EXPECT_FALSE(read_with(R"("section":"politik")", R"("section":7)"));
  EXPECT_FALSE(read_with(R"("attribution":"Jens")", R"("attribution":7)"));
  EXPECT_FALSE(read_with(R"("answer":[)", R"("answer":[7,)"));
}

struct Refused {
  std::string from;
  std::string to;
  std::string where;
  std::string says;
};

class RecordRefuses : public testing::TestWithParam<Refused> {};

TEST_P(RecordRefuses, and_says_where_and_why) {
  auto const& [from, to, where, says] = GetParam();
  auto article = read_with(from, to);
  ASSERT_FALSE(article);
  EXPECT_EQ(article.error().where, where);
  EXPECT_NE(article.error().message.find(says), std::string::npos) << article.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    What, RecordRefuses,
    testing::Values(
        Refused{R"("kicker")", R"("kickr")", "", "kicker"},
        Refused{R"("headline":"Titel 1009243")", R"("headline":"")", "headline", "headline"},
        Refused{R"("state":"published")", R"("state":"public")", "state", "none of"},
        Refused{R"("id":"s")", R"("id":"p")", "body.blocks[1].id", "another block"},
        Refused{R"("id":"s")", R"("id":"S!")", "body.blocks[1].id", "id"},
        Refused{R"("type":"separator")", R"("type":"video")", "body.blocks[7].type", "a block is"},
        Refused{R"("emphasis")", R"("bold")", "body.blocks[0].text[1].marks[1]", "a mark is"},
        Refused{R"("link":"https://example.org/a?b=c")", R"x("link":"javascript:alert(1)")x",
                "body.blocks[0].text[1].marks[2].link", "https://"},
        Refused{R"("url":"https://example.org/v")", R"("url":"data:text/html,x")", "body.blocks[8].url", "https://"},
        Refused{R"("id":"x1","type":"paragraph","text")", R"("id":"x1","type":"infobox","blocks")",
                "body.blocks[5].blocks[0].type", "a box holds"},
        Refused{R"("version":1)", R"("version":2)", "body.version", "version 1"},
        Refused{R"("published":"2026-11-21T05:00:00Z",)", "", "published", "instant"},
        Refused{R"("number":1009243)", R"("number":0)", "number", ""},
        Refused{R"("page":"1")", R"("page":"1/2")", "placements[0].page", "letters and digits"},
        Refused{R"("file":"kran.webp")", R"("file":"../kran.webp/x")", "lead_picture.file", "file name"},
        Refused{R"("text":"Es waren sechs.")", R"("text":"")", "corrections[0].text", "empty"},
        Refused{R"("answer":[[{"t":"Darum."}],[{"t":"Und deshalb."}]])", R"("answer":[])", "body.blocks[6].answer",
                "at least one"},
        Refused{R"("blocks":[{"id":"x1","type":"paragraph","text":[{"t":"innen"}]},{"id":"x2","type":"subheading","text":[{"t":"auch"}]}])",
                R"("blocks":[])", "body.blocks[5].blocks", "at least one"},
        Refused{"allmende-article/1", "allmende-article/2", "format", "allmende-article/1"}));

}  // namespace
}  // namespace allmende::newsroom
