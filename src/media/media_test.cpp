#include "media/media.h"

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>

#include "media/files.h"
#include "media/test_library.h"
#include "media/test_pictures.h"

namespace allmende::media {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

namespace fs = std::filesystem;

class PictureStore : public testing::TestWithParam<database::Engine> {
 protected:
  allmende::test::ScratchDatabase scratch_{GetParam()};
  database::Database database_ = scratch_.open(test::all_migrations());
  fs::path folder_ = scratch_.folder() / "pictures";
  Pictures pictures_{folder_, ALLMENDE_PICTURES};

  Result<Stored> add(std::string const& name, std::string_view bytes) {
    auto tx = database_.write();
    auto stored = pictures_.add(tx, name, bytes);
    if (stored) tx.commit();
    return stored;
  }

  StoredPicture find(std::string const& name) {
    auto tx = database_.read();
    return media::find(tx, name).value();
  }

  /// Everything in the folder that is not one of its two drawers.
  std::vector<std::string> files() const {
    std::vector<std::string> found;
    for (auto const& entry : fs::recursive_directory_iterator(folder_)) {
      std::string name = fs::relative(entry.path(), folder_).string();
      if (name != "originals" && name != "renditions") found.push_back(name);
    }
    return found;
  }

  void expect_refused(std::string const& name, std::string_view bytes, std::string const& why) {
    auto stored = add(name, bytes);
    ASSERT_FALSE(stored) << name;
    EXPECT_THAT(stored.error().message, HasSubstr(why));
    EXPECT_THAT(files(), IsEmpty()) << "a refused picture leaves nothing behind";
  }
};

Format format_of_bytes(std::string_view bytes) {
  if (bytes.substr(4, 8) == "ftypavif") return Format::avif;
  if (bytes.substr(8, 4) == "WEBP") return Format::webp;
  VERIFY(bytes.starts_with("\xFF\xD8\xFF"));
  return Format::jpeg;
}

std::vector<int> widths(std::vector<Rendition> const& renditions) {
  std::vector<int> all;
  for (Rendition const& one : renditions) all.push_back(one.width);
  return all;
}

TEST_P(PictureStore, a_large_picture_is_rendered_for_phones_columns_and_dense_screens_in_each_format) {
  ASSERT_EQ(add("kran.png", png(2000, 1000)).value(), Stored::added);
  StoredPicture picture = find("kran.png");
  EXPECT_THAT(widths(picture.in(Format::avif)), ElementsAre(480, 656, 1040, 1600));
  EXPECT_THAT(widths(picture.in(Format::webp)), ElementsAre(480, 656, 1040, 1600));
  EXPECT_THAT(widths(picture.in(Format::jpeg)), ElementsAre(480, 656, 1040, 1600));
  EXPECT_EQ(picture.in(Format::avif).back().height, 800);
}

TEST_P(PictureStore, a_rendition_is_of_the_format_that_its_name_says) {
  ASSERT_TRUE(add("kran.png", png(500, 300)));
  StoredPicture picture = find("kran.png");
  for (Rendition const& one : picture.renditions) {
    std::string bytes = pictures_.rendition(one.file).value();
    EXPECT_EQ(format_of_bytes(bytes), one.format()) << one.file;
  }
}

TEST_P(PictureStore, renditions_stand_upright_and_say_nothing_of_what_the_file_says) {
  ASSERT_EQ(add("kran.jpg", jpeg(600, 300, exif(6, "Anna Ahrens, 4711"))).value(), Stored::added);
  for (Rendition const& it : find("kran.jpg").renditions) {
    EXPECT_LT(it.width, it.height);
    EXPECT_THAT(pictures_.rendition(it.file).value(), Not(HasSubstr("4711"))) << it.file;
  }
}

TEST_P(PictureStore, a_small_picture_is_never_enlarged_and_rendered_once) {
  ASSERT_TRUE(add("kran.png", png(300, 200)));
  StoredPicture picture = find("kran.png");
  EXPECT_THAT(widths(picture.in(Format::avif)), ElementsAre(300));
  EXPECT_THAT(widths(picture.in(Format::webp)), ElementsAre(300));
}

TEST_P(PictureStore, a_picture_of_a_hand_long_and_a_mile_wide_is_rendered_too) {
  EXPECT_TRUE(add("seil.png", png(20, 12'000)));
  EXPECT_TRUE(add("kaje.png", png(12'000, 20)));
}

TEST_P(PictureStore, the_same_picture_again_is_known_and_changes_no_file) {
  std::string bytes = png(300, 200);
  ASSERT_EQ(add("kran.png", bytes).value(), Stored::added);
  auto before = files();
  EXPECT_EQ(add("kran.png", bytes).value(), Stored::known);
  EXPECT_EQ(files(), before);
}

TEST_P(PictureStore, one_picture_under_two_names_has_one_original) {
  std::string bytes = png(300, 200);
  ASSERT_TRUE(add("kran.png", bytes));
  ASSERT_TRUE(add("kran-im-nebel.png", bytes));
  EXPECT_EQ(find("kran.png").sha256, find("kran-im-nebel.png").sha256);
  auto originals = fs::directory_iterator(folder_ / "originals");
  EXPECT_EQ(std::distance(begin(originals), end(originals)), 1);
  EXPECT_EQ(pictures_.original(find("kran-im-nebel.png")), bytes);
}

TEST_P(PictureStore, other_bytes_under_a_taken_name_are_refused) {
  ASSERT_TRUE(add("kran.png", png(300, 200)));
  auto before = files();
  auto stored = add("kran.png", png(300, 200, 'w'));
  ASSERT_FALSE(stored);
  EXPECT_EQ(stored.error().code, Code::conflict);
  EXPECT_EQ(files(), before);
}

TEST_P(PictureStore, what_is_no_whole_picture_is_refused_and_leaves_nothing_behind) {
  std::string whole = png(300, 200);
  expect_refused("half.png", whole.substr(0, whole.size() / 2), "damaged or cut off");
  expect_refused("head.png", whole.substr(0, 20), "picture");
  expect_refused("text.png", "I am no picture, I am a line of text.\n", "no picture");
  expect_refused("nothing.png", "", "no picture");
  expect_refused("drawing.png", R"(<svg xmlns="http://www.w3.org/2000/svg"></svg>)", "picture");
}

TEST_P(PictureStore, a_picture_that_unpacks_to_more_than_100_million_points_is_refused_by_its_header) {
  expect_refused("bomb.png", png(20'000, 20'000, 'k', 1), "more than 100 million pixels");
}

TEST_P(PictureStore, a_file_above_30_MB_is_not_even_looked_at) {
  auto stored = add("big.png", std::string(Pictures::kLargestFile + 1, 'x'));
  ASSERT_FALSE(stored);
  EXPECT_EQ(stored.error().code, Code::limit);
  EXPECT_THAT(files(), IsEmpty());
}

TEST_P(PictureStore, a_name_that_is_no_plain_name_is_refused) {
  for (char const* name : {"", ".png", "Kran.png", "kran", "kran.gif", "kran.svg", "../kran.png", "-kran.png"}) {
    EXPECT_FALSE(add(name, png(30, 20))) << name;
  }
}

TEST_P(PictureStore, a_decoder_that_dies_is_a_refusal_and_one_that_cannot_work_a_fault) {
  auto with = [&](std::string const& script) {
    fs::path maker = scratch_.folder() / "maker";
    std::ofstream(maker) << "#!/bin/sh\n" << script << "\n";
    fs::permissions(maker, fs::perms::owner_all);
    auto tx = database_.write();
    return Pictures(folder_, maker).add(tx, "kran.png", "bytes");
  };
  auto stored = with("kill -9 $$");
  ASSERT_FALSE(stored);
  EXPECT_THAT(stored.error().message, HasSubstr("time and memory"));
  EXPECT_THROW(with("echo no encoder >&2; exit 70"), Fault);
  EXPECT_THAT(files(), IsEmpty());
}

/// A program that is killed while it works in a temporary folder, as an import may be.
void die_at_work(fs::path const& folder) {
  pid_t child = ::fork();
  if (child == 0) {
    TemporaryFolder work(folder);
    write_durably(work.path() / "original", "half of a picture");
    ::kill(::getpid(), SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
}

TEST_P(PictureStore, what_a_killed_import_left_is_gone_after_the_next) {
  die_at_work(folder_);
  ASSERT_THAT(files(), Contains(StartsWith("work-")));
  ASSERT_TRUE(add("kran.png", png(300, 200)));
  EXPECT_THAT(files(), testing::Not(Contains(StartsWith("work-"))));
}

TEST_P(PictureStore, a_folder_that_another_import_works_in_is_left_alone) {
  TemporaryFolder work(folder_);
  die_at_work(folder_);
  ASSERT_TRUE(add("kran.png", png(300, 200)));
  EXPECT_TRUE(fs::exists(work.path()));
  EXPECT_THAT(files(), Contains(StartsWith("work-")).Times(1));
}

TEST_P(PictureStore, a_check_finds_missing_and_altered_files) {
  ASSERT_TRUE(add("kran.png", png(300, 200)));
  StoredPicture picture = find("kran.png");
  auto tx = database_.read();
  EXPECT_THAT(pictures_.check(tx), IsEmpty());
  std::ofstream(folder_ / "renditions" / picture.in(Format::avif)[0].file, std::ios::app) << "x";
  fs::remove(folder_ / "originals" / picture.sha256);
  EXPECT_THAT(pictures_.check(tx), SizeIs(2));
}

TEST_P(PictureStore, only_renditions_are_handed_out) {
  ASSERT_TRUE(add("kran.png", png(300, 200)));
  std::string digest = find("kran.png").sha256;
  for (std::string name : {digest, "../originals/" + digest, std::string("../../scratch.sqlite"), std::string(),
                           std::string("..avif")}) {
    EXPECT_FALSE(pictures_.rendition(name)) << name;
  }
}

ALLMENDE_ON_BOTH_ENGINES(PictureStore);

}  // namespace
}  // namespace allmende::media
