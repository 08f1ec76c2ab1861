// A head that is remembered says what reading it again would say.

#include "http/head_memory.h"

#include <gtest/gtest.h>

#include <random>

#include "http/numbered.h"

namespace allmende::http {
namespace {

constexpr std::string_view kBrowser =
    "Host: here\r\nUser-Agent: Mozilla/5.0\r\nAccept-Encoding: gzip, br\r\nConnection: keep-alive\r\n"
    "If-None-Match: \"abc\"\r\nCookie: a=1; b=2\r\n\r\n";

bool operator==(RequestView const& a, RequestView const& b) {
  auto same = [](std::string_view x, std::string_view y) { return x == y && (x.empty() || x.data() == y.data()); };
  return a.is_head == b.is_head && same(a.target, b.target) && same(a.cookie, b.cookie) &&
         same(a.accept_encoding, b.accept_encoding) && same(a.if_none_match, b.if_none_match) &&
         same(a.user_agent, b.user_agent);
}

void expect_as_read(HeadMemory& memory, std::uint64_t connection, std::string const& input,
                    Limits const& limits = {}) {
  auto remembered = memory.read(connection, input, limits);
  auto read = read_quick_head(input, limits);
  ASSERT_EQ(remembered.has_value(), read.has_value()) << input;
  if (!read) return;
  EXPECT_EQ(remembered->bytes, read->bytes) << input;
  EXPECT_TRUE(remembered->request == read->request) << input;
}

std::string with(std::string_view line, std::string_view lines = kBrowser) {
  return std::string(line) + "\r\n" + std::string(lines);
}

TEST(HeadMemory, finds_the_fields_of_another_request_line_above_the_same_lines) {
  HeadMemory memory;
  for (std::string_view line : {"GET / HTTP/1.1", "GET /artikel/7.x?y=%20 HTTP/1.1", "HEAD /a HTTP/1.1"}) {
    expect_as_read(memory, 7, with(line));
    expect_as_read(memory, 7, with(line) + "GET /next HTTP/1.1\r\n");
  }
}

TEST(HeadMemory, refuses_below_a_good_head_what_is_refused_elsewhere) {
  HeadMemory memory;
  expect_as_read(memory, 7, with("GET / HTTP/1.1"));
  for (std::string_view line : {"POST / HTTP/1.1", "GET / HTTP/1.0", "GET /\r HTTP/1.1", "GET  / HTTP/1.1", "GET / HTTP/1.1 ",
                                "GET / HTTP/2.0", "GET /\x01 HTTP/1.1", " GET / HTTP/1.1", "", "GET / HTTP/1.1\nX: y"}) {
    expect_as_read(memory, 7, with(line));
    EXPECT_FALSE(memory.read(7, with(line), {})) << line;
  }
  EXPECT_FALSE(memory.read(7, "GET / HTTP/1.1\n" + std::string(kBrowser), {})) << "a bare line feed";
}

TEST(HeadMemory, knows_nothing_of_a_head_that_is_not_whole) {
  HeadMemory memory;
  std::string whole = with("GET / HTTP/1.1");
  expect_as_read(memory, 7, whole);
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(memory.read(7, whole.substr(0, size), {}));
}

TEST(HeadMemory, is_bound_by_the_limits_of_the_day) {
  HeadMemory memory;
  std::string head = with("GET / HTTP/1.1");
  expect_as_read(memory, 7, head);
  Limits limits;
  limits.header_bytes = head.size();
  EXPECT_TRUE(memory.read(7, head, limits));
  limits.header_bytes = head.size() - 1;
  EXPECT_FALSE(memory.read(7, head, limits));
}

TEST(HeadMemory, agrees_with_reading_on_random_heads) {
  std::mt19937 random(20261127);
  auto below = [&](std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random); };
  std::string const lines[] = {"Host: here\r\n", "Host: there\r\n", "User-Agent: Mozilla\r\n", "Cookie: a=1\r\n",
                               "Cookie: a=2\r\n", "If-None-Match: \"x\"\r\n", "Accept-Encoding: gzip\r\n",
                               "Connection: keep-alive\r\n", "Connection: close\r\n", "Range: bytes=0-1\r\n",
                               "X: " + std::string(HeadMemory::kMostBytes, 'x') + "\r\n", " folded\r\n", "Content-Length: 2\r\n"};
  std::string const targets[] = {"/", "/a", "/a?b", "*", "/" + std::string(HeadMemory::kLongestRequestLine, 'a'), "/\xC3\xA4", "/\""};
  std::vector<std::string> heads;
  for (int i = 0; i < 200; ++i) {
    std::string head = below(9) == 0 ? "" : "Host: here\r\n";
    for (std::size_t count = below(4); count > 0; --count) head += lines[below(std::size(lines))];
    heads.push_back(head + "\r\n");
  }
  HeadMemory memory;
  for (int turn = 0; turn < 20'000; ++turn) {
    std::string input = (below(5) == 0 ? "HEAD " : "GET ") + targets[below(std::size(targets))] + " HTTP/1.1\r\n" +
                        heads[below(below(2) == 0 ? 5 : heads.size())];
    if (below(20) == 0) input[below(input.size())] = static_cast<char>(below(256));
    if (below(20) == 0) input.resize(below(input.size()));
    expect_as_read(memory, below(3) + below(2) * HeadMemory::kPlaces, input);
    if (HasFailure()) return;
  }
}

struct Thing {
  std::uint64_t number;
};

TEST(Numbered, never_finds_one_by_the_number_of_another) {
  Numbered<Thing> things;
  std::vector<std::uint64_t> there, gone;
  std::mt19937 random(7);
  for (int turn = 0; turn < 10'000; ++turn) {
    if (there.empty() || random() % 2 == 0) {
      std::uint64_t number = things.next_number();
      EXPECT_GE(number, things.kFirst);
      there.push_back(things.add(std::make_unique<Thing>(number)).number);
    } else {
      std::swap(there[random() % there.size()], there.back());
      things.remove(there.back());
      gone.push_back(there.back());
      there.pop_back();
    }
  }
  EXPECT_FALSE(things.empty());
  for (std::uint64_t number : there) EXPECT_EQ(things.find(number)->number, number);
  for (std::uint64_t number : gone) EXPECT_EQ(things.find(number), nullptr);
  std::size_t seen = 0;
  things.each([&](Thing const&) { ++seen; });
  EXPECT_EQ(seen, there.size());
}

}  // namespace
}  // namespace allmende::http
