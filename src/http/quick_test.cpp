// Answers from memory: in order, whole, counted, logged; and the ordinary way for all else.

#include <gmock/gmock.h>

#include "http/log_lane.h"
#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

/// Knows what begins with /memory. Its pieces live here.
class Memory : public QuickAnswers {
 public:
  explicit Memory(std::size_t bytes = 5) : body_(bytes, 'm') {}

  std::vector<std::string> routes() const override { return {"from memory", "gone"}; }
  void prepare(std::size_t) override {}
  bool answer(RequestView const& request, std::size_t, QuickAnswer& answer) noexcept override {
    asked.fetch_add(1);
    if (!request.target.starts_with("/memory")) return false;
    if (request.target == "/memory/gone") {
      answer.status = Status::gone;
      answer.route = 1;
    }
    answer.add_head("X-From: memory\r\n");
    auto size = std::to_string(body_.size());
    std::span<char> scratch = answer.scratch();
    std::string line = "Content-Length: " + size + "\r\n\r\n";
    std::copy(line.begin(), line.end(), scratch.begin());
    answer.add_head({scratch.data(), line.size()});
    answer.add_body(body_);
    return true;
  }
  void release(std::size_t) noexcept override { released.fetch_add(1); }

  std::atomic<int> asked = 0;
  std::atomic<int> released = 0;

 private:
  std::string body_;
};

struct Quick {
  Memory memory;
  Lines lines;
  std::optional<Running> running;

  explicit Quick(std::size_t bytes = 5, Limits limits = {}) : memory(bytes) {
    Router router;
    // What the memory knows, the router knows too: a request may always take the ordinary way.
    router.get("/memory", "memory", [](Request const&) { return Response::text("mmmmm"); });
    router.get("/worker", "worker", [](Request const&) { return Response::text("worked"); });
    Options options;
    options.limits = limits;
    options.log = lines.sink();
    options.quick = &memory;
    running.emplace(std::move(options), std::move(router));
  }
};

TEST(Quick, answers_from_memory_and_lets_the_router_answer_the_rest) {
  Quick quick;
  Client client = quick.running->connect();
  Answer answer = client.get("/memory").answer();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "mmmmm");
  EXPECT_EQ(answer.header("X-From"), "memory");
  EXPECT_THAT(answer.header("Date"), HasSubstr(" GMT"));
  EXPECT_EQ(client.get("/worker").answer().body, "worked");
  EXPECT_EQ(client.get("/memory/gone").answer().status, 410);
}

TEST(Quick, keeps_the_order_of_requests_that_come_together) {
  Quick quick;
  Client client = quick.running->connect();
  std::string get = "GET /memory HTTP/1.1\r\nHost: here\r\n\r\n";
  std::string work = "GET /worker HTTP/1.1\r\nHost: here\r\n\r\n";
  client.send(get + get + work + get + work + get);
  for (std::string_view body : {"mmmmm", "mmmmm", "worked", "mmmmm", "worked", "mmmmm"}) {
    EXPECT_EQ(client.answer().body, body);
  }
}

TEST(Quick, waits_for_a_head_that_comes_in_pieces) {
  Quick quick;
  Client client = quick.running->connect();
  client.send("GET /memory HTTP/1.1\r\nHo").is_quiet_for(30ms);
  EXPECT_EQ(client.send("st: here\r\n\r\n").answer().status, 200);
}

TEST(Quick, sends_no_body_to_a_head_request) {
  Quick quick;
  Client client = quick.running->connect();
  client.send("HEAD /memory HTTP/1.1\r\nHost: here\r\n\r\n");
  Answer head = client.answer(Client::Body::none);
  EXPECT_EQ(head.header("Content-Length"), "5");
  EXPECT_EQ(client.get("/memory").answer().body, "mmmmm");
}

TEST(Quick, sends_a_large_answer_whole_to_who_reads_slowly) {
  constexpr std::size_t kBytes = 4 << 20;
  Quick quick(kBytes);
  Client client(quick.running->port(), 4096);
  client.get("/memory");
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(client.answer().body, std::string(kBytes, 'm'));
  EXPECT_EQ(client.get("/memory").answer().body.size(), kBytes);
}

TEST(Quick, takes_the_ordinary_way_for_what_is_not_plain) {
  Quick quick;
  for (std::string_view request : {
           "GET /memory HTTP/1.0\r\nHost: here\r\n\r\n",
           "GET /memory HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
           "GET /memory HTTP/1.1\r\nHost: here\r\nRange: bytes=0-1\r\n\r\n",
           "GET /memory HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n",
           "POST /memory HTTP/1.1\r\nHost: here\r\n\r\n",
           "GET /memory HTTP/1.1\r\nHost: one\r\nHost: two\r\n\r\n",
           "GET /memory HTTP/1.1\r\n\r\n",
           "GET /memory HTTP/1.1\nHost: here\n\n",
           "GET /memory HTTP/1.1\r\nHost: he re\r\n\r\n",
       }) {
    Client client = quick.running->connect();
    EXPECT_NE(client.send(request).answer().status, 0) << request;
  }
  EXPECT_EQ(quick.memory.asked, 0);
}

TEST(Quick, closes_a_connection_after_its_last_request) {
  Limits limits;
  limits.requests_per_connection = 3;
  Quick quick(5, limits);
  Client client = quick.running->connect();
  for (int i = 0; i < 2; ++i) client.get("/memory").answer();
  EXPECT_EQ(client.get("/worker").answer().header("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST(Quick, is_logged_and_counted_like_every_request) {
  Quick quick;
  Client client = quick.running->connect();
  client.get("/memory?secret=1").answer();
  client.get("/memory/gone").answer();
  auto lines = quick.lines.wait_for(2);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(lines[0], MatchesRegex("event=request time=[0-9T:-]+Z id=[0-9a-f]{16} method=GET "
                                     "path=/memory route=from%20memory status=200 bytes=5 "
                                     "ms=0.0 end=sent"));
  EXPECT_THAT(lines[1], HasSubstr("path=/memory/gone route=gone status=410"));
  std::string metrics = quick.running->server().metrics();
  EXPECT_THAT(metrics, HasSubstr(R"(http_requests_total{method="GET",route="from memory",status="2xx"} 1)"));
  EXPECT_THAT(metrics, HasSubstr(R"(http_requests_total{method="GET",route="gone",status="4xx"} 1)"));
  EXPECT_THAT(quick.running->server().metrics(), Not(HasSubstr(R"(route="gone",status="4xx"} 2)")));
}

TEST(Quick, lets_go_of_its_pieces_after_each_turn) {
  Quick quick;
  Client client = quick.running->connect();
  client.get("/memory").answer();
  client.get("/memory").answer();
  EXPECT_GE(quick.memory.released, 2);
}

TEST(LogLane, gives_lines_back_whole_and_in_order_round_its_end) {
  LogLane lane;
  std::string long_line(LogLane::kBytes / 3, 'x');
  for (int turn = 0; turn < 10; ++turn) {
    lane.put("a" + long_line + "\n");
    lane.put("b\n");
    std::vector<std::string> lines;
    lane.take([&](std::string_view line) { lines.emplace_back(line); });
    EXPECT_THAT(lines, ::testing::ElementsAre("a" + long_line, "b"));
  }
  EXPECT_EQ(lane.take_dropped(), 0u);
}

TEST(LogLane, drops_and_counts_what_there_is_no_room_for) {
  LogLane lane;
  std::string half(LogLane::kBytes / 2, 'x');
  lane.put(half);
  lane.put("y" + half);
  lane.put("\n");
  EXPECT_EQ(lane.take_dropped(), 1u);
  std::vector<std::string> lines;
  lane.take([&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_THAT(lines, ::testing::ElementsAre(half));
}

}  // namespace
}  // namespace allmende::http::testing
