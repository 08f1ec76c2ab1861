#include <chrono>
#include <thread>

#include "media/test_library.h"
#include "media/test_pictures.h"

namespace allmende::media {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TakingIn : public test::LibraryTest {
 protected:
  void expect_refused(std::string_view bytes, std::string const& why) {
    auto taken = take_in(mira, "kran.jpg", bytes);
    ASSERT_FALSE(taken) << why;
    EXPECT_THAT(taken.error().message, HasSubstr(why));
    EXPECT_TRUE(std::filesystem::is_empty(folder / "originals")) << "a refused picture leaves nothing behind";
    EXPECT_TRUE(std::filesystem::is_empty(folder / "renditions"));
  }

  /// A file of this format, as the paper itself makes it.
  std::string rendition_as(Format format) {
    auto tx = database.write();
    VERIFY(pictures.add(tx, "muster.png", png(90, 60)).has_value());
    return pictures.rendition(media::find(tx, "muster.png")->in(format).front().file).value();
  }
};
ALLMENDE_ON_BOTH_ENGINES(TakingIn);

TEST_P(TakingIn, names_a_picture_after_its_file_and_shows_it_at_once) {
  auto taken = take_in(mira, "C:\\Bilder\\Müllers Kran 0815.JPG", jpeg(1200, 800));
  EXPECT_EQ(taken.value().name, "muellers-kran-0815.jpg");
  StoredPicture picture = find(taken->name);
  EXPECT_EQ(picture.added_by, "mira");
  EXPECT_EQ(picture.added, now);
  ASSERT_THAT(picture.renditions, SizeIs(1));
  EXPECT_EQ(picture.renditions[0].width, 480);
  EXPECT_TRUE(pictures.rendition(picture.renditions[0].file));
}

TEST_P(TakingIn, goes_by_the_bytes_and_not_by_what_the_file_is_called) {
  EXPECT_EQ(take_in(mira, "kran.exe", png(90, 60)).value().name, "kran.png");
  EXPECT_EQ(take_in(mira, "", png(91, 60)).value().name, "bild.png");
  EXPECT_EQ(take_in(mira, "../../etc/passwd", png(92, 60)).value().name, "passwd.png");
}

TEST_P(TakingIn, gives_another_picture_of_the_same_name_a_number) {
  EXPECT_EQ(take_in(mira, "kran.png", png(90, 60)).value().name, "kran.png");
  EXPECT_EQ(take_in(mira, "kran.png", png(91, 60)).value().name, "kran-2.png");
  EXPECT_EQ(take_in(mira, "Kran.png", png(92, 60)).value().name, "kran-3.png");
}

TEST_P(TakingIn, knows_the_same_picture_under_whatever_name) {
  ASSERT_TRUE(take_in(mira, "kran.png", png(90, 60)));
  auto again = take_in(pia, "anders.png", png(90, 60));
  EXPECT_EQ(again.value().name, "kran.png");
  EXPECT_EQ(again->stored, Stored::known);
}

TEST_P(TakingIn, is_for_those_who_write_or_look_after_pictures) {
  EXPECT_EQ(take_in(till, "kran.png", png(90, 60)).error().code, Code::forbidden);
  EXPECT_TRUE(take_in(pia, "kran.png", png(90, 60)));
}

TEST_P(TakingIn, takes_jpeg_png_webp_avif_and_tiff) {
  EXPECT_EQ(take_in(mira, "a", rendition_as(Format::webp)).value().name, "a.webp");
  EXPECT_EQ(take_in(mira, "b", rendition_as(Format::avif)).value().name, "b.avif");
  EXPECT_EQ(take_in(mira, "c", rendition_as(Format::jpeg)).value().name, "c.jpg");
  EXPECT_EQ(take_in(mira, "d", tiff(90, 60)).value().name, "d.tif");
}

TEST_P(TakingIn, turns_a_picture_upright) {
  auto taken = take_in(mira, "kran.jpg", jpeg(600, 300, exif(6, "")));
  Rendition rendition = find(taken.value().name).renditions.front();
  EXPECT_LT(rendition.width, rendition.height);
}

TEST_P(TakingIn, proposes_what_the_file_says_by_IPTC) {
  auto taken = take_in(mira, "kran.jpg", jpeg(90, 60, iptc({{80, "Jonas Thode"}, {110, "Hafenfoto"}, {120, "Der Kran\nam Kai"}})));
  Facts facts = find(taken.value().name).facts;
  EXPECT_EQ(facts.credit, "Hafenfoto/Jonas Thode");
  EXPECT_EQ(facts.caption, "Der Kran am Kai");
}

TEST_P(TakingIn, prefers_XMP_where_both_speak_and_takes_its_description_for_those_who_do_not_see) {
  std::string both = iptc({{80, "Alt"}, {120, "Alt"}}) + xmp("Mira Petersen", "Der Kran & der Kai", "Ein Kran vor Wolken");
  Facts facts = find(take_in(mira, "kran.jpg", jpeg(90, 60, both)).value().name).facts;
  EXPECT_EQ(facts.credit, "Mira Petersen");
  EXPECT_EQ(facts.caption, "Der Kran & der Kai");
  EXPECT_EQ(facts.alt, "Ein Kran vor Wolken");
}

TEST_P(TakingIn, reads_old_letters_and_passes_over_what_cameras_say_of_themselves) {
  EXPECT_EQ(find(take_in(mira, "a.jpg", jpeg(90, 60, iptc({{120, "Die M\xF6we"}}))).value().name).facts.caption, "Die Möwe");
  EXPECT_EQ(find(take_in(mira, "b.jpg", jpeg(91, 60, iptc({{120, "OLYMPUS DIGITAL CAMERA"}}))).value().name).facts.caption, "");
  EXPECT_EQ(find(take_in(mira, "c.jpg", jpeg(92, 60, exif(1, "Anna Ahrens"))).value().name).facts.credit, "Anna Ahrens");
}

TEST_P(TakingIn, cuts_what_is_too_long_at_a_letter) {
  std::string long_text = "x";
  for (int i = 0; i < 1500; ++i) long_text += "ö";
  Facts facts = find(take_in(mira, "a.jpg", jpeg(90, 60, iptc({{120, long_text}}))).value().name).facts;
  EXPECT_LE(facts.caption.size(), kLongestCaption);
  EXPECT_TRUE(is_utf8(facts.caption));
  EXPECT_TRUE(describe(pia, "a.jpg", facts)) << "a proposal can be kept";
}

TEST_P(TakingIn, refuses_a_picture_that_is_cut_off) {
  std::string whole = png(300, 200);
  expect_refused(whole.substr(0, whole.size() / 2), "damaged or cut off");
  std::string tif = tiff(300, 200);
  expect_refused(tif.substr(0, tif.size() / 2), "");
  expect_refused("I am a line of text.\n", "no picture");
  expect_refused("", "no picture");
}

TEST_P(TakingIn, refuses_a_bomb_by_its_header) {
  expect_refused(png(20'000, 20'000, 'k', 1), "more than 100 million pixels");
  expect_refused(tiff(60'000, 60'000, 1), "more than 100 million pixels");
}

TEST_P(TakingIn, refuses_a_file_that_is_something_else_as_well) {
  std::string end_of_zip = "PK\x05\x06"s + std::string(18, '\0');
  expect_refused(png(90, 60) + "PK\x03\x04..."s + end_of_zip, "a ZIP archive");
  expect_refused(jpeg(90, 60, segment('\xFE', "%PDF-1.4 1 0 obj")), "a PDF");
  expect_refused(jpeg(90, 60, segment('\xFE', "*/=1;<ScRiPt>alert(1)</script>")), "a web page");
  expect_refused(jpeg(90, 60) + "<?php system($_GET[0]);", "a program");
  expect_refused(png(90, 60) + "7z\xbc\xaf\x27\x1c", "a 7-Zip archive");
}

TEST_P(TakingIn, is_not_disturbed_by_what_telephones_put_behind_a_picture) {
  EXPECT_TRUE(take_in(mira, "kran.jpg", jpeg(90, 60) + "\0\0\0\x18" "ftypmp42 a short film"s));
}

TEST_P(TakingIn, refuses_drawings_and_what_only_looks_like_a_picture) {
  expect_refused(R"(<svg xmlns="http://www.w3.org/2000/svg"></svg>)", "picture");
  expect_refused("\0\0\0\x1C" "ftypheic\0\0\0\0mif1heic"s, "");
}

TEST_P(TakingIn, tidies_up_behind_whoever_was_killed_at_it) {
  std::filesystem::path left = folder / "work-abandoned";
  std::filesystem::create_directories(left);
  ASSERT_TRUE(take_in(mira, "kran.png", png(90, 60)));
  EXPECT_FALSE(std::filesystem::exists(left));
}

/// Runs the job that makes renditions, once.
class Rendering : public TakingIn {
 protected:
  void render() {
    jobs::Handlers handlers;
    add_rendering(handlers, database, pictures);
    jobs::Runner runner(database, std::move(handlers), {.clock = [this] { return now; }, .poll = std::chrono::milliseconds(5)});
    for (int i = 0; i < 3000; ++i) {
      if (jobs::count(*std::make_unique<database::ReadTx>(database.read())).waiting == 0 && claimed() == 0) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    FAIL() << "no renditions after half a minute";
  }
  std::int64_t claimed() {
    auto tx = database.read();
    return jobs::count(tx).claimed;
  }
};
ALLMENDE_ON_BOTH_ENGINES(Rendering);

TEST_P(Rendering, makes_every_width_and_format_behind_whoever_took_it_in) {
  std::string name = take_in(mira, "kran.png", png(700, 400)).value().name;
  auto from = database.read().last_change();
  render();
  StoredPicture picture = find(name);
  for (Format format : {Format::avif, Format::webp, Format::jpeg}) {
    EXPECT_EQ(picture.in(format).size(), 3u) << "480, 656 and its own width";
  }
  EXPECT_GT(database.read().last_change(), from) << "pages that show it are made anew";
  auto tx = database.read();
  EXPECT_THAT(pictures.check(tx), IsEmpty());
}

TEST_P(Rendering, can_be_done_again) {
  std::string name = take_in(mira, "kran.png", png(700, 400)).value().name;
  render();
  auto before = find(name).renditions;
  {
    auto tx = database.write();
    put_rendering(tx, name, now);
    tx.commit();
  }
  render();
  EXPECT_EQ(find(name).renditions, before);
}

}  // namespace
}  // namespace allmende::media
