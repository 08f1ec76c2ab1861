// The file that holds a key.

#include "vault/key_file.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <set>
#include <thread>

namespace allmende::vault {
namespace {

namespace fs = std::filesystem;

class KeyFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
  std::string key() const { return key_in(file).reveal(); }
  void leave(std::string_view bytes) const { std::ofstream(file, std::ios::binary) << bytes; }

  fs::path folder = fs::temp_directory_path() / fmt::format("allmende_key_{}", ::getpid());
  fs::path file = folder / "staff.key";
};

TEST_F(KeyFile, is_made_once_for_the_papers_user_alone) {
  std::string first = key();
  EXPECT_EQ(first.size(), 32u);
  EXPECT_EQ(key(), first);
  struct stat facts {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  EXPECT_EQ(facts.st_size, 32);
  EXPECT_FALSE(fs::exists(file.string() + ".unfinished"));
}

TEST_F(KeyFile, that_was_half_written_when_the_machine_stopped_is_made_anew) {
  for (std::string_view rest : {"", "half"}) {
    leave(rest);
    std::string made = key();
    EXPECT_EQ(made.size(), 32u);
    EXPECT_EQ(key(), made);
  }
  fs::remove(file);
  std::ofstream(file.string() + ".unfinished") << "half";
  EXPECT_EQ(key(), key());
}

TEST_F(KeyFile, that_is_there_and_cannot_be_read_is_not_replaced) {
  fs::create_directory(file);
  EXPECT_THROW(key(), Fault);
  EXPECT_TRUE(fs::is_directory(file));
}

TEST_F(KeyFile, is_the_same_for_all_who_need_it_first) {
  for (std::string_view rest : {"none", "half"}) {
    fs::remove(file);
    if (rest == "half") leave(rest);
    std::vector<std::string> keys(8);
    {
      std::vector<std::jthread> threads;
      for (std::string& it : keys) threads.emplace_back([&] { it = key(); });
    }
    EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), 1u);
  }
}

}  // namespace
}  // namespace allmende::vault
