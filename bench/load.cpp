// Asks a server on this machine for many pages over keep-alive connections, as fast as it answers;
// one request at a time on each. It does what wrk does, at less cost, from a list of addresses and
// with a skew, and counts what fails.
//
//   load PORT CONNECTIONS SECONDS SKEW SEED PATHS_FILE HEAD_FILE
//
// PATHS_FILE: one path a line, the most asked for first. SKEW 0 takes all alike; S > 0 asks for the
// n-th with weight 1 / n^S (Zipf). HEAD_FILE: the request's header lines. Prints one line of JSON;
// times are milliseconds.

#include <arpa/inet.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::string_view_literals;

constexpr std::size_t kDrawn = 1 << 20;  // places in the list, drawn before the clock runs
constexpr int kEventsAtOnce = 256;

struct Counts {
  std::size_t other = 0, failed = 0, reopened = 0, bytes = 0;
  std::vector<float> times;  // milliseconds, one for each answer
};

struct Connection {
  int socket = -1;
  Clock::time_point asked;
  std::string head;         // of the answer, as long as it is not whole
  std::size_t missing = 0;  // bytes of the answer's body
  bool in_body = false, closes = false;
};

std::vector<std::uint32_t> draw(std::size_t size, double skew, unsigned seed) {
  std::vector<double> sums(size);
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i)
    sums[i] = sum += std::pow(static_cast<double>(i + 1), -skew);
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> below(0, sum);
  std::vector<std::uint32_t> drawn(kDrawn);
  for (auto& place : drawn) {
    auto found = std::upper_bound(sums.begin(), sums.end(), below(random)) - sums.begin();
    place = static_cast<std::uint32_t>(std::min(static_cast<std::size_t>(found), size - 1));
  }
  return drawn;
}

class Load {
 public:
  Load(std::uint16_t port, std::vector<std::string> paths, std::string head,
       std::vector<std::uint32_t> drawn)
      : port_(port),
        paths_(std::move(paths)),
        head_(std::move(head)),
        drawn_(std::move(drawn)),
        epoll_(epoll_create1(0)) {}

  Counts const& counts() const { return counts_; }

  double run(std::size_t connections, double seconds) {
    std::vector<Connection> all(connections);
    for (auto& one : all) open(one);
    auto begin = Clock::now(),
         end = begin + std::chrono::microseconds(static_cast<long>(seconds * 1e6));
    for (auto& one : all) ask(one);
    epoll_event events[kEventsAtOnce];
    while (Clock::now() < end) {
      int count = epoll_wait(epoll_, events, kEventsAtOnce, 100);
      for (int i = 0; i < count; ++i) read(*static_cast<Connection*>(events[i].data.ptr));
    }
    return std::chrono::duration<double>(Clock::now() - begin).count();
  }

 private:
  void open(Connection& one) {
    one = Connection{};
    one.socket = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(one.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      std::perror("load: connect");
      std::exit(1);
    }
    epoll_event event{EPOLLIN, {.ptr = &one}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, one.socket, &event);
  }

  void again(Connection& one) {
    ::close(one.socket);
    open(one);
    ask(one);
  }

  void ask(Connection& one) {
    request_.assign("GET ")
        .append(paths_[drawn_[next_++ % kDrawn]])
        .append(" HTTP/1.1\r\n")
        .append(head_);
    one.asked = Clock::now();
    one.head.clear();
    one.in_body = false;
    // A server that has closed shows itself when the answer is read.
    [[maybe_unused]] auto sent = send(one.socket, request_.data(), request_.size(), MSG_NOSIGNAL);
  }

  void read(Connection& one) {
    while (true) {
      ssize_t got = one.in_body ? skip(one) : recv(one.socket, buffer_, sizeof buffer_, MSG_DONTWAIT);
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) {
        ++counts_.failed;
        return again(one);
      }
      auto size = static_cast<std::size_t>(got);
      counts_.bytes += size;
      if (!one.in_body) size = take_head(one, {buffer_, size});
      if (!one.in_body) continue;
      one.missing -= std::min(one.missing, size);
      if (one.missing == 0) return finish(one);
    }
  }

  /// The kernel throws the bytes away instead of copying them (tcp(7), MSG_TRUNC): who asks is to
  /// cost less than who answers.
  static ssize_t skip(Connection const& one) {
    return recv(one.socket, nullptr, one.missing, MSG_DONTWAIT | MSG_TRUNC);
  }

  /// How many of the bytes are of the body, if the answer's head is whole.
  std::size_t take_head(Connection& one, std::string_view bytes) {
    std::size_t before = one.head.size();
    one.head.append(bytes);
    std::size_t end = one.head.find("\r\n\r\n");
    if (end == std::string::npos) return 0;
    one.in_body = true;
    std::string_view head(one.head.data(), end + 2);
    bool has_body = !head.starts_with("HTTP/1.1 304");
    if (!head.starts_with("HTTP/1.1 200") && has_body) ++counts_.other;
    one.missing = 0;
    for (std::size_t line = head.find('\n') + 1; line < head.size(); line = head.find('\n', line) + 1)
      take_field(one, head.substr(line), has_body);
    return before + bytes.size() - (end + 4);
  }

  static void take_field(Connection& one, std::string_view field, bool has_body) {
    auto is = [&](std::string_view name) {
      return field.size() >= name.size() && strncasecmp(field.data(), name.data(), name.size()) == 0;
    };
    if (is("connection: close")) one.closes = true;
    if (constexpr std::string_view kLength = "content-length: "; has_body && is(kLength))
      std::from_chars(field.data() + kLength.size(), field.data() + field.size(), one.missing);
  }

  void finish(Connection& one) {
    counts_.times.push_back(
        std::chrono::duration<float, std::milli>(Clock::now() - one.asked).count());
    if (!one.closes) return ask(one);
    ++counts_.reopened;
    again(one);
  }

  std::uint16_t port_;
  std::vector<std::string> paths_;
  std::string head_, request_;
  std::vector<std::uint32_t> drawn_;
  std::size_t next_ = 0;
  int epoll_;
  Counts counts_;
  char buffer_[2 * 1024];  // holds a head; what follows is skipped
};

float quantile(std::vector<float> times, double part) {
  if (times.empty()) return 0;
  auto place =
      times.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(times.size() - 1));
  std::nth_element(times.begin(), place, times.end());
  return *place;
}

}  // namespace

int main(int count, char** words) {
  if (count != 8) {
    std::fputs("load PORT CONNECTIONS SECONDS SKEW SEED PATHS_FILE HEAD_FILE\n", stderr);
    return 2;
  }
  std::vector<std::string> paths;
  std::ifstream lines(words[6]);
  for (std::string line; std::getline(lines, line);) paths.push_back(line);
  std::ostringstream head;
  head << std::ifstream(words[7], std::ios::binary).rdbuf();
  if (paths.empty()) return 2;
  auto drawn = draw(paths.size(), std::atof(words[4]), static_cast<unsigned>(std::atoi(words[5])));
  Load load(static_cast<std::uint16_t>(std::atoi(words[1])), std::move(paths), head.str(),
            std::move(drawn));
  double seconds = load.run(static_cast<std::size_t>(std::atoi(words[2])), std::atof(words[3]));
  Counts const& counts = load.counts();
  std::printf(
      "{\"requests\": %zu, \"seconds\": %.6f, \"bytes\": %zu, \"p50\": %.4f, \"p99\": %.4f, "
      "\"longest\": %.4f, "
      "\"other\": %zu, \"failed\": %zu, \"reopened\": %zu}\n",
      counts.times.size(), seconds, counts.bytes, quantile(counts.times, .5),
      quantile(counts.times, .99), quantile(counts.times, 1), counts.other, counts.failed,
      counts.reopened);
}
