// However the network cuts a request into pieces, the answer is the same.

#include <random>

#include "http/head.h"
#include "http/test_support.h"

namespace allmende::http::testing {
namespace {

Router echo() {
  Router router;
  router.get("/a/{b}", "a", [](Request const& request) {
    return Response::text(std::string(request.parameter("b")) +
                          std::string(request.query("c").value_or("")));
  });
  router.post("/echo", "echo",
              [](Request const& request) { return Response::text(request.body()); });
  return router;
}

std::vector<std::string> const kConversations = {
    "GET /a/b?c=%C3%A4 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
    "\r\nGET /a/b HTTP/1.1\r\nHost: here\r\n\r\nHEAD /a/b HTTP/1.1\r\nHost: here\r\n"
    "Connection: close\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 11\r\n\r\nhello world"
    "GET /a/b HTTP/1.0\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    "5\r\nhello\r\n1;x=\"y\"\r\n \r\n5\r\nworld\r\n0\r\nTrailer: t\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    "BREW / HTTP/1.1\r\nHost: here\r\n\r\n",
    "GET /a/b HTTP/1.1\r\nHost: here\r\nX: y\r\n z\r\n\r\n"};

/// Without what differs from one time to the next.
std::string without_dates(std::string answers) {
  for (std::size_t at = 0; (at = answers.find("Date: ", at)) != std::string::npos; ++at) {
    answers.erase(at, answers.find("\r\n", at) + 2 - at);
  }
  return answers;
}

TEST(Split, valid_requests_cut_anywhere_give_the_same_answer) {
  std::mt19937 random(20261121);
  Running running({}, echo());
  for (std::string const& conversation : kConversations) {
    std::string whole = without_dates(running.connect().send(conversation).rest());
    ASSERT_TRUE(whole.starts_with("HTTP/1.1 ")) << conversation;
    for (int round = 0; round < 40; ++round) {
      Client client = running.connect();
      std::size_t longest = round % 2 == 0 ? 3 : conversation.size();
      for (std::size_t at = 0; at < conversation.size();) {
        std::size_t length = std::uniform_int_distribution<std::size_t>(1, longest)(random);
        client.send(conversation.substr(at, length));
        at += length;
        if (round % 4 == 0) std::this_thread::sleep_for(100us);
      }
      ASSERT_EQ(without_dates(client.rest()), whole) << conversation;
    }
  }
}

TEST(Split, the_end_of_a_head_is_found_however_it_comes) {
  for (std::string const& conversation : kConversations) {
    auto whole = HeadFinder().find(conversation);
    HeadFinder by_bytes;
    std::expected<std::optional<std::size_t>, Status> found;
    for (std::size_t size = 1; size <= conversation.size() && found && !*found; ++size) {
      found = by_bytes.find(std::string_view(conversation).substr(0, size));
    }
    EXPECT_EQ(found, whole) << conversation;
  }
}

TEST(Split, what_is_no_request_is_refused_or_waited_for_but_never_answered) {
  std::mt19937 random(1009243);
  Running running({}, echo());
  std::string valid = kConversations[0];
  for (int round = 0; round < 400; ++round) {
    std::string bytes = valid;
    for (int i = 0; i < 3; ++i) {
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    }
    Client client = running.connect();
    client.send(bytes);
    client.end_of_output();
    std::string heard = client.rest();
    EXPECT_TRUE(heard.empty() || heard.starts_with("HTTP/1.1 ")) << heard;
  }
  EXPECT_EQ(running.connect().get("/a/b").answer().body, "b");
}

}  // namespace
}  // namespace allmende::http::testing
