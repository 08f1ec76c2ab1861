#include "media/store.h"

#include <gmock/gmock.h>

#include "media/test_library.h"
#include "tests/support/statement_coverage.h"

namespace allmende::media {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ALLMENDE_EVERY_STATEMENT_RUNS("media.");

class PictureRows : public testing::TestWithParam<database::Engine> {
 protected:
  allmende::test::ScratchDatabase scratch{GetParam()};
  database::Database database = scratch.open(test::all_migrations());
};
ALLMENDE_ON_BOTH_ENGINES(PictureRows);

TEST_P(PictureRows, are_found_by_their_name_with_their_renditions_by_width) {
  auto tx = database.write();
  store::insert(tx, {"kran.png", "aa11", {{"b-1600.webp", 1600, 1067}, {"a-480.webp", 480, 320}}}, "");
  store::insert(tx, {"deich.jpg", "bb22", {{"c-480.webp", 480, 360}}}, "");
  EXPECT_EQ(store::sha256_of(tx, "kran.png"), "aa11");
  EXPECT_EQ(store::sha256_of(tx, "kran.jpg"), std::nullopt);
  std::vector<Rendition> found = store::renditions(tx, "kran.png");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].file, "a-480.webp");
  EXPECT_EQ(found[0].height, 320);
  EXPECT_EQ(found[1].file, "b-1600.webp");
  EXPECT_EQ(found[1].width, 1600);
  EXPECT_THAT(store::renditions(tx, "kran.jpg"), IsEmpty());
}

TEST_P(PictureRows, are_listed_by_name) {
  auto tx = database.write();
  store::insert(tx, {"kran.png", "aa11", {}}, "");
  store::insert(tx, {"deich.jpg", "bb22", {}}, "");
  EXPECT_THAT(store::names(tx), ElementsAre("deich.jpg", "kran.png"));
}

TEST_P(PictureRows, hold_a_name_once) {
  auto tx = database.write();
  store::insert(tx, {"kran.png", "aa11", {}}, "");
  EXPECT_THROW(store::insert(tx, {"kran.png", "bb22", {}}, ""), database::StatementFault);
}

}  // namespace
}  // namespace allmende::media
