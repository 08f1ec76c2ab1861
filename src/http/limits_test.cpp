// What has a limit, and what happens beyond it.

#include <sys/resource.h>

#include <atomic>

#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

constexpr std::size_t kBig = 4 * 1024 * 1024;

/// Routes that wait for a gate, send much, or echo.
struct Site {
  Gate gate;
  Gate entered;
  std::string big = std::string(kBig, 'x');

  Router router() {
    Router router;
    router.get("/wait", "wait", [this](Request const&) {
      entered.open();
      gate.wait();
      return Response::text("waited");
    });
    auto patient = [](Request const&) {
      std::this_thread::sleep_for(1s);
      return Response::text("waited");
    };
    router.add({.method = Method::get, .pattern = "/patient", .name = "patient", .handler = patient, .time = 60s});
    router.get("/now", "now", [](Request const&) { return Response::text("now"); }, Run::on_loop);
    router.get("/big", "big", [this](Request const&) {
      return Response::of("application/octet-stream", Bytes::of_static(big));
    });
    auto echo = [](Request const& request) { return Response::text(request.body()); };
    router.post("/echo", "echo", echo);
    router.add({Method::post, "/large", "large", echo, Run::on_worker, 8 * 1024 * 1024});
    return router;
  }
};

class Limit : public ::testing::Test {
 protected:
  /// Starts a server with these limits.
  Running& with(Limits limits, std::size_t workers = 2) {
    Options options;
    options.limits = limits;
    options.workers = workers;
    return running_.emplace(std::move(options), site_.router());
  }
  void TearDown() override { site_.gate.open(); }

  Site site_;
  std::optional<Running> running_;
};

std::string post(std::string_view path, std::string_view body) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: here\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         std::string(body);
}

TEST_F(Limit, a_half_request_is_cut_after_the_header_time) {
  Client client = with({.header_time = 50ms}).connect();
  client.send("GET /now HTTP/1.1\r\nHost: h");
  EXPECT_EQ(client.answer().status, 408);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Limit, a_slow_writer_of_headers_gains_no_time_by_writing_on) {
  Client client = with({.header_time = 100ms}).connect();
  auto begin = std::chrono::steady_clock::now();
  client.send("GET /now HTTP/1.1\r\n");
  while (client.is_quiet_for(10ms)) client.send("X: y\r\n");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
  EXPECT_EQ(client.answer().status, 408);
}

TEST_F(Limit, a_half_body_is_cut_after_the_body_time) {
  Client client = with({.body_time = 50ms}).connect();
  client.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhe");
  EXPECT_EQ(client.answer().status, 408);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Limit, of_large_bodies_at_once_which_leaves_small_ones_and_everyone_else_alone) {
  Running& running = with({.large_bodies = 1});
  std::string large(2 * 1024 * 1024, 'x');
  Client first = running.connect();
  std::string head = "POST /large HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 2097152\r\n\r\n";
  ASSERT_EQ(first.send(head).answer().status, 100);
  Answer refused = running.connect().send(head).answer();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("Retry-After"), "5");
  EXPECT_EQ(running.connect().send(post("/large", "small")).answer().body, "small");
  EXPECT_EQ(running.connect().get("/now").answer().body, "now");
  first.send(large);
  EXPECT_EQ(first.answer().body.size(), large.size());
  EXPECT_EQ(running.connect().send(post("/large", large)).answer().body.size(), large.size()) << "there is room again";
}

TEST_F(Limit, of_time_may_be_a_routes_own) {
  Running& running = with({.request_time = 10ms});
  EXPECT_EQ(running.connect().get("/patient").answer().body, "waited");
}

TEST_F(Limit, an_idle_connection_is_closed_after_the_idle_time) {
  Client client = with({.idle_time = 50ms}).connect();
  EXPECT_EQ(client.get("/now").answer().status, 200);
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Limit, a_handler_that_takes_too_long_is_answered_for_and_its_answer_dropped) {
  Running& running = with({.request_time = 50ms});
  Client client = running.connect();
  Answer answer = client.get("/wait").answer();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "5");
  site_.gate.open();
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(running.connect().get("/now").answer().body, "now");
}

TEST_F(Limit, a_slow_reader_does_not_hold_up_others) {
  Running& running = with({});
  Client slow(running.port(), 4096);
  slow.get("/big");
  EXPECT_FALSE(slow.is_quiet_for(2s));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(running.connect().get("/now").answer().body, "now");
  }
  EXPECT_EQ(slow.answer().body, site_.big);
}

TEST_F(Limit, a_reader_that_does_not_read_is_cut_after_the_write_time) {
  Running& running = with({.write_time = 50ms, .slowest_bytes_per_second = kBig * 100});
  Client slow(running.port(), 4096);
  slow.get("/big");
  std::this_thread::sleep_for(300ms);
  EXPECT_LT(slow.rest().size(), kBig);
}

TEST_F(Limit, of_header_bytes) {
  Limits limits{.header_bytes = 1000};
  std::string line = "X: " + std::string(1000, 'x') + "\r\n";
  EXPECT_EQ(with(limits).connect().get("/now", line).answer().status, 431);
  Client endless = running_->connect();
  endless.send("GET /now HTTP/1.1\r\nX: " + std::string(2000, 'x'));
  EXPECT_EQ(endless.answer().status, 431);
}

TEST_F(Limit, of_header_fields) {
  Running& running = with({.header_fields = 10});
  std::string lines;
  for (int i = 0; i < 9; ++i) lines += "X: y\r\n";
  EXPECT_EQ(running.connect().get("/now", lines).answer().status, 200);
  EXPECT_EQ(running.connect().get("/now", lines + "X: y\r\n").answer().status, 431);
}

TEST_F(Limit, of_the_target) {
  Running& running = with({.target_bytes = 100});
  EXPECT_EQ(running.connect().get("/now?" + std::string(95, 'x')).answer().status, 200);
  EXPECT_EQ(running.connect().get("/now?" + std::string(96, 'x')).answer().status, 414);
  Client endless = running.connect();
  endless.send("GET /" + std::string(500, 'x'));
  EXPECT_EQ(endless.answer().status, 414);
}

TEST_F(Limit, of_the_body_by_length_and_in_chunks) {
  Running& running = with({.body_bytes = 10});
  EXPECT_EQ(running.connect().send(post("/echo", "0123456789")).answer().status, 200);
  EXPECT_EQ(running.connect().send(post("/echo", "0123456789a")).answer().status, 413);
  std::string head = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  Answer fits = running.connect().send(head + "5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n").answer();
  EXPECT_EQ(fits.body, "0123456789");
  EXPECT_EQ(running.connect().send(head + "5\r\n01234\r\n6\r\n56789a\r\n").answer().status, 413);
  EXPECT_EQ(running.connect().send(head + "5;" + std::string(40'000, 'x')).answer().status, 400);
}

TEST_F(Limit, of_the_body_may_be_set_by_the_route) {
  Running& running = with({.body_bytes = 10});
  EXPECT_EQ(running.connect().send(post("/large", site_.big)).answer().body, site_.big);
}

TEST_F(Limit, of_a_forms_fields) {
  Running& running = with({.fields = {.form_fields = 2}});
  auto form = [](std::string_view body) {
    std::string request = post("/echo", body);
    std::string type = "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n";
    return request.insert(request.find("Content-Length"), type);
  };
  EXPECT_EQ(running.connect().send(form("a=1&b=2")).answer().status, 200);
  EXPECT_EQ(running.connect().send(form("a=1&b=2&c=3")).answer().status, 413);
  EXPECT_EQ(running.connect().send(form("a=%zz")).answer().status, 400);
}

TEST_F(Limit, of_requests_on_one_connection) {
  Client client = with({.requests_per_connection = 2}).connect();
  EXPECT_EQ(client.get("/now").answer().header("Connection"), "(none)");
  EXPECT_EQ(client.get("/now").answer().header("Connection"), "close");
  EXPECT_TRUE(client.is_closed());
}

TEST_F(Limit, of_connections) {
  Running& running = with({.connections = 1});
  std::optional<Client> first = running.connect();
  EXPECT_EQ(first->get("/now").answer().status, 200);
  EXPECT_EQ(running.connect().answer().status, 503);
  first.reset();
  int status = 503;
  for (int i = 0; i < 100 && status != 200; ++i) {
    status = running.connect().get("/now").answer().status;
  }
  EXPECT_EQ(status, 200);
}

TEST_F(Limit, of_connections_from_one_source) {
  Running& running = with({.connections_per_source = 2});
  Client first = running.connect();
  Client second = running.connect();
  EXPECT_EQ(first.get("/now").answer().status, 200);
  EXPECT_EQ(second.get("/now").answer().status, 200);
  EXPECT_EQ(running.connect().answer().status, 503);
  EXPECT_NE(running.server().metrics().find("http_refused_total{reason=\"source\"} 1"),
            std::string::npos);
}

TEST_F(Limit, of_requests_that_wait_for_a_worker) {
  Running& running = with({.worker_queue = 1}, 1);
  Client running_one = running.connect();
  running_one.get("/wait");
  ASSERT_TRUE(site_.entered.wait());
  Client waiting = running.connect();
  waiting.get("/wait");
  EXPECT_TRUE(waiting.is_quiet_for(50ms));
  Answer turned_away = running.connect().get("/wait").answer();
  EXPECT_EQ(turned_away.status, 503);
  EXPECT_EQ(turned_away.header("Retry-After"), "5");
  EXPECT_EQ(running.connect().get("/now").answer().body, "now");
  site_.gate.open();
  EXPECT_EQ(running_one.answer().body, "waited");
  EXPECT_EQ(waiting.answer().body, "waited");
}

TEST_F(Limit, a_request_whose_time_is_up_before_a_worker_is_free_is_not_run) {
  std::atomic<int> runs = 0;
  Router router = site_.router();
  router.get("/count", "count", [&](Request const&) {
    ++runs;
    return Response::text("counted");
  });
  Options options;
  options.workers = 1;
  options.limits.request_time = 100ms;
  Running running(options, std::move(router));
  Client first = running.connect();
  first.get("/wait");
  ASSERT_TRUE(site_.entered.wait());
  EXPECT_EQ(running.connect().get("/count").answer().status, 503);
  std::this_thread::sleep_for(50ms);
  site_.gate.open();
  EXPECT_EQ(first.answer().status, 503);
  EXPECT_EQ(running.connect().get("/count").answer().body, "counted");
  EXPECT_EQ(runs, 1);
}

TEST_F(Limit, of_descriptors_is_waited_out) {
  Running& running = with({});
  rlimit before = {};
  getrlimit(RLIMIT_NOFILE, &before);
  Descriptor next(dup(STDIN_FILENO));
  rlimit one_more = before;
  one_more.rlim_cur = static_cast<rlim_t>(next.number()) + 1;
  setrlimit(RLIMIT_NOFILE, &one_more);
  next = Descriptor();
  Client client = running.connect();  // takes the last one: the server has none to accept it with
  EXPECT_TRUE(client.get("/now").is_quiet_for(100ms));
  setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(client.answer().body, "now");
}

TEST_F(Limit, what_is_pipelined_waits_outside_until_it_is_its_turn) {
  Client client = with({.requests_per_connection = 1000}).connect();
  client.get("/wait");
  std::thread flood([&] {
    for (int i = 0; i < 20'000; ++i) client.get("/now");
  });
  ASSERT_TRUE(site_.entered.wait());
  std::this_thread::sleep_for(50ms);
  std::string metrics = running_->server().metrics();
  auto received = metrics.find("\nhttp_received_bytes_total ");
  EXPECT_LE(std::stoul(metrics.substr(received + 27)), 16 * 1024) << "read while it cannot answer";
  site_.gate.open();
  EXPECT_EQ(client.answer().body, "waited");
  for (int i = 0; i < 999; ++i) ASSERT_EQ(client.answer().body, "now") << i;
  EXPECT_TRUE(client.is_closed());
  flood.join();
}

TEST_F(Limit, a_connection_that_has_used_up_its_turn_goes_on_in_the_next) {
  Client client = with({}).connect();
  client.get("/wait");
  ASSERT_TRUE(site_.entered.wait());
  std::string body(60'000, 'y');  // more than is read in a row, less than the socket holds
  client.send(post("/echo", body));
  std::this_thread::sleep_for(50ms);
  site_.gate.open();
  EXPECT_EQ(client.answer().body, "waited");
  EXPECT_EQ(client.answer().body, body);
}

}  // namespace
}  // namespace allmende::http::testing
