#include "http/affordable.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace allmende::http::testing {
namespace {

/// In a process of its own: a hard limit cannot be taken back.
int in_a_child(std::function<int()> const& what) {
  pid_t child = fork();
  if (child == 0) _exit(what());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int affordable_with(rlim_t soft, rlim_t hard, std::size_t wanted) {
  return in_a_child([=] {
    rlimit limit = {.rlim_cur = soft, .rlim_max = hard};
    setrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<int>(affordable_connections(wanted));
  });
}

TEST(AffordableConnections, are_as_many_as_are_wanted_when_there_are_descriptors_for_them) {
  EXPECT_EQ(affordable_with(400, 400, 200), 200);
}

TEST(AffordableConnections, leave_some_descriptors_to_the_rest_of_the_program) {
  EXPECT_EQ(affordable_with(300, 300, 250), 200);
  EXPECT_EQ(affordable_with(64, 64, 250), 32);
}

TEST(AffordableConnections, raise_the_limit_as_far_as_they_may) {
  EXPECT_EQ(affordable_with(64, 400, 250), 250);
  EXPECT_EQ(affordable_with(64, 320, 250), 220);
}

}  // namespace
}  // namespace allmende::http::testing
