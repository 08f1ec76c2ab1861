#include <gmock/gmock.h>

#include "site/files.h"
#include "site/test_paper.h"

namespace allmende::site {
namespace {

using newsroom::Article;
using testing::HasSubstr;
using testing::Not;

/// Asks for the files of kran.png, which the full article shows.
class PictureFile : public testing::Test {
 protected:
  std::string address(media::Format format = media::Format::jpeg) {
    auto tx = paper.database.read();
    return "/bilder/" + media::find(tx, "kran.png")->in(format).front().file;
  }
  http::Response ask() { return paper.answer(address()); }
  int status() { return http::number_of(ask().status()); }

  void ends(std::optional<Instant> ends) {
    auto tx = paper.database.write();
    media::Facts facts = media::find(tx, "kran.png")->facts;
    facts.ends = ends;
    VERIFY(media::describe(tx, people::Actor::command_line(), "kran.png", facts, paper.context.now()).has_value());
    tx.commit();
  }

  TestPaper paper;
  PictureFile() {
    paper.router.get("/bilder/{file}", "picture", [this](auto const& request) { return picture_file(paper.context, request); });
  }
};

TEST_F(PictureFile, is_there_while_a_published_article_shows_it) {
  Article it = full_article();
  it.published = moment("2026-11-23T12:00:01Z");
  it.corrections = {};
  it.updated = {};
  EXPECT_EQ(status(), 404) << "nothing shows it";
  paper.put(it);
  EXPECT_EQ(status(), 404) << "its instant has not come";
  paper.set_clock("2026-11-23T12:00:01Z");
  EXPECT_EQ(status(), 200);
  it.state = newsroom::State::withdrawn;
  it.withdrawal = newsroom::Withdrawal{moment("2026-11-23T12:00:02Z"), "Irrtum"};
  paper.put(it);
  EXPECT_EQ(status(), 404) << "it was withdrawn";
}

TEST_F(PictureFile, is_there_while_a_campaign_shows_it) {
  advertising::Campaign campaign{slug("brot")};
  campaign.title = "Brot";
  campaign.picture = advertising::Picture{"kran.png", "Ein Brot"};
  campaign.from = moment("2026-11-23T12:00:01Z");
  campaign.to = moment("2026-11-24T12:00:00Z");
  auto tx = paper.database.write();
  advertising::put_campaign(tx, campaign);
  tx.commit();
  EXPECT_EQ(status(), 404);
  paper.set_clock("2026-11-23T12:00:01Z");
  EXPECT_EQ(status(), 200);
  paper.set_clock("2026-11-24T12:00:00Z");
  EXPECT_EQ(status(), 404);
}

TEST_F(PictureFile, is_gone_when_its_right_has_ended_and_so_is_the_picture_on_every_page) {
  paper.put(full_article());
  ends(moment("2026-11-23T18:00:00Z"));
  std::string page = paper.get("/feed.atom");
  EXPECT_THAT(page, HasSubstr("/bilder/"));
  paper.set_clock("2026-11-23T18:00:00Z");
  EXPECT_EQ(status(), 410);
  EXPECT_THAT(paper.get("/feed.atom"), Not(HasSubstr("/bilder/")));
  EXPECT_THAT(paper.get("/feed.json"), Not(HasSubstr("/bilder/")));
  ends(std::nullopt);
  EXPECT_EQ(status(), 200);
}

TEST_F(PictureFile, is_kept_by_browsers_no_longer_than_it_may_be_shown) {
  paper.put(full_article());
  EXPECT_THAT(std::string(ask().header("Cache-Control").value()), HasSubstr("immutable"));
  ends(moment("2026-11-23T12:01:30Z"));
  EXPECT_EQ(ask().header("Cache-Control"), "public, max-age=90");
}

TEST_F(PictureFile, has_its_formats_type) {
  paper.put(full_article());
  EXPECT_EQ(paper.answer(address(media::Format::avif)).header("Content-Type"), "image/avif");
  EXPECT_EQ(paper.answer(address(media::Format::jpeg)).header("Content-Type"), "image/jpeg");
}

TEST_F(PictureFile, of_nobody_is_not_looked_for) {
  for (char const* name : {"0123456789abcdef-480.jpg", "kran.png", "originals", "....jpg"}) {
    EXPECT_EQ(http::number_of(paper.answer(std::string("/bilder/") + name).status()), 404) << name;
  }
}

}  // namespace
}  // namespace allmende::site
