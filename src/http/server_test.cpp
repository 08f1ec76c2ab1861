// What a client may say and what it hears.

#include "http/http_date.h"
#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

/// Echoes what it was asked.
Router echo() {
  Router router;
  router.get("/hello/{name}", "hello", [](Request const& request) {
    return Response::text("hello " + std::string(request.parameter("name")));
  });
  router.get("/now", "now", [](Request const&) { return Response::text("now"); }, Run::on_loop);
  router.get("/host", "host",
             [](Request const& request) { return Response::text(request.host()); });
  router.get("/query", "query", [](Request const& request) {
    return Response::text(std::string(request.query("q").value_or("(none)")));
  });
  router.get("/refuse", "refuse",
             [](Request const&) -> Result<Response> { return refuse(Code::gone, "it is gone"); });
  router.get("/inject", "inject", [](Request const& request) {
    Response response = Response::text("x");
    response.set_header("X-Name", std::string(request.query("q").value_or("")));
    return response;
  });
  router.post("/echo", "echo",
              [](Request const& request) { return Response::text(request.body()); });
  router.add({Method::post, "/small", "small",
              [](Request const& request) { return Response::text(request.body()); }, Run::on_worker,
              4});
  return router;
}

class Server : public ::testing::Test {
 protected:
  Running running_{{}, echo()};
  Client client_ = running_.connect();
};

TEST_F(Server, answers_and_keeps_the_connection) {
  Answer first = client_.get("/hello/mira").answer();
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "hello mira");
  EXPECT_EQ(first.header("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(first.header("Content-Length"), "10");
  EXPECT_EQ(first.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(first.header("Date").size(), std::string("Sat, 21 Nov 2026 06:30:00 GMT").size());
  EXPECT_EQ(client_.get("/now").answer().body, "now");
}

TEST_F(Server, dates_its_answers_to_the_second) {
  auto date = [&] { return parse_http_date(client_.get("/now").answer().header("Date")); };
  std::int64_t first = *date();
  EXPECT_LE(std::abs(first - seconds_of(allmende::now())), 1);
  std::this_thread::sleep_for(1100ms);
  EXPECT_GE(*date(), first + 1);
}

TEST_F(Server, answers_pipelined_requests_in_order) {
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests += "GET " + (i % 3 == 0 ? std::string("/now") : "/hello/" + std::to_string(i)) +
                " HTTP/1.1\r\nHost: here\r\n\r\n";
  }
  client_.send(requests);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client_.answer().body, i % 3 == 0 ? "now" : "hello " + std::to_string(i));
  }
}

TEST_F(Server, answers_head_as_get_without_its_body) {
  client_.send("HEAD /hello/mira HTTP/1.1\r\nHost: here\r\n\r\n");
  Answer answer = client_.answer(Client::Body::none);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Length"), "10");
  EXPECT_EQ(client_.get("/now").answer().body, "now");
}

TEST_F(Server, closes_when_asked_to) {
  Answer answer = client_.get("/now", "Connection: close\r\n").answer();
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client_.is_closed());
}

TEST_F(Server, speaks_http_1_0) {
  client_.send("GET /now HTTP/1.0\r\n\r\n");
  EXPECT_EQ(client_.answer().header("Connection"), "close");
  EXPECT_TRUE(client_.is_closed());
  Client kept = running_.connect();
  kept.send("GET /now HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.answer().header("Connection"), "keep-alive");
  EXPECT_EQ(kept.get("/now").answer().body, "now");
}

TEST_F(Server, takes_a_target_with_scheme_and_host) {
  client_.send("GET http://there:81/host HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_EQ(client_.answer().body, "there:81");
}

TEST_F(Server, takes_a_body_by_length_and_in_chunks) {
  client_.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client_.answer().body, "hello");
  client_.send(
      "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;ext=1\r\nhello\r\n6\r\n world\r\n0\r\nHost: trailer\r\n\r\n");
  EXPECT_EQ(client_.answer().body, "hello world");
  EXPECT_EQ(client_.get("/now").answer().body, "now");
}

TEST_F(Server, tells_who_expects_it_to_go_on) {
  client_.send(
      "POST /echo HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\n"
      "Content-Length: 5\r\n\r\n");
  EXPECT_EQ(client_.answer().status, 100);
  EXPECT_EQ(client_.send("hello").answer().body, "hello");
}

TEST_F(Server, does_not_ask_for_a_body_that_it_would_refuse) {
  client_.send(
      "POST /small HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\n"
      "Content-Length: 5\r\n\r\n");
  EXPECT_EQ(client_.answer().status, 413);
  EXPECT_TRUE(client_.is_closed());
  Client lost = running_.connect();
  lost.send(
      "POST /nowhere HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\n"
      "Content-Length: 5\r\n\r\n");
  EXPECT_EQ(lost.answer().status, 404);
  Client odd = running_.connect();
  EXPECT_EQ(odd.get("/now", "Expect: tea\r\n").answer().status, 417);
}

TEST_F(Server, tells_unknown_methods_from_unfitting_ones) {
  client_.send("POST /now HTTP/1.1\r\nHost: here\r\n\r\n");
  Answer answer = client_.answer();
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("Allow"), "GET, HEAD, OPTIONS");
  for (char const* method : {"BREW", "TRACE", "CONNECT", "get"}) {
    Client client = running_.connect();
    client.send(std::string(method) + " /now HTTP/1.1\r\nHost: here\r\n\r\n");
    EXPECT_EQ(client.answer().status, 501) << method;
  }
}

TEST_F(Server, tells_what_is_allowed) {
  client_.send("OPTIONS /now HTTP/1.1\r\nHost: here\r\n\r\n");
  Answer answer = client_.answer();
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("Allow"), "GET, HEAD, OPTIONS");
  client_.send("OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n");
  EXPECT_EQ(client_.answer().status, 204);
  EXPECT_EQ(client_.get("/now").answer().body, "now");
}

TEST_F(Server, decodes_the_path_and_the_query) {
  EXPECT_EQ(client_.get("/hello/%C3%A4%20b").answer().body, "hello ä b");
  EXPECT_EQ(client_.get("/query?q=a+b%26%C3%A4").answer().body, "a b&ä");
}

TEST_F(Server, refuses_what_does_not_decode_and_closes) {
  for (char const* target : {"/hello/%",         "/hello/%zz",    "/hello/%4",
                             "/hello/%00",       "/hello/%C3",    "/hello/%C0%AF",
                             "/hello/%ED%A0%80", "/hello/%0d%0a", "/hello/%7F",
                             "/hello/%C2%85",    "/hello/%2F",    "/../now",
                             "/%2e%2e/now",      "/./now",        "/query?q=%ff",
                             "/query?q=%00",     "now",           "*",
                             "ftp://here/now",   "http:///now",   "http://a@b/now",
                             "/now#here"}) {
    Client client = running_.connect();
    EXPECT_EQ(client.get(target).answer().status, 400) << target;
    EXPECT_TRUE(client.is_closed()) << target;
  }
}

TEST_F(Server, refuses_what_two_programs_could_read_differently_and_closes) {
  for (char const* request :
       {"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\na",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\na",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        "Content-Length: 5\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "fffffffffffffffff\r\n\r\n",
        "GET /now HTTP/1.1\nHost: a\n\n",
        "GET /now HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
        "GET /now HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
        "GET /now HTTP/1.1\r\n Host: a\r\n\r\n",
        "GET /now HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET /now HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n",
        "GET /now HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
        "GET  /now HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /now\r\nHost: a\r\n\r\n",
        "GET /now HTTP/1.1 x\r\nHost: a\r\n\r\n",
        "GET /now HTTP/1.1\r\n\r\n",
        "GET /now HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET /now HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /now HTTP/1.1\r\nHost: a/b\r\n\r\n"}) {
    Client client = running_.connect();
    client.send(request);
    std::string heard = client.rest();
    bool refused = heard.starts_with("HTTP/1.1 400 ") || heard.starts_with("HTTP/1.1 505 ");
    EXPECT_TRUE(refused) << request << heard;
    EXPECT_EQ(heard.find("HTTP/1.1", 1), std::string::npos) << "answered twice: " << request;
    EXPECT_NE(heard.find("Connection: close\r\n"), std::string::npos) << request;
  }
}

TEST_F(Server, refuses_a_transfer_coding_and_a_version_that_it_does_not_know) {
  client_.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n");
  EXPECT_EQ(client_.answer().status, 501);
  Client client = running_.connect();
  client.send("GET /now HTTP/2.0\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.answer().status, 505);
}

TEST_F(Server, turns_a_refusal_into_its_status) {
  Answer answer = client_.get("/refuse").answer();
  EXPECT_EQ(answer.status, 410);
  EXPECT_NE(answer.body.find("it is gone"), std::string::npos);
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

TEST_F(Server, fails_rather_than_send_a_header_that_holds_a_line_break) {
  std::string heard =
      client_.get("/inject?q=a%0d%0aSet-Cookie:%20b", "Connection: close\r\n").rest();
  EXPECT_TRUE(heard.starts_with("HTTP/1.1 500 ")) << heard;
  EXPECT_EQ(heard.find("Set-Cookie"), std::string::npos);
}

TEST_F(Server, answers_who_sends_no_more_and_ignores_empty_lines_before_a_request) {
  client_.send("\r\n\r\nGET /hello/a HTTP/1.1\r\nHost: here\r\n\r\n");
  client_.end_of_output();
  EXPECT_EQ(client_.answer().body, "hello a");
  EXPECT_TRUE(client_.is_closed());
}

}  // namespace
}  // namespace allmende::http::testing
