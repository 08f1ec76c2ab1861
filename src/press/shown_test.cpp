// What was sent is counted, each once, whoever sent it.

#include <fmt/format.h>

#include <thread>

#include "press/test_support.h"

namespace allmende::press::testing {
namespace {

struct Named : Policy {
  explicit Named(std::string its_name) : name(std::move(its_name)) {}
  ~Named() override { ++ended; }
  std::string name;
  static inline int ended = 0;
};

html::Html filling(std::string_view words) { return html::html<"<aside>{}</aside>">(words); }

class Showing : public ::testing::Test {
 protected:
  Showing() {
    fill("erste");
    running.press.set_fillings(1, {filling("ohne Regel"), filling("ohne eine")});
    running.maker = [](http::Request const&) { return sheet(long_page(2000, {0, 1})); };
    running.open();
    running.chosen->number = 1;
  }

  void fill(std::string const& name) {
    running.press.set_fillings(0, {filling("eins " + name), filling("zwei")}, std::make_shared<Named>(name));
  }

  /// "erste 1: 3 times", in the order of the sets.
  std::vector<std::string> taken() {
    std::vector<std::string> lines;
    for (Shown const& shown : running.press.take_shown()) {
      EXPECT_EQ(shown.kind, 0u);
      auto const& policy = dynamic_cast<Named const&>(*shown.policy);
      lines.push_back(fmt::format("{} {}: {} times", policy.name, shown.number, shown.times));
    }
    return lines;
  }

  Running running;
};

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(Showing, is_counted_on_every_loop_and_by_the_workers_and_told_once) {
  (void)running.ask("/a");
  EXPECT_TRUE(running.quick({.target = "/a"}, 0));
  EXPECT_TRUE(running.quick({.target = "/a"}, 1));
  EXPECT_THAT(taken(), ElementsAre("erste 1: 3 times"));
  EXPECT_THAT(taken(), IsEmpty());
  running.chosen->number = 2;
  EXPECT_TRUE(running.quick({.target = "/a"}, 1));
  EXPECT_THAT(taken(), ElementsAre("erste 2: 1 times"));
}

TEST_F(Showing, an_empty_place_is_not_counted) {
  running.chosen->number = 0;
  (void)running.ask("/a");
  EXPECT_TRUE(running.quick({.target = "/a"}));
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(Showing, to_who_does_not_count_or_sees_only_the_head_is_not_counted) {
  (void)running.ask("/a", {{"User-Agent", "bot"}});
  EXPECT_TRUE(running.quick({.target = "/a", .user_agent = "bot"}));
  EXPECT_TRUE(running.quick({.target = "/a", .is_head = true}));
  EXPECT_THAT(taken(), IsEmpty());
}

TEST_F(Showing, again_what_a_reader_has_is_counted_as_what_they_have) {
  (void)running.ask("/a");
  std::string etag = running.quick({.target = "/a"})->etag();
  (void)taken();
  running.chosen->number = 2;
  EXPECT_EQ(running.quick({.target = "/a", .if_none_match = etag})->status, http::Status::not_modified);
  EXPECT_THAT(taken(), ElementsAre("erste 1: 1 times"));
}

TEST_F(Showing, ends_for_a_reader_who_has_what_may_not_be_kept) {
  (void)running.ask("/a");
  std::string etag = running.quick({.target = "/a"})->etag();
  (void)taken();
  running.chosen->number = 2;
  running.chosen->gone = 1;
  EXPECT_EQ(running.quick({.target = "/a", .if_none_match = etag})->status, http::Status::ok);
  EXPECT_THAT(taken(), ElementsAre("erste 2: 1 times"));
}

TEST_F(Showing, from_an_older_page_is_counted_for_the_fillings_that_it_has) {
  (void)running.ask("/a");
  (void)taken();
  fill("zweite");
  EXPECT_FALSE(running.quick({.target = "/a"})) << "the first one makes the page anew";
  EXPECT_THAT(running.quick({.target = "/a"})->body, ::testing::HasSubstr("eins erste"));
  EXPECT_THAT(taken(), ElementsAre("erste 1: 1 times"));
  (void)running.ask("/a");
  EXPECT_THAT(running.quick({.target = "/a"})->body, ::testing::HasSubstr("eins zweite"));
  EXPECT_THAT(taken(), ElementsAre("zweite 1: 2 times"));
}

TEST_F(Showing, lets_go_of_fillings_that_no_page_has_any_more) {
  int before = Named::ended;
  (void)running.ask("/a");
  fill("zweite");
  (void)taken();
  EXPECT_EQ(Named::ended, before) << "the page has them still";
  (void)running.ask("/a");
  (void)taken();
  (void)taken();
  EXPECT_EQ(Named::ended, before + 1);
}

TEST_F(Showing, loses_nothing_while_loops_send_and_fillings_change) {
  (void)running.ask("/a");
  (void)taken();
  constexpr std::uint64_t kTimes = 20'000;
  std::atomic<std::uint64_t> sent = 0;
  auto send = [&](std::size_t loop) {
    for (std::uint64_t i = 0; i < kTimes; ++i) {
      if (running.quick({.target = "/a"}, loop)) ++sent;
      else if (running.ask("/a")) ++sent;
    }
  };
  std::thread first(send, 0), second(send, 1);
  std::uint64_t counted = 0;
  auto take = [&] {
    for (Shown const& shown : running.press.take_shown()) counted += shown.times;
  };
  for (int i = 0; i < 50; ++i) {
    fill(std::to_string(i));
    take();
  }
  first.join();
  second.join();
  take();
  EXPECT_EQ(counted, sent);
}

}  // namespace
}  // namespace allmende::press::testing
