// The key with which the staff's secrets are sealed.

#include "app/staff_key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <set>
#include <thread>

#include "tests/support/scratch_database.h"

namespace allmende::app {
namespace {

namespace fs = std::filesystem;

class StaffKey : public testing::Test {
 protected:
  std::string key() const { return staff_key_in(file).reveal(); }
  void leave(std::string_view bytes) const { std::ofstream(file, std::ios::binary) << bytes; }

  test::ScratchDatabase scratch{database::Engine::sqlite};
  fs::path file = scratch.folder() / "staff.key";
};

TEST_F(StaffKey, is_made_once_for_the_papers_user_alone) {
  std::string first = key();
  EXPECT_EQ(first.size(), 32u);
  EXPECT_EQ(key(), first);
  struct stat facts {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  EXPECT_EQ(facts.st_size, 32);
  EXPECT_FALSE(fs::exists(file.string() + ".unfinished"));
}

TEST_F(StaffKey, that_was_half_written_when_the_machine_stopped_is_made_anew) {
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

TEST_F(StaffKey, that_is_there_and_cannot_be_read_is_not_replaced) {
  fs::create_directory(file);
  EXPECT_THROW(key(), Fault);
  EXPECT_TRUE(fs::is_directory(file));
}

TEST_F(StaffKey, is_the_same_for_all_who_need_it_first) {
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
}  // namespace allmende::app
