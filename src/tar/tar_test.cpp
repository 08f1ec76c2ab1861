#include "tar/tar.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace allmende::tar {
namespace {

namespace fs = std::filesystem;

class Tar : public testing::Test {
 protected:
  Tar() { fs::create_directories(folder); }
  ~Tar() override { fs::remove_all(folder); }

  std::map<std::string, std::string> contents(fs::path const& file) {
    std::map<std::string, std::string> found;
    auto done = read(file, 1 << 20, [&](Entry const& entry) -> Result<void> {
      found[entry.name] = TRY(entry.read());
      return {};
    });
    EXPECT_TRUE(done) << done.error().message;
    return found;
  }
  std::string bytes(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }
  void write(fs::path const& file, std::string_view text) { std::ofstream(file, std::ios::binary) << text; }
  Result<void> extracted(fs::path const& file) {
    fs::create_directories(folder / "out");
    return extract(file, folder / "out");
  }

  fs::path folder = fs::temp_directory_path() / ("allmende-tar-" + std::to_string(getpid()));
  fs::path archive = folder / "a.tar";
};

TEST_F(Tar, gives_back_what_was_put_in_and_the_same_bytes_each_time) {
  for (fs::path const& target : {archive, folder / "b.tar"}) {
    write(folder / "big", std::string(700'000, 'x'));
    Writer writer(target);
    writer.add("paper.jsonl", "{}\n");
    writer.add_file("pictures/kran.webp", folder / "big");
    writer.finish();
  }
  EXPECT_EQ(bytes(archive), bytes(folder / "b.tar"));
  auto found = contents(archive);
  EXPECT_EQ(found["paper.jsonl"], "{}\n");
  EXPECT_EQ(found["pictures/kran.webp"].size(), 700'000u);
}

TEST_F(Tar, that_was_never_finished_is_not_there) {
  { Writer(archive).add("a", "b"); }
  EXPECT_FALSE(fs::exists(archive));
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(Tar, cut_off_or_no_tar_is_refused) {
  Writer writer(archive);
  writer.add("a", std::string(5000, 'a'));
  writer.finish();
  std::string whole = bytes(archive);
  write(folder / "cut.tar", std::string_view(whole).substr(0, 2000));
  write(folder / "no.tar", "this is no tar at all, whatever its name says");
  EXPECT_FALSE(extracted(folder / "no.tar"));
  EXPECT_FALSE(extracted(folder / "cut.tar"));
}

TEST_F(Tar, leading_out_of_its_folder_is_refused) {
  for (std::string name : {"../out.txt", "/etc/x", "a/../../x"}) {
    Writer writer(archive);
    writer.add(name, "x");
    writer.finish();
    auto refused = extracted(archive);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().where, name);
  }
}

TEST_F(Tar, overwrites_nothing) {
  Writer writer(archive);
  writer.add("a", "new");
  writer.finish();
  fs::create_directories(folder / "out");
  write(folder / "out" / "a", "old");
  EXPECT_EQ(extracted(archive).error().code, Code::conflict);
  EXPECT_EQ(bytes(folder / "out" / "a"), "old");
}

TEST_F(Tar, entry_above_the_limit_is_refused) {
  Writer writer(archive);
  writer.add("a", std::string(100, 'x'));
  writer.finish();
  auto done = read(archive, 99, [](Entry const& entry) -> Result<void> {
    TRY(entry.read());
    return {};
  });
  EXPECT_EQ(done.error().code, Code::limit);
}

}  // namespace
}  // namespace allmende::tar
