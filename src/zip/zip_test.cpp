#include "zip/zip.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <map>
#include <random>

#include "tests/support/zipped.h"

namespace allmende::zip {
namespace {

using test::zipped;

Result<std::string> whole(Entry const& entry) {
  std::string all;
  std::array<char, 1000> buffer;
  for (;;) {
    std::size_t got = TRY(entry.read(buffer));
    if (got == 0) return all;
    all.append(buffer.data(), got);
  }
}

Result<std::map<std::string, std::string>> contents(std::string_view bytes, Limits const& limits = {}) {
  std::map<std::string, std::string> files;
  TRY(read(bytes, limits, [&](Entry const& entry) -> Result<void> {
    files[entry.name] = TRY(whole(entry));
    return {};
  }));
  return files;
}

TEST(Zip, gives_each_file_in_pieces) {
  std::string const bytes = zipped(
      {{"a.xml", "<a/>"}, {"folder/", "", AE_IFDIR}, {"folder/b.xml", std::string(700'000, 'b')}, {"empty", ""}});
  auto files = contents(bytes).value();
  EXPECT_EQ(files.size(), 3U);
  EXPECT_EQ(files["a.xml"], "<a/>");
  EXPECT_EQ(files["folder/b.xml"], std::string(700'000, 'b'));
  EXPECT_EQ(files["empty"], "");
}

TEST(Zip, reads_from_the_disk_too) {
  auto path = std::filesystem::temp_directory_path() / fmt::format("allmende-zip-{}", getpid());
  std::ofstream(path, std::ios::binary) << zipped({{"a", "1"}, {"b", "2"}});
  std::string names;
  auto done = read(path, {}, [&](Entry const& entry) -> Result<void> {
    names += entry.name;
    return {};
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(names, "ab");
  std::filesystem::remove(path);
}

TEST(Zip, knows_one_by_its_first_bytes) {
  EXPECT_TRUE(looks_like_zip(zipped({{"a", "1"}})));
  EXPECT_TRUE(looks_like_zip(zipped({})));
  EXPECT_FALSE(looks_like_zip("<?xml"));
  EXPECT_FALSE(looks_like_zip("PK"));
}

TEST(Zip, that_unpacks_to_more_than_allowed_is_refused) {
  std::string const bomb = zipped({{"bomb", std::string(20'000'000, '\0')}});
  ASSERT_LT(bomb.size(), 100'000U);
  auto read = contents(bomb, {.bytes = 1'000'000});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error(), (Refusal{Code::limit, "the ZIP holds more than 1000000 bytes", "bomb"}));
  std::string const many = zipped({{"a", std::string(600, 'a')}, {"b", std::string(600, 'b')}});
  EXPECT_EQ(contents(many, {.bytes = 1000}).error().where, "b");
  EXPECT_TRUE(contents(many, {.bytes = 1200}));
}

TEST(Zip, of_more_files_than_allowed_is_refused) {
  std::string const bytes = zipped({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  EXPECT_TRUE(contents(bytes, {.entries = 3}));
  EXPECT_EQ(contents(bytes, {.entries = 2}).error().code, Code::limit);
}

TEST(Zip, that_is_cut_off_or_none_is_refused) {
  std::mt19937 random(3);
  std::string noise(5000, '\0');
  for (char& c : noise) c = static_cast<char>(random() % 256);
  std::string const bytes = zipped({{"a", noise}, {"b", noise}});
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    EXPECT_FALSE(contents(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(contents("this is none"));
  EXPECT_FALSE(read(std::filesystem::path("/nowhere/a.zip"), {}, [](Entry const&) { return Result<void>(); }));
}

TEST(Zip, whose_bytes_were_changed_is_refused_and_never_more_than_that) {
  std::string const bytes = zipped({{"a.xml", std::string(3000, 'a') + "b"}, {"b.xml", "<b/>"}});
  std::string const at_first = contents(bytes).value()["a.xml"];
  std::mt19937 random(5);
  for (int turn = 0; turn < 5000; ++turn) {
    std::string changed = bytes;
    changed[random() % changed.size()] = static_cast<char>(random() % 256);
    auto files = contents(changed, {.entries = 10, .bytes = 1 << 20});
    bool is_there = files && files->contains("a.xml");
    EXPECT_TRUE(!is_there || (*files)["a.xml"] == at_first) << turn;
  }
}

TEST(Zip, holds_ordinary_files_only) {
  auto refused = contents(zipped({{"link", "/etc/passwd", AE_IFLNK}}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "link");
}

TEST(Zip, ends_with_what_the_callback_refuses) {
  std::string const bytes = zipped({{"a", "1"}, {"b", "2"}});
  auto done = read(std::string_view(bytes), {},
                   [](Entry const& entry) -> Result<void> { return refuse(Code::conflict, "enough", entry.name); });
  EXPECT_EQ(done.error(), (Refusal{Code::conflict, "enough", "a"}));
}

}  // namespace
}  // namespace allmende::zip
