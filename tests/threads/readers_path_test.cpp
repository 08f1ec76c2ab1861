// What a page that lies in memory costs: nothing from the heap, no lock. And what a connection at rest
// costs.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <iostream>

#include "http/session.h"
#include "http/test_support.h"
#include "press/press.h"
#include "tests/support/thread_counts.h"

namespace allmende {
namespace {

using http::testing::Answer;
using http::testing::Client;
using test::thread_counts;
using test::ThreadCounts;

html::Html long_page() {
  html::Html page;
  for (int i = 0; i < 200; ++i) {
    page += html::html<"<p>Die Schleuse am Alten Hafen bleibt bis zum Frühjahr zu.</p>\n">();
    if (i == 20) page += html::slot(1);
  }
  return page;
}

struct ByCoin : press::Chooser {
  std::size_t choose(press::Question const& question) const noexcept override {
    return question.coin % question.fillings;
  }
};

/// Passes everything on to the press, and looks what the loop's thread has taken in between.
class Watched : public http::QuickAnswers {
 public:
  explicit Watched(press::Press& press) : press_(press) {}

  std::vector<std::string> routes() const override { return press_.routes(); }
  void prepare(std::size_t loops) override { press_.prepare(loops); }
  bool answer(http::RequestView const& request, std::size_t loop,
              http::QuickAnswer& answer) noexcept override {
    if (!is_in_round_) at_begin_of_round_ = thread_counts();
    is_in_round_ = true;
    bool known = press_.answer(request, loop, answer);
    if (known && ++answered_ == kWarm) at_begin_ = thread_counts();
    if (known) at_end_ = thread_counts();
    return known;
  }
  void release(std::size_t loop) noexcept override {
    press_.release(loop);
    if (std::exchange(is_in_round_, false) && answered_ > kWarm) {
      locks_in_rounds_ += thread_counts().locks - at_begin_of_round_.locks;
    }
  }

  static constexpr std::uint64_t kWarm = 100;
  std::uint64_t answered_ = 0;
  std::uint64_t locks_in_rounds_ = 0;
  ThreadCounts at_begin_, at_end_;

 private:
  press::Press& press_;
  bool is_in_round_ = false;
  ThreadCounts at_begin_of_round_;
};

class ReadersPath : public ::testing::Test {
 protected:
  ReadersPath() {
    handler_ = press_.route("page", {}, [](http::Request const&) -> Result<press::Sheet> {
      return press::Sheet{.response = http::Response::html(long_page().bytes())};
    });
    press_.set_fillings(1, {html::html<"<p>Wir bitten.</p>">(), html::html<"<p>Danke.</p>">()});
  }

  /// A server whose loop does nothing but what it is asked to.
  http::testing::Running& serve(http::QuickAnswers& quick) {
    http::Options options;
    options.quick = &quick;
    options.workers = 1;
    options.log = [](std::string_view) {};
    options.limits.requests_per_connection = 1'000'000;
    options.limits.connections_per_source = 0;
    http::Router router;
    router.get_deferred("/page", "page", handler_);
    router.get("/counts", "counts", [](http::Request const&) {
      return http::Response::text(std::to_string(thread_counts().bytes));
    }, http::Run::on_loop);
    return running_.emplace(std::move(options), std::move(router));
  }

  /// What the loop's thread holds.
  static std::int64_t bytes_of_loop(Client& client) {
    return std::stoll(client.get("/counts").answer().body);
  }

  press::Press press_{press::Options{.chooser = std::make_shared<ByCoin const>()}};
  http::DeferredHandler handler_;
  std::optional<http::testing::Running> running_;
};

constexpr std::string_view kCodings[] = {"", "gzip", "gzip, br"};

TEST_F(ReadersPath, of_the_press_takes_nothing_from_the_heap_and_no_lock) {
  press_.prepare(1);
  for (std::string_view coding : kCodings) {
    http::Fields headers = {{"Accept-Encoding", std::string(coding)}};
    auto request = http::Request::make(http::Method::get, "/page", headers);
    handler_(std::make_shared<http::Request const>(*request), http::Reply([](auto, auto) {}));
  }
  http::QuickAnswer answer;
  auto ask = [&](std::string_view coding, std::string_view if_none_match) {
    answer.begin(true);
    ASSERT_TRUE(press_.answer({.target = "/page", .accept_encoding = coding,
                               .if_none_match = if_none_match, .cookie = "a=b"}, 0, answer));
    press_.release(0);
  };
  ThreadCounts before = thread_counts();
  for (int i = 0; i < 10'000; ++i) {
    ask(kCodings[i % 3], i % 2 == 0 ? "" : "\"another-one--gzip\", *");
  }
  ThreadCounts after = thread_counts();
  EXPECT_EQ(after.allocations, before.allocations);
  EXPECT_EQ(after.frees, before.frees);
  EXPECT_EQ(after.locks, before.locks);
}

TEST_F(ReadersPath, of_the_server_takes_nothing_from_the_heap_and_no_lock) {
  Watched watched(press_);
  Client client = serve(watched).connect();
  auto ask = [&](int i) {
    std::string more = fmt::format("Accept-Encoding: {}\r\nCookie: a=b\r\nUser-Agent: a test\r\n",
                                   i % 3 == 0 ? "identity" : kCodings[i % 3]);
    ASSERT_EQ(client.get("/page", more).answer().status, 200);
  };
  constexpr int kRequests = 5000;
  for (int i = 0; i < kRequests + 200; ++i) ask(i);
  running_->join();
  ASSERT_GT(watched.answered_, kRequests);
  EXPECT_EQ(watched.at_end_.allocations, watched.at_begin_.allocations);
  EXPECT_EQ(watched.at_end_.frees, watched.at_begin_.frees);
  EXPECT_EQ(watched.locks_in_rounds_, 0u) << "from the request's bytes to the last answer's";
  auto requests = static_cast<double>(watched.answered_ - Watched::kWarm);
  std::cout << "locks of the loop's own queue for each request that comes alone: "
            << static_cast<double>(watched.at_end_.locks - watched.at_begin_.locks) / requests << "\n";
}

TEST_F(ReadersPath, the_counts_count) {
  ThreadCounts before = thread_counts();
  auto something = std::make_unique<std::string>(1000, 'x');
  std::mutex mutex;
  mutex.lock();
  mutex.unlock();
  ThreadCounts between = thread_counts();
  something.reset();
  EXPECT_EQ(between.allocations - before.allocations, 2u);
  EXPECT_GE(between.bytes - before.bytes, 1000);
  EXPECT_EQ(between.locks - before.locks, 1u);
  EXPECT_EQ(thread_counts().bytes, before.bytes);
}

constexpr int kConnections = 200;
constexpr std::int64_t kMostOfOurs = 1024;

class AtRest : public ReadersPath {
 protected:
  AtRest() : watcher_(serve(press_).connect()) {
    bytes_of_loop(watcher_);
    bytes_of_loop(watcher_);
  }

  /// Of each connection, when `use` is done with it.
  template <class Use>
  std::int64_t bytes_of_connection(Use&& use) {
    std::int64_t before = bytes_of_loop(watcher_);
    for (int i = 0; i < kConnections; ++i) {
      use(clients_.emplace_back(running_->connect()), i);
    }
    wait_for_connections(kConnections + 1);
    std::int64_t bytes = (bytes_of_loop(watcher_) - before) / kConnections;
    std::cout << bytes << " bytes\n";
    return bytes;
  }

  void wait_for_connections(int count) {
    std::string line = fmt::format("\nhttp_connections {}\n", count);
    for (int i = 0; i < 500 && !running_->server().metrics().contains(line); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ASSERT_TRUE(running_->server().metrics().contains(line));
  }

  Client watcher_;
  std::vector<Client> clients_;
};

TEST_F(AtRest, a_connection_on_which_nothing_was_asked_takes_less_than_a_kilobyte) {
  EXPECT_LE(bytes_of_connection([](Client&, int) {}), kMostOfOurs);
}

TEST_F(AtRest, one_that_was_answered_from_memory_too) {
  EXPECT_EQ(watcher_.get("/page").answer().status, 200);
  EXPECT_LE(bytes_of_connection([](Client& client, int) {
              ASSERT_EQ(client.get("/page").answer().status, 200);
            }),
            kMostOfOurs);
}

TEST_F(AtRest, one_that_was_answered_by_a_handler_too) {
  std::string long_header = "X: " + std::string(8000, 'x') + "\r\n";
  EXPECT_LE(bytes_of_connection([&](Client& client, int) {
              ASSERT_EQ(client.get("/counts?a=b", long_header + "Cookie: a=b\r\n").answer().status, 200);
            }),
            kMostOfOurs);
}

}  // namespace
}  // namespace allmende
