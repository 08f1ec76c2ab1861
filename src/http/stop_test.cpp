// How a server ends.

#include <csignal>

#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

struct Site {
  Gate gate;
  Gate entered;

  Router router() {
    Router router;
    router.get("/wait", "wait", [this](Request const&) {
      entered.open();
      gate.wait();
      return Response::text("waited");
    });
    router.get("/now", "now", [](Request const&) { return Response::text("now"); }, Run::on_loop);
    return router;
  }
};

TEST(Stop, stops_gracefully_with_a_request_running) {
  Site site;
  Running running({}, site.router());
  Client busy = running.connect();
  Client idle = running.connect();
  EXPECT_EQ(idle.get("/now").answer().body, "now");
  busy.get("/wait");
  ASSERT_TRUE(site.entered.wait());
  running.server().stop();
  EXPECT_TRUE(idle.is_closed());
  EXPECT_FALSE(running.connect().is_connected());
  site.gate.open();
  Answer answer = busy.answer();
  EXPECT_EQ(answer.body, "waited");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  running.join();
}

TEST(Stop, finishes_a_request_that_is_half_read) {
  Site site;
  Running running({}, site.router());
  Client client = running.connect();
  client.send("GET /now HTTP/1.1\r\n");
  EXPECT_TRUE(client.is_quiet_for(50ms));
  running.server().stop();
  client.send("Host: here\r\n\r\n");
  Answer answer = client.answer();
  EXPECT_EQ(answer.body, "now");
  EXPECT_EQ(answer.header("Connection"), "close");
  running.join();
}

TEST(Stop, cuts_what_is_left_at_the_deadline) {
  Site site;
  Options options;
  options.limits.stop_time = 50ms;
  Running running(options, site.router());
  Client busy = running.connect();
  busy.get("/wait");
  ASSERT_TRUE(site.entered.wait());
  running.server().stop();
  EXPECT_TRUE(busy.is_closed());
  site.gate.open();
  running.join();
}

TEST(Stop, a_second_time_waits_for_nobody) {
  Site site;
  Running running({}, site.router());
  Client half = running.connect();
  half.send("GET /now HTTP/1.1\r\n");
  EXPECT_TRUE(half.is_quiet_for(50ms));
  running.server().stop();
  EXPECT_TRUE(half.is_quiet_for(50ms));
  running.server().stop();
  EXPECT_TRUE(half.is_closed());
}

TEST(Stop, may_come_before_run) {
  Server server({}, Site().router());
  server.stop();
  server.run();
}

TEST(Stop, comes_with_a_signal) {
  Site site;
  Options options;
  options.signals = Signals::stop;
  Server server(options, site.router());
  std::thread thread([&] { server.run(); });
  Client client(server.port());
  EXPECT_EQ(client.get("/now").answer().body, "now");
  std::raise(SIGTERM);
  thread.join();
  EXPECT_TRUE(client.is_closed());
}

TEST(Stop, a_client_that_breaks_off_leaves_the_server_well) {
  Site site;
  Running running({}, site.router());
  for (int i = 0; i < 20; ++i) {
    Client client = running.connect();
    client.get(i % 2 == 0 ? "/wait" : "/now");
    client.reset();
  }
  site.gate.open();
  EXPECT_EQ(running.connect().get("/now").answer().body, "now");
}

TEST(Listen, takes_the_same_free_port_on_ipv4_and_ipv6) {
  Site site;
  Running running({}, site.router());
  EXPECT_GT(running.port(), 0);
  EXPECT_EQ(running.connect().get("/now").answer().body, "now");
  Client v6 = Client::on_ipv6(running.port());
  if (!v6.is_connected()) GTEST_SKIP() << "this machine has no IPv6";
  EXPECT_EQ(v6.get("/now").answer().body, "now");
}

TEST(Listen, says_why_it_cannot) {
  Server server({}, Site().router());
  for (std::size_t loops : {1u, 2u}) {
    try {
      Server second({.port = server.port(), .loops = loops}, Site().router());
      FAIL() << "two servers on one port";
    } catch (Fault const& fault) {
      EXPECT_EQ(std::string(fault.what()), "cannot listen on 127.0.0.1 port " +
                                               std::to_string(server.port()) +
                                               ": Address already in use");
    }
  }
  EXPECT_THROW(Server({.addresses = {"localhost"}}, Site().router()), Fault);
}

TEST(Listen, works_with_several_loops) {
  Site site;
  Options options;
  options.loops = 3;
  Running running(options, site.router());
  for (int i = 0; i < 30; ++i) EXPECT_EQ(running.connect().get("/now").answer().body, "now");
}

}  // namespace
}  // namespace allmende::http::testing
