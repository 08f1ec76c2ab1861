// One makes a page for all; changes drop it; what is asked for stays.

#include <malloc.h>

#include <thread>

#include "press/test_support.h"

namespace allmende::press::testing {
namespace {

using namespace std::chrono_literals;

TEST(Press, makes_a_page_once_and_answers_from_memory) {
  Running running;
  running.maker = [](http::Request const&) { return sheet(long_page(2000)); };
  running.open();
  EXPECT_FALSE(running.quick("/a", ""));
  ASSERT_TRUE(running.ask("/a"));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(running.quick("/a", ""));
  ASSERT_TRUE(running.ask("/a"));
  EXPECT_EQ(running.made, 1);
}

TEST(Press, tells_addresses_apart_by_the_query_fields_of_their_route_alone) {
  Running running;
  running.maker = [](http::Request const& request) {
    return sheet(html::html<"<p>{}</p>">(request.query("seite").value_or("erste")));
  };
  running.open();
  (void)running.ask("/a?seite=zwei&utm_source=brief");
  EXPECT_THAT(running.quick("/a?seite=zwei", "")->body, ::testing::HasSubstr("zwei"));
  EXPECT_FALSE(running.quick("/a", ""));
  (void)running.ask("/a?seite=zwei&seite=drei");
  EXPECT_EQ(running.made, 1);
  (void)running.ask("/%61");
  EXPECT_THAT(running.quick("/a", "")->body, ::testing::HasSubstr("erste"));
}

TEST(Press, shows_its_makers_nothing_that_is_not_the_same_for_all) {
  Running running;
  running.maker = [](http::Request const& request) {
    EXPECT_FALSE(request.query("utm_source") || request.header("Cookie") || !request.headers().empty());
    return sheet(long_page(500));
  };
  running.open();
  (void)running.ask("/a?utm_source=brief", {{"Cookie", "a=b"}, {"Accept-Language", "pl"}});
  EXPECT_EQ(running.made, 1);
}

TEST(Press, lets_one_make_a_page_while_the_others_wait) {
  Running running;
  std::promise<void> begun, go_on;
  running.maker = [&](http::Request const&) {
    begun.set_value();
    go_on.get_future().wait();
    return sheet(long_page(2000));
  };
  running.open();
  std::vector<std::future<Result<http::Response>>> answers;
  auto ask = [&] {
    auto promise = std::make_shared<std::promise<Result<http::Response>>>();
    answers.push_back(promise->get_future());
    running.ask_later("/a", {}, promise);
  };
  std::thread first(ask);
  begun.get_future().wait();
  for (int i = 0; i < 20; ++i) ask();  // returns at once: nobody's thread waits
  EXPECT_EQ(running.press.figures().waited, 20u);
  go_on.set_value();
  first.join();
  for (auto& answer : answers) EXPECT_TRUE(answer.get());
  EXPECT_EQ(running.made, 1);
}

TEST(Press, gives_nobody_who_asks_behind_an_answer_what_a_change_has_outdated_since) {
  Running running;
  running.maker = [](http::Request const&) { return sheet(long_page(500), {{"thing"}}); };
  running.open();
  auto request = std::make_shared<http::Request const>(http::Request::make(http::Method::get, "/a", {}).value());
  auto second = std::make_shared<std::promise<Result<http::Response>>>();
  running.handler(request, http::Reply([&](Result<http::Response>, std::exception_ptr) {
    running.commit(change(1, "thing", ""));
    running.ask_later("/a", {}, second);
    EXPECT_EQ(running.made, 2);
  }));
  EXPECT_TRUE(second->get_future().get());
  EXPECT_EQ(running.made, 2);
}

TEST(Press, tells_a_refusal_and_a_fault_to_all_that_wait_and_tries_again) {
  Running running;
  bool fault = true;
  running.maker = [&](http::Request const&) -> Result<Sheet> {
    if (fault) throw Fault("the disk is gone");
    return refuse(Code::forbidden, "not you");
  };
  running.open();
  EXPECT_THROW((void)running.ask("/a"), Fault);
  fault = false;
  EXPECT_EQ(running.ask("/a").error().code, Code::forbidden);
  EXPECT_EQ(running.made, 2);
  EXPECT_FALSE(running.quick("/a", ""));
}

TEST(Press, keeps_what_is_missing_but_not_what_went_wrong) {
  Running running;
  running.maker = [&](http::Request const& request) {
    bool is_missing = request.path() == "/missing";
    Sheet made = sheet(long_page(500));
    made.response.set_status(is_missing ? http::Status::not_found : http::Status::unavailable);
    return made;
  };
  running.open();
  (void)running.ask("/missing");
  EXPECT_EQ(running.quick("/missing", "")->status, http::Status::not_found);
  (void)running.ask("/broken");
  EXPECT_FALSE(running.quick("/broken", ""));
}

TEST(Press, drops_exactly_the_pages_that_depend_on_a_change) {
  Running running;
  running.maker = [](http::Request const& request) {
    return sheet(long_page(500), {{"thing", request.path().substr(1)}, {"frame"}});
  };
  running.open();
  for (auto address : {"/1", "/2", "/3"}) (void)running.ask(address);
  running.commit(change(1, "thing", "2"));
  EXPECT_TRUE(running.quick("/1", ""));
  EXPECT_FALSE(running.quick("/2", ""));  // the first to come makes it anew
  EXPECT_TRUE(running.quick("/3", ""));
  (void)running.ask("/2");
  EXPECT_TRUE(running.quick("/2", ""));
  running.commit(change(2, "frame", "whatever"));
  EXPECT_FALSE(running.quick("/1", ""));
  EXPECT_FALSE(running.quick("/3", ""));
  EXPECT_EQ(running.press.figures().dropped, 4u);
}

TEST(Press, drops_by_where_a_change_happened) {
  Running running;
  running.maker = [](http::Request const& request) {
    database::PositionRange range = request.path() == "/old" ? database::PositionRange{0, 100}
                                                             : database::PositionRange{100};
    return sheet(long_page(500), {{"list", "harbour", range}});
  };
  running.open();
  (void)running.ask("/old");
  (void)running.ask("/new");
  auto at_150 = change(1, "list", "harbour");
  at_150.position = 150;
  running.commit(at_150);
  EXPECT_TRUE(running.quick("/old", ""));
  EXPECT_FALSE(running.quick("/new", ""));
}

TEST(Press, gives_the_page_before_while_one_makes_its_successor_and_never_afterwards) {
  Running running;
  std::string text = "alt";
  running.maker = [&](http::Request const&) {
    return sheet(html::html<"<p>{}</p>">(text), {{"thing", "1"}});
  };
  running.open();
  (void)running.ask("/");
  text = "neu";
  running.commit(change(1, "thing", "1"));
  EXPECT_FALSE(running.quick("/", ""));  // this one is sent to make it
  EXPECT_THAT(running.quick("/", "")->body, ::testing::HasSubstr("alt"));
  (void)running.ask("/");
  for (int i = 0; i < 3; ++i) EXPECT_THAT(running.quick("/", "")->body, ::testing::HasSubstr("neu"));
}

TEST(Press, does_not_give_an_outdated_page_for_long) {
  Running running;
  running.maker = [&](http::Request const&) { return sheet(long_page(500), {{"thing", "1"}}); };
  running.open();
  (void)running.ask("/");
  running.commit(change(1, "thing", "1"));
  EXPECT_FALSE(running.quick("/", ""));
  EXPECT_TRUE(running.quick("/", ""));
  running.now = Instant::from_microseconds(running.now.microseconds() + 1'000'001);
  EXPECT_FALSE(running.quick("/", ""));
}

TEST(Press, does_not_take_a_page_for_new_that_was_made_before_the_change) {
  Running running;
  running.maker = [&](http::Request const&) {
    Sheet made = sheet(long_page(500), {{"thing", "1"}});
    made.as_of = database::Sequence(running.made == 1 ? 4 : 5);
    // The change comes while the page is being made.
    if (running.made == 1) running.press.drop(change(5, "thing", "1"));
    return made;
  };
  running.open();
  (void)running.ask("/");
  EXPECT_FALSE(running.quick("/", ""));
  (void)running.ask("/");
  EXPECT_TRUE(running.quick("/", ""));
  running.press.drop(change(5, "thing", "1"));  // told late, but the page has seen it
  EXPECT_TRUE(running.quick("/", ""));
}

TEST(Press, outdates_a_page_at_its_time) {
  Running running;
  running.maker = [&](http::Request const&) {
    Sheet made = sheet(long_page(500));
    made.valid_until = Instant::from_microseconds(running.now.microseconds() + 1'000'000);
    return made;
  };
  running.open();
  (void)running.ask("/");
  EXPECT_TRUE(running.quick("/", ""));
  running.now = Instant::from_microseconds(running.now.microseconds() + 1'000'000);
  EXPECT_FALSE(running.quick("/", ""));
  (void)running.ask("/");
  EXPECT_TRUE(running.quick("/", ""));
}

TEST(Press, keeps_within_its_bytes_and_keeps_what_is_asked_for_again) {
  constexpr std::size_t kRoom = 2 << 20;
  Running running(kRoom);
  running.maker = [&](http::Request const&) { return sheet(long_page(5000)); };
  running.open();
  // Forty pages of today, asked for again and again.
  auto read_today = [&] {
    int found = 0;
    for (int i = 0; i < 40; ++i) {
      std::string address = "/today/" + std::to_string(i);
      if (running.quick(address, "")) ++found;
      else (void)running.ask(address);
    }
    return found;
  };
  read_today();
  read_today();
  // A crawler takes each page of the archive once.
  for (int i = 0; i < 4000; ++i) {
    (void)running.ask("/archive/" + std::to_string(i));
    if (i % 200 == 0) read_today();
  }
  EXPECT_EQ(read_today(), 40);
  EXPECT_LE(running.press.figures().bytes, kRoom);
  EXPECT_GT(running.press.figures().evicted, 3000u);
}

}  // namespace
}  // namespace allmende::press::testing
