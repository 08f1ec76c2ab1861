// Whom a proxy asks for.

#include "http/forwarded.h"
#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

TEST(Networks, are_addresses_with_or_without_a_length) {
  for (auto text : {"10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "fd00::/8", "::/0", "::ffff:1.2.3.4/96"}) {
    EXPECT_TRUE(is_network(text)) << text;
  }
  for (auto text : {"", "here", "10.0.0.1/33", "::1/129", "10.0.0.0/", "10.0.0.0/x", "10.0.0.1:80", "[::1]"}) {
    EXPECT_FALSE(is_network(text)) << text;
  }
}

TEST(Networks, hold_what_begins_with_their_bits) {
  Proxies proxies({"10.128.0.0/9", "192.0.2.7", "fd00::/12"});
  for (auto text : {"10.128.0.1", "10.255.255.255", "192.0.2.7", "::ffff:192.0.2.7", "fd0f::1"}) {
    EXPECT_TRUE(proxies.contains(*parse_address(text))) << text;
  }
  for (auto text : {"10.127.255.255", "192.0.2.8", "fd10::1", "::1"}) {
    EXPECT_FALSE(proxies.contains(*parse_address(text))) << text;
  }
}

TEST(Forwarded, names_the_last_who_is_no_proxy) {
  Proxies proxies({"10.0.0.0/8"});
  auto source = [&](Fields headers) { return proxies.source_in(headers); };
  auto wanted = source({{"X-Forwarded-For", "192.0.2.1"}});
  ASSERT_TRUE(wanted);
  EXPECT_EQ(source({{"x-forwarded-for", "6.6.6.6, 192.0.2.1, 10.1.1.1"}}), wanted);
  EXPECT_EQ(source({{"X-Forwarded-For", "6.6.6.6"}, {"X-Forwarded-For", "192.0.2.1:4711"}}), wanted);
  EXPECT_EQ(source({{"Forwarded", "for=6.6.6.6, for=\"192.0.2.1:80\";proto=https, by=x;FOR=10.0.0.1"}}), wanted);
  EXPECT_EQ(source({{"Forwarded", "for=6.6.6.6"}, {"X-Forwarded-For", "192.0.2.1"}}), wanted);
  EXPECT_EQ(source({{"Forwarded", "for=\"[2001:db8:1:2::9]:80\""}}),
            source({{"X-Forwarded-For", "2001:db8:1:2:8::"}}));
  EXPECT_NE(source({{"X-Forwarded-For", "2001:db8:1:2::"}}), source({{"X-Forwarded-For", "2001:db8:1:3::"}}));
  for (auto text : {"", "unknown", "10.0.0.1", "192.0.2.1, _hidden", "[::1", "\""}) {
    EXPECT_FALSE(source({{"X-Forwarded-For", text}})) << text;
  }
}

/// A server with a request that waits, and one that shows what a handler sees.
struct Site {
  Gate gate;
  Router router() {
    Router router;
    router.get("/wait", "wait", [this](Request const&) {
      gate.wait();
      return Response::text("waited");
    });
    router.get("/seen", "seen", [](Request const& request) {
      std::string names;
      for (Field const& field : request.headers()) names += field.name + " ";
      return Response::text(names);
    }, Run::on_loop);
    return router;
  }
};

Options counting(std::vector<std::string> proxies) {
  Options options;
  options.workers = 8;
  options.proxies = std::move(proxies);
  options.limits.connections_per_source = 2;
  return options;
}

constexpr auto kA = "X-Forwarded-For: 192.0.2.1\r\n";
constexpr auto kB = "X-Forwarded-For: 192.0.2.2\r\n";

TEST(Forwarded, requests_of_a_proxy_are_counted_by_whom_they_are_for) {
  Site site;
  Running running(counting({"127.0.0.0/8"}), site.router());
  std::vector<Client> clients;
  for (int i = 0; i < 5; ++i) clients.push_back(running.connect());
  clients[0].get("/wait", kA);
  clients[1].get("/wait", kA);
  clients[2].get("/wait", kB);
  EXPECT_TRUE(clients[2].is_quiet_for(100ms));
  Answer refused = clients[3].get("/seen", kA).answer();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("Retry-After"), "5");
  EXPECT_EQ(clients[4].get("/seen", kB).answer().status, 200);
  site.gate.open();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(clients[static_cast<std::size_t>(i)].answer().body, "waited");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(clients[4].get("/seen", kA).answer().status, 200) << "all have left";
  EXPECT_NE(running.server().metrics().find("http_refused_total{reason=\"source\"} 1"), std::string::npos);
}

TEST(Forwarded, a_request_has_a_number_for_whom_it_is_for_and_no_address) {
  auto sources_of = [](std::vector<std::string> proxies, std::vector<std::string> const& headers) {
    Router router;
    router.get("/source", "source", [](Request const& request) { return Response::text(std::to_string(request.source())); });
    Running running(counting(std::move(proxies)), std::move(router));
    std::vector<std::string> sources;
    for (std::string const& header : headers) sources.push_back(running.connect().get("/source", header).answer().body);
    return sources;
  };
  auto direct = sources_of({}, {"", kA});
  EXPECT_EQ(direct[0], direct[1]) << "what anyone says of themselves is not believed";
  EXPECT_NE(direct[0], "0");
  auto proxied = sources_of({"127.0.0.0/8"}, {kA, kB, kA, ""});
  EXPECT_EQ(proxied[0], proxied[2]);
  EXPECT_NE(proxied[0], proxied[1]);
  EXPECT_EQ(proxied[3], "0") << "not known";
  EXPECT_NE(sources_of({"127.0.0.0/8"}, {kA})[0], proxied[0]) << "of no use outside the process that made it";
}

TEST(Forwarded, a_place_is_free_again_when_its_connection_breaks) {
  Site site;
  Running running(counting({"127.0.0.1"}), site.router());
  for (int i = 0; i < 4; ++i) {
    Client client = running.connect();
    client.get("/wait", kA);
    EXPECT_TRUE(client.is_quiet_for(50ms));
    client.reset();
  }
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(running.connect().get("/seen", kA).answer().status, 200);
  site.gate.open();
}

TEST(Forwarded, is_not_believed_of_anyone_else) {
  Site site;
  Running running(counting({"10.0.0.0/8"}), site.router());
  Client first = running.connect();
  Client second = running.connect();
  EXPECT_EQ(first.get("/seen", kA).answer().status, 200);
  EXPECT_EQ(second.get("/seen", kB).answer().status, 200);
  EXPECT_EQ(running.connect().get("/seen", "X-Forwarded-For: 192.0.2.3\r\n").answer().status, 503);
}

TEST(Forwarded, is_in_no_request) {
  Site site;
  for (auto proxies : {std::vector<std::string>{}, {"127.0.0.1"}}) {
    Running running(counting(proxies), site.router());
    std::string more = std::string(kA) + "Forwarded: for=192.0.2.1\r\nX-Real-IP: 192.0.2.1\r\nX-Forwarded-Proto: https\r\nX-Other: 1\r\n";
    EXPECT_EQ(running.connect().get("/seen", more).answer().body, "Host X-Other ");
  }
}

TEST(Forwarded, a_proxy_that_is_no_network_is_a_fault) {
  EXPECT_THROW(Server({.proxies = {"my-proxy"}}, Site().router()), Fault);
}

}  // namespace
}  // namespace allmende::http::testing
