// What the log and the metrics say, and what they do not.

#include <gmock/gmock.h>

#include "http/log.h"
#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

Router site() {
  Router router;
  router.get("/hello/{name}", "hello", [](Request const&) { return Response::text("hello"); });
  router.add({.method = Method::get, .pattern = "/door/{key}", .name = "door",
              .handler = [](Request const&) { return Response::text("come in"); }, .has_secret_path = true});
  router.get("/fault", "fault",
             [](Request const&) -> Result<Response> { throw Fault("the disk\nis full"); });
  return router;
}

struct Logged {
  Lines lines;
  std::optional<Running> running;

  explicit Logged(Router router = site()) {
    Options options;
    options.log = lines.sink();
    running.emplace(std::move(options), std::move(router));
  }
};

TEST(Log, has_one_line_for_each_request) {
  Logged logged;
  Client client = logged.running->connect();
  client.get("/hello/mira").answer();
  client.get("/nowhere").answer();
  auto lines = logged.lines.wait_for(2);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(lines[0],
              MatchesRegex("event=request time=[0-9T:.-]+Z id=[0-9a-f]+ method=GET "
                           "path=/hello/mira route=hello status=200 bytes=5 ms=[0-9.]+ end=sent"));
  EXPECT_THAT(lines[1], HasSubstr("path=/nowhere route=none status=404"));
}

TEST(Log, logs_no_address_and_no_query) {
  Logged logged;
  logged.running->connect()
      .get("/hello/mira?q=127.0.0.1&name=private", "Referer: there\r\n")
      .answer();
  logged.running->connect().send("nonsense\r\n\r\n").answer();
  for (std::string const& line : logged.lines.wait_for(2)) {
    EXPECT_THAT(line, Not(HasSubstr("127.0.0.1")));
    EXPECT_THAT(line, Not(HasSubstr("private")));
    EXPECT_THAT(line, Not(HasSubstr("there")));
  }
}

TEST(Log, has_the_pattern_of_an_address_that_lets_somebody_in) {
  Logged logged;
  logged.running->connect().get("/door/open-sesame").answer();
  EXPECT_THAT(logged.lines.wait_for(1)[0], AllOf(HasSubstr(" path=/door/%7Bkey%7D "), Not(HasSubstr("sesame"))));
}

TEST(Log, keeps_to_one_line_whatever_is_asked) {
  Logged logged;
  logged.running->connect().get("/hello/a%20b%22%C3%A4=c").answer();
  EXPECT_THAT(logged.lines.wait_for(1)[0], HasSubstr(" path=/hello/a%20b%22%C3%A4=c "));
  EXPECT_EQ(failure_line(*Instant::parse("2026-11-21T06:30:00Z"), "", "a\n\"b\x1b c"),
            "event=failure time=2026-11-21T06:30:00Z id=- what=\"a%0A%22b%1B c\"");
}

TEST(Log, says_what_failed_and_tells_the_person_nothing_of_it) {
  Logged logged;
  Answer answer = logged.running->connect().get("/fault").answer();
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.body, Not(HasSubstr("disk")));
  auto lines = logged.lines.wait_for(2);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_THAT(lines[0], HasSubstr("what=\"the disk%0Ais full at "));
  std::string id = lines[0].substr(lines[0].find(" id="), 20);
  EXPECT_THAT(lines[1], HasSubstr(id));
}

TEST(Log, tells_when_an_answer_was_cut_off) {
  Gate gate, entered;
  Router router;
  router.get("/wait", "wait", [&](Request const&) {
    entered.open();
    gate.wait();
    return Response::text("late");
  });
  Logged logged(std::move(router));
  Client client = logged.running->connect();
  client.get("/wait");
  ASSERT_TRUE(entered.wait());
  client.reset();
  EXPECT_THAT(logged.lines.wait_for(1)[0], HasSubstr("status=0 bytes=0 ms=0.0 end=cut"));
  gate.open();
}

TEST(Log, a_sink_that_waits_holds_up_no_one) {
  Gate gate;
  Options options;
  options.log = [&](std::string_view) { gate.wait(); };
  Running running(options, site());
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(running.connect().get("/hello/a").answer().status, 200);
  }
  gate.open();
}

TEST(Log, gives_each_request_an_id_that_its_problem_page_can_show) {
  Router router = site();
  router.problem_page([](Problem const& problem) {
    return Response::text("see " + problem.request_id + " for " + problem.path);
  });
  Logged logged(std::move(router));
  std::string body = logged.running->connect().get("/nowhere").answer().body;
  EXPECT_THAT(body, MatchesRegex("see [0-9a-f]+ for /nowhere"));
  EXPECT_THAT(logged.lines.wait_for(1)[0], HasSubstr(" id=" + body.substr(4, 16) + " "));
}

TEST(Metrics, count_requests_connections_and_bytes) {
  Running running({}, site());
  Client client = running.connect();
  client.get("/hello/a").answer();
  client.get("/hello/b").answer();
  client.get("/nowhere").answer();
  client.send("BREW / HTTP/1.1\r\nHost: h\r\n\r\n").answer();
  EXPECT_TRUE(client.is_closed());
  client.reset();
  std::string text = running.server().metrics();
  for (int i = 0; i < 100 && !text.contains("http_connections 0"); ++i) {
    std::this_thread::sleep_for(10ms);
    text = running.server().metrics();
  }
  for (char const* line :
       {"http_requests_total{method=\"GET\",route=\"hello\",status=\"2xx\"} 2\n",
        "http_requests_total{method=\"GET\",route=\"none\",status=\"4xx\"} 1\n",
        "http_requests_total{method=\"none\",route=\"none\",status=\"5xx\"} 1\n",
        "http_request_seconds_count{route=\"hello\"} 2\n", "http_connections_total 1\n",
        "http_connections 0\n", "http_refused_total{reason=\"connections\"} 0\n",
        "http_sent_bytes_total ", "http_received_bytes_total "}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

}  // namespace
}  // namespace allmende::http::testing
