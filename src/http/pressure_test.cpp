// Many who take much, and one who only wants to read: that one is served.

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <deque>

#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

/// Has two pages in memory, and knows whether a loop still holds one.
class Memory : public QuickAnswers {
 public:
  std::vector<std::string> routes() const override { return {"memory"}; }
  void prepare(std::size_t) override {}
  bool answer(RequestView const& request, std::size_t, QuickAnswer& answer) noexcept override {
    bool is_big = request.target == "/big";
    if (!is_big && request.target != "/page") return false;
    is_held = true;
    answer.add_head(is_big ? big_head_ : head_);
    answer.add_body(is_big ? std::string_view(big_) : "page");
    return true;
  }
  void release(std::size_t) noexcept override { is_held = false; }

  std::atomic<bool> is_held = false;

  static constexpr std::size_t kBig = 4 << 20;

 private:
  std::string head_ = "Content-Length: 4\r\n\r\n";
  std::string big_head_ = "Content-Length: " + std::to_string(kBig) + "\r\n\r\n";
  std::string big_ = std::string(kBig, 'x');
};

class Pressure : public ::testing::Test {
 protected:
  Running& with(Limits limits, std::size_t workers = 2) {
    Options options;
    options.limits = limits;
    options.limits.connections_per_source = 0;
    options.workers = workers;
    options.quick = &memory_;
    Router router;
    router.get("/wait", "wait", [this](Request const&) {
      ++waiting_;
      gate_.wait();
      return Response::text("waited");
    });
    return running_.emplace(std::move(options), std::move(router));
  }
  void TearDown() override { gate_.open(); }

  /// The slowest of so many readers who come one after the other.
  std::chrono::milliseconds slowest_of(int readers) {
    auto slowest = 0ms;
    for (int i = 0; i < readers; ++i) {
      auto begin = std::chrono::steady_clock::now();
      EXPECT_EQ(running_->connect().get("/page").answer().body, "page");
      slowest = std::max(slowest, std::chrono::ceil<std::chrono::milliseconds>(
                                      std::chrono::steady_clock::now() - begin));
    }
    return slowest;
  }

  Memory memory_;
  Gate gate_;
  std::atomic<int> waiting_ = 0;
  std::optional<Running> running_;
};

/// For the client's ends of many connections.
void allow_descriptors(rlim_t count) {
  rlimit limit = {};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::min(std::max(limit.rlim_cur, count), limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);
}

TEST_F(Pressure, a_page_in_memory_is_let_go_of_whatever_led_to_it) {
  Client client = with({}).connect();
  client.get("/wait");
  while (waiting_ == 0) std::this_thread::sleep_for(1ms);
  client.get("/page");  // lies in the socket until the first one is answered
  std::this_thread::sleep_for(20ms);
  gate_.open();
  EXPECT_EQ(client.answer().body, "waited");
  EXPECT_EQ(client.answer().body, "page");
  std::this_thread::sleep_for(20ms);
  EXPECT_FALSE(memory_.is_held) << "what it replaces could never be freed";
}

TEST_F(Pressure, pages_in_memory_are_served_while_no_worker_is_free) {
  Running& running = with({.worker_queue = 3}, 2);
  std::deque<Client> clients;
  for (int i = 0; i < 2; ++i) clients.emplace_back(running.port()).get("/wait");
  while (waiting_ < 2) std::this_thread::sleep_for(1ms);
  for (int i = 0; i < 3; ++i) clients.emplace_back(running.port()).get("/wait");
  std::this_thread::sleep_for(50ms);
  for (int i = 0; i < 20; ++i) {
    Answer refused = running.connect().get("/wait").answer();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "5");
    EXPECT_EQ(running.connect().get("/page").answer().body, "page");
  }
  gate_.open();
  for (Client& client : clients) EXPECT_EQ(client.answer().body, "waited");
}

TEST_F(Pressure, a_thousand_who_never_end_their_request_keep_nobody_from_reading) {
  allow_descriptors(4096);
  Running& running = with({.connections = 3000, .header_time = 3s});
  auto slowest_alone = slowest_of(100);
  std::deque<Client> slow;
  for (int i = 0; i < 1000; ++i) {
    slow.emplace_back(running.port()).send("GET /page HTTP/1.1\r\nHost: here\r\n");
    ASSERT_TRUE(slow.back().is_connected());
  }
  for (int i = 0; i < 1000; i += 10) slow[static_cast<std::size_t>(i)].send("X: y\r\n");
  auto slowest = slowest_of(100);
  EXPECT_LT(slowest, slowest_alone + 2s);
  EXPECT_EQ(slow.front().answer().status, 408);
  EXPECT_EQ(slow.back().answer().status, 408);
  EXPECT_TRUE(slow.back().is_closed());
}

TEST_F(Pressure, those_who_do_not_read_what_they_asked_for_keep_nobody_from_reading) {
  Running& running = with({.write_time = 1s, .slowest_bytes_per_second = Memory::kBig * 10});
  std::deque<Client> slow;
  for (int i = 0; i < 15; ++i) slow.emplace_back(running.port(), 4096).get("/big");
  EXPECT_LT(slowest_of(100), 3s);
  // The last reader has the answer a little before the loop has let go of it.
  for (int i = 0; i < 1000 && memory_.is_held; ++i) std::this_thread::sleep_for(1ms);
  EXPECT_FALSE(memory_.is_held);
  std::this_thread::sleep_for(1500ms);
  EXPECT_LT(slow.front().rest().size(), Memory::kBig) << "cut after its time";
}

TEST_F(Pressure, who_is_one_too_many_hears_why_and_comes_in_when_another_leaves) {
  Running& running = with({.connections = 20});
  std::deque<Client> inside;
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(inside.emplace_back(running.port()).get("/page").answer().body, "page");
  }
  for (int i = 0; i < 50; ++i) {
    Answer refused = running.connect().get("/page").answer();
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("Retry-After"), "5");
    EXPECT_EQ(inside[static_cast<std::size_t>(i) % 20].get("/page").answer().body, "page");
  }
  inside.pop_front();
  int status = 503;
  for (int i = 0; i < 100 && status != 200; ++i) status = running.connect().get("/page").answer().status;
  EXPECT_EQ(status, 200);
}

}  // namespace
}  // namespace allmende::http::testing
