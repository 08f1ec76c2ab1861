// HTTPS, with a client of OpenSSL's own.

#include <fmt/format.h>

#include "http/test_tls.h"

namespace allmende::http::testing {
namespace {

constexpr std::size_t kBig = 4 * 1024 * 1024;

/// Knows one page, of pieces that are not a record together, and one that is many.
class Pages : public QuickAnswers {
 public:
  std::string big = std::string(kBig, 'q');

  std::vector<std::string> routes() const override { return {"quick"}; }
  void prepare(std::size_t) override {}
  bool answer(RequestView const& request, std::size_t, QuickAnswer& answer) noexcept override {
    if (request.target == "/quick") {
      answer.add_head("Content-Length: 11\r\n\r\n");
      for (std::string_view piece : {"quick", " ", "", "fox", "es"}) answer.add_body(piece);
      return true;
    }
    if (request.target != "/quick-big") return false;
    length_ = fmt::format("Content-Length: {}\r\n\r\n", big.size() + 3);
    answer.add_head(length_);
    answer.add_body("<");
    answer.add_body(big);
    answer.add_body("/>");
    return true;
  }
  void release(std::size_t) noexcept override {}

 private:
  std::string length_;
};

class Tls : public ::testing::Test {
 protected:
  Running& with(Options options = {}) {
    if (!options.tls) options.tls = TlsOptions{.files = certificate_.files(), .look = 10ms};
    options.quick = &pages_;
    options.log = lines_.sink();
    options.log_requests = false;
    return running_.emplace(std::move(options), router());
  }
  TlsClient connect(Browser const& browser) { return TlsClient(running_->port(), browser); }
  TlsClient connect() { return connect(browser_); }
  bool counted(std::string_view what) {
    std::string metrics = running_->server().metrics();
    return metrics.contains(fmt::format("http_tls_handshakes_total{{end={}\n", what));
  }
  void TearDown() override { gate_.open(); }

  Router router() {
    Router router;
    router.get("/now", "now", [](Request const&) { return Response::text("now"); }, Run::on_loop);
    // Where the readers' path leaves it to the router.
    router.get("/quick", "quick", [](Request const&) { return Response::text("quick foxes"); });
    router.get("/big", "big", [this](Request const&) {
      return Response::of("application/octet-stream", Bytes::of_static(pages_.big));
    });
    router.get("/wait", "wait", [this](Request const&) {
      entered_.open();
      gate_.wait();
      return Response::text("waited");
    });
    router.post("/echo", "echo", [](Request const& request) { return Response::text(request.body()); });
    return router;
  }

  Certificate certificate_;
  Pages pages_;
  Gate gate_;
  Gate entered_;
  Lines lines_;
  Browser browser_;
  std::optional<Running> running_;
};

TEST_F(Tls, answers_over_1_3_on_the_ordinary_way_and_on_the_readers_path) {
  with();
  TlsClient client = connect();
  EXPECT_EQ(client.version(), "TLSv1.3");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(client.get("/now").answer().body, "now");
    EXPECT_EQ(client.get("/quick").answer().body, "quick foxes");
  }
  EXPECT_TRUE(counted("\"full\"} 1"));
}

TEST_F(Tls, answers_what_is_pipelined_in_its_order) {
  with();
  TlsClient client = connect();
  std::string request = "GET /quick HTTP/1.1\r\nHost: h\r\n\r\nGET /now HTTP/1.1\r\nHost: h\r\n\r\n";
  std::string requests;
  for (int i = 0; i < 300; ++i) requests += request;
  client.send(requests);
  for (int i = 0; i < 300; ++i) {
    ASSERT_EQ(client.answer().body, "quick foxes") << i;
    ASSERT_EQ(client.answer().body, "now") << i;
  }
}

TEST_F(Tls, serves_old_phones_over_1_2_with_forward_secrecy_only) {
  with();
  Browser phone({.most = TLS1_2_VERSION});
  TlsClient client = connect(phone);
  EXPECT_EQ(client.version(), "TLSv1.2");
  EXPECT_EQ(client.get("/quick").answer().body, "quick foxes");
  Browser weak({.most = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-AES128-SHA256:AES128-GCM-SHA256"});
  EXPECT_FALSE(connect(weak).is_shaken());
  Browser older({.least = TLS1_VERSION, .most = TLS1_1_VERSION, .ciphers = "DEFAULT@SECLEVEL=0"});
  EXPECT_FALSE(connect(older).is_shaken());
  EXPECT_EQ(connect().get("/now").answer().body, "now");
}

TEST_F(Tls, agrees_on_http_1_1) {
  with();
  EXPECT_EQ(connect(Browser({.protocols = "\2h2\10http/1.1"})).protocol(), "http/1.1");
  EXPECT_FALSE(connect(Browser({.protocols = "\2h2"})).is_shaken());
  EXPECT_EQ(connect().protocol(), "");
}

TEST_F(Tls, takes_a_ticket_instead_of_a_whole_handshake) {
  with({.loops = 3});
  for (int most : {TLS1_3_VERSION, TLS1_2_VERSION}) {
    Browser browser({.most = most});
    {
      TlsClient first = connect(browser);
      EXPECT_FALSE(first.is_resumed());
      EXPECT_EQ(first.get("/now").answer().body, "now");
    }
    for (int i = 0; i < 10; ++i) {
      TlsClient again = connect(browser);
      EXPECT_TRUE(again.is_resumed()) << again.version();
      EXPECT_EQ(again.get("/now").answer().body, "now");
    }
  }
  EXPECT_TRUE(counted("\"resumed\"} 20"));
}

TEST_F(Tls, takes_tickets_of_the_last_two_keys_and_none_older) {
  constexpr auto kLife = 300ms;
  with({.tls = TlsOptions{.files = certificate_.files(), .ticket_life = kLife}});
  Browser twice, thrice;
  EXPECT_EQ(connect(twice).get("/now").answer().body, "now");
  EXPECT_EQ(connect(thrice).get("/now").answer().body, "now");
  std::this_thread::sleep_for(2 * kLife);
  EXPECT_EQ(connect().get("/now").answer().body, "now");  // has a new key made
  EXPECT_TRUE(connect(twice).is_resumed());
  std::this_thread::sleep_for(2 * kLife);
  EXPECT_FALSE(connect(thrice).is_resumed());
}

TEST_F(Tls, tells_a_plain_request_what_is_spoken_here) {
  with();
  Client plain = running_->connect();
  Answer answer = plain.get("/now").answer();
  EXPECT_EQ(answer.status, 400);
  EXPECT_NE(answer.body.find("https://"), std::string::npos) << answer.body;
  EXPECT_TRUE(plain.is_closed());
  EXPECT_TRUE(counted("\"failed\"} 1"));
}

TEST_F(Tls, closes_on_what_is_no_handshake) {
  with();
  Client client = running_->connect();
  client.send("\xff\xff\xff\xff this is none, however long one looks at it");
  client.rest();
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(connect().get("/now").answer().body, "now");
}

TEST_F(Tls, cuts_a_half_handshake_after_the_header_time) {
  Options options;
  options.limits.header_time = 100ms;
  with(options);
  Client silent = running_->connect();
  Client half = running_->connect();
  half.send(std::string("\x16\x03\x01\x02\x00\x01\x00\x01", 8));
  EXPECT_TRUE(half.is_quiet_for(30ms));
  EXPECT_TRUE(half.is_closed());
  EXPECT_TRUE(silent.is_closed());
  TlsClient whole = connect();
  std::this_thread::sleep_for(200ms);
  EXPECT_EQ(whole.get("/now").answer().body, "now") << "the handshake's time is over with it";
}

TEST_F(Tls, sends_big_answers_whole_to_a_slow_reader_and_others_meanwhile) {
  with();
  Browser browser({.receive_buffer = 4096});
  for (std::string path : {"/big", "/quick-big"}) {
    TlsClient slow = connect(browser);
    slow.get(path);
    std::this_thread::sleep_for(100ms);
    for (int i = 0; i < 20; ++i) EXPECT_EQ(connect().get("/quick").answer().body, "quick foxes");
    std::string body = slow.answer().body;
    EXPECT_EQ(body.size(), path == "/big" ? kBig : kBig + 3) << path;
    EXPECT_EQ(body.find_first_not_of("q", 1), path == "/big" ? std::string::npos : kBig + 1);
    EXPECT_EQ(slow.get("/now").answer().body, "now");
  }
}

TEST_F(Tls, cuts_a_reader_that_does_not_read) {
  Options options;
  options.limits.write_time = 50ms;
  options.limits.slowest_bytes_per_second = kBig * 100;
  with(options);
  Browser browser({.receive_buffer = 4096});
  for (std::string path : {"/big", "/quick-big"}) {
    TlsClient slow = connect(browser);
    slow.get(path);
    std::this_thread::sleep_for(300ms);
    EXPECT_LT(slow.rest().size(), kBig);
  }
}

TEST_F(Tls, takes_a_body_of_many_records) {
  with();
  std::string body(700'000, 'b');
  TlsClient client = connect();
  client.send(fmt::format("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\n\r\n", body.size()));
  EXPECT_EQ(client.send(body).answer().body, body);
}

TEST_F(Tls, takes_a_new_certificate_without_a_restart_and_keeps_what_is_open) {
  with();
  Browser browser;  // its client tells it of tickets as long as it lives
  TlsClient before = connect(browser);
  EXPECT_EQ(before.peer(), "here");
  certificate_.make("there");
  auto lines = lines_.wait_for(1);
  ASSERT_FALSE(lines.empty());
  std::string peer = connect(Browser()).peer();
  for (int i = 0; i < 100 && peer != "there"; ++i) {  // the key may have been seen a little before
    std::this_thread::sleep_for(20ms);
    peer = connect(Browser()).peer();
  }
  EXPECT_EQ(peer, "there");
  EXPECT_NE(lines_.wait_for(1).back().find("event=certificate"), std::string::npos);
  EXPECT_EQ(before.get("/now").answer().body, "now");
}

TEST_F(Tls, keeps_the_old_certificate_when_the_new_one_is_broken_and_says_so_once) {
  with();
  for (std::string file : {"certificate.pem", "key.pem"}) {
    std::size_t lines = lines_.wait_for(0).size();
    certificate_.spoil(file);
    auto said = lines_.wait_for(lines + 1);
    ASSERT_EQ(said.size(), lines + 1);
    EXPECT_NE(said.back().find("event=certificate"), std::string::npos) << said.back();
    EXPECT_NE(said.back().find("end=refused"), std::string::npos) << said.back();
    EXPECT_EQ(connect(Browser()).peer(), "here");
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(lines_.wait_for(0).size(), lines + 1) << "once is enough";
    certificate_.make("here");
    std::this_thread::sleep_for(100ms);
  }
  auto refused = running_->server().use_certificate({certificate_.folder() / "none", "none"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, certificate_.folder() / "none");
}

TEST_F(Tls, does_not_begin_without_a_certificate_that_can_be_used) {
  Certificate other;
  TlsFiles mixed{certificate_.files().certificate, other.files().key};
  EXPECT_THROW(Server({.tls = TlsOptions{.files = mixed}}, router()), Fault);
  certificate_.spoil("certificate.pem");
  EXPECT_THROW(Server({.tls = TlsOptions{.files = certificate_.files()}}, router()), Fault);
}

TEST_F(Tls, stops_gracefully_and_says_the_end) {
  with();
  TlsClient idle = connect();
  TlsClient busy = connect();
  EXPECT_EQ(idle.get("/now").answer().body, "now");
  busy.get("/wait");
  ASSERT_TRUE(entered_.wait());
  running_->server().stop();
  EXPECT_TRUE(idle.is_closed());
  EXPECT_TRUE(idle.was_told_the_end());
  gate_.open();
  Answer answer = busy.answer();
  EXPECT_EQ(answer.body, "waited");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(busy.is_closed());
  EXPECT_TRUE(busy.was_told_the_end());
}

TEST_F(Tls, says_the_end_when_a_connection_was_idle_too_long) {
  Options options;
  options.limits.idle_time = 50ms;
  with(options);
  TlsClient client = connect();
  EXPECT_EQ(client.get("/quick").answer().body, "quick foxes");
  EXPECT_TRUE(client.is_closed());
  EXPECT_TRUE(client.was_told_the_end());
}

TEST_F(Tls, hears_a_request_that_comes_with_the_end_of_the_handshake) {
  with();
  std::atomic<int> unheard = 0;
  auto ask = [&] {
    Browser browser;
    for (int i = 0; i < 150; ++i) {
      TlsClient client = connect(browser);
      if (client.get("/quick").answer().body != "quick foxes") ++unheard;
    }
  };
  {
    std::vector<std::jthread> readers;
    for (int i = 0; i < 12; ++i) readers.emplace_back(ask);
  }
  EXPECT_EQ(unheard, 0);
}

TEST_F(Tls, clients_that_break_off_leave_the_server_well) {
  with();
  for (int i = 0; i < 30; ++i) {
    TlsClient client = connect();
    client.get(i % 3 == 0 ? "/big" : i % 3 == 1 ? "/quick-big" : "/now");
    client.reset();
    Client early = running_->connect();
    early.send(std::string("\x16\x03\x01\x02\x00", static_cast<std::size_t>(i) % 6)).reset();
  }
  EXPECT_EQ(connect().get("/quick").answer().body, "quick foxes");
}

}  // namespace
}  // namespace allmende::http::testing
