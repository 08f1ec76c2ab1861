// One program follows another on the same sockets.

#include <set>

#include "http/forwarded.h"
#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

Router named(std::string name) {
  Router router;
  router.get("/", "name", [name](Request const&) { return Response::text(name); }, Run::on_loop);
  return router;
}

std::vector<std::shared_ptr<Descriptor>> shared(std::vector<Descriptor> sockets) {
  std::vector<std::shared_ptr<Descriptor>> shared;
  for (Descriptor& socket : sockets) shared.push_back(std::make_shared<Descriptor>(std::move(socket)));
  return shared;
}

/// A server that runs, and hands over at its end.
struct Program {
  explicit Program(Options options, std::string name) : server(std::move(options), named(name)) {}
  ~Program() { end(); }
  void end() {
    server.stop();
    if (thread.joinable()) thread.join();
  }
  Server server;
  std::thread thread{[this] { server.run(); }};
};

TEST(HandOver, loses_no_connection_that_waits) {
  for (std::size_t before : {1u, 3u}) {
    for (std::size_t after : {1u, 2u, 5u}) {
      Server old({.loops = before}, named("old"));
      std::vector<Client> clients;
      for (int i = 0; i < 60; ++i) clients.emplace_back(old.port()).get("/");
      Program next({.inherited = shared(old.sockets()), .loops = after}, "new");
      old.stop();
      old.run();
      for (Client& client : clients) EXPECT_EQ(client.answer().body, "new") << before << " to " << after;
    }
  }
}

TEST(HandOver, leaves_nothing_listening) {
  for (std::size_t before : {1u, 3u}) {
    for (std::size_t after : {1u, 2u, 3u}) {
      std::optional<Program> old(std::in_place, Options{.loops = before}, "old");
      std::uint16_t port = old->server.port();
      std::optional<Program> next(
          std::in_place, Options{.inherited = shared(old->server.sockets()), .loops = after}, "new");
      EXPECT_EQ(next->server.port(), port);
      old->server.hand_over();
      old.reset();
      std::vector<Client> clients;
      for (int i = 0; i < 60; ++i) clients.emplace_back(port);
      for (Client& client : clients) EXPECT_EQ(client.get("/").answer().body, "new");
      clients.clear();
      next.reset();
      EXPECT_FALSE(Client(port).is_connected()) << before << " to " << after;
    }
  }
}

TEST(HandOver, gives_who_is_connected_one_more_answer_that_says_it_is_the_last) {
  Program old({}, "old");
  Client client(old.server.port());
  EXPECT_EQ(client.get("/").answer().header("Connection"), "(none)");
  Client fresh(old.server.port());
  EXPECT_TRUE(fresh.is_quiet_for(50ms));
  old.server.hand_over();
  EXPECT_TRUE(client.is_quiet_for(300ms)) << "a request may be on its way";
  for (Client* each : {&client, &fresh}) {
    Answer last = each->get("/").answer();
    EXPECT_EQ(last.body, "old");
    EXPECT_EQ(last.header("Connection"), "close");
    EXPECT_TRUE(each->is_closed());
  }
}

TEST(HandOver, waits_for_who_asks_nothing_no_longer_than_the_stop_time) {
  Options options;
  options.limits.stop_time = 100ms;
  Program old(options, "old");
  Client idle(old.server.port());
  EXPECT_EQ(idle.get("/").answer().body, "old");
  old.server.hand_over();
  EXPECT_TRUE(idle.is_closed());
}

TEST(HandOver, gives_way_to_a_stop) {
  Program old({}, "old");
  Client idle(old.server.port());
  EXPECT_EQ(idle.get("/").answer().body, "old");
  old.server.hand_over();
  EXPECT_TRUE(idle.is_quiet_for(50ms));
  EXPECT_TRUE(old.server.sockets().empty());
  auto begin = std::chrono::steady_clock::now();
  old.end();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST(HandOver, takes_only_sockets_of_its_addresses_and_port) {
  Program old({.addresses = {"127.0.0.1"}}, "old");
  Program other({.addresses = {"127.0.0.1"}}, "other");
  auto both = shared(old.server.sockets());
  for (auto& socket : shared(other.server.sockets())) both.push_back(socket);
  Program next({.addresses = {"127.0.0.1", "::1"}, .port = other.server.port(), .inherited = both}, "new");
  EXPECT_EQ(next.server.port(), other.server.port());
  both.clear();
  old.end();
  EXPECT_FALSE(Client(old.server.port()).is_connected()) << "what is not wanted is closed";
  Client v6 = Client::on_ipv6(next.server.port());
  if (!v6.is_connected()) GTEST_SKIP() << "this machine has no IPv6";
  EXPECT_EQ(v6.get("/").answer().body, "new");
}

}  // namespace
}  // namespace allmende::http::testing
