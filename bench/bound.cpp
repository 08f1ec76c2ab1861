// The bound: what one thread can do at best with epoll and plain sockets. No newspaper, no limits,
// no care: it answers GET from memory and nothing else. Its pages are the files that nginx serves;
// a part near the end is one of several fillings chosen by the cookie, so it gathers as many pieces
// as a personal page has.
//
//   bound PORT HEAD_FILE FOLDER
//
// HEAD_FILE holds the header lines that go with every answer. FOLDER holds the pages, each beside
// its compressed form (*.gz).

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr int kEventsAtOnce = 256;
constexpr std::size_t kFillings = 8, kFillingBytes = 650, kPieces = 7;
constexpr std::size_t kLongestHead = 16 * 1024;

/// One encoding of a page: [head][date][rest of head][before][filling][after].
struct Form {
  std::string rest_of_head, before, after;
  std::vector<std::string> fillings;

  Form(std::string_view body, std::string const& head) : rest_of_head(head) {
    std::size_t filling = std::min(kFillingBytes, body.size() / 4);
    std::size_t at = body.size() - std::min(body.size(), 2 * filling);
    before = body.substr(0, at);
    after = body.substr(at + filling);
    fillings.assign(kFillings, std::string(body.substr(at, filling)));
  }
};

struct Page {
  std::string tag, not_modified;
  std::unique_ptr<Form> identity, gzip;
};

struct Request {
  std::string_view path, cookie, tag;
  bool gzip = false, close = false;
};

struct Connection {
  int socket = -1;
  std::string in, out;
};

std::string text_of(fs::path const& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return std::move(out).str();
}

class Pages {
 public:
  Pages(std::string const& head, fs::path const& folder) {
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file() || entry.path().extension() == ".gz") continue;
      std::string body = text_of(entry.path()), gzip = text_of(entry.path().string() + ".gz");
      auto page = std::make_unique<Page>();
      page->tag = "\"bound-" + std::to_string(body.size()) + "\"";
      std::string all = "\r\n" + head + "ETag: " + page->tag + "\r\n";
      page->not_modified = all + "\r\n";
      page->identity = std::make_unique<Form>(body, all + length(body));
      page->gzip = std::make_unique<Form>(gzip, all + "Content-Encoding: gzip\r\n" + length(gzip));
      pages_.emplace("/" + fs::relative(entry.path(), folder).string(), std::move(page));
    }
  }

  Page const* find(std::string const& path) const {
    auto found = pages_.find(path);
    return found == pages_.end() ? nullptr : found->second.get();
  }

 private:
  static std::string length(std::string const& body) {
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  }
  std::unordered_map<std::string, std::unique_ptr<Page>> pages_;
};

bool is(std::string_view name, std::string_view lower) {
  return name.size() == lower.size() && std::equal(name.begin(), name.end(), lower.begin(),
                                                   [](char a, char b) { return (a | 0x20) == b; });
}

Request parse(std::string_view head) {
  Request request;
  std::size_t line_end = head.find("\r\n"sv);
  std::size_t begin = head.find(' ') + 1;
  request.path = head.substr(begin, head.find(' ', begin) - begin);
  for (std::size_t at = line_end + 2; at + 2 < head.size(); at = line_end + 2) {
    line_end = head.find("\r\n"sv, at);
    std::size_t colon = head.find(':', at);
    if (line_end == at || colon > line_end) break;
    std::string_view name = head.substr(at, colon - at);
    std::string_view value = head.substr(colon + 2, line_end - colon - 2);
    if (is(name, "accept-encoding")) request.gzip = value.find("gzip"sv) != value.npos;
    else if (is(name, "cookie")) request.cookie = value;
    else if (is(name, "if-none-match")) request.tag = value;
    else if (is(name, "connection")) request.close = is(value, "close");
  }
  return request;
}

/// Looks at every byte of the cookie, as one must to check it.
std::size_t filling_for(std::string_view cookie) {
  std::size_t hash = 14695981039346656037u;
  for (char c : cookie) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return (hash >> 32) % kFillings;
}

class Server {
 public:
  Server(std::uint16_t port, Pages const& pages) : pages_(pages), epoll_(epoll_create1(0)) {
    listening_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int on = 1;
    setsockopt(listening_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        listen(listening_, 4096) != 0) {
      std::perror("bound");
      std::exit(1);
    }
    epoll_event event{EPOLLIN, {.ptr = nullptr}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, listening_, &event);
  }

  [[noreturn]] void run() {
    epoll_event events[kEventsAtOnce];
    while (true) {
      int count = epoll_wait(epoll_, events, kEventsAtOnce, -1);
      if (std::time_t now = std::time(nullptr); std::exchange(second_, now) != now) {
        std::strftime(date_, sizeof date_, "%a, %d %b %Y %H:%M:%S GMT", std::gmtime(&now));
      }
      for (int i = 0; i < count; ++i) {
        auto* connection = static_cast<Connection*>(events[i].data.ptr);
        if (connection == nullptr) accept_all();
        else if (!serve(*connection, events[i].events)) close(connection);
      }
    }
  }

 private:
  void accept_all() {
    for (int one; (one = accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
      int on = 1;
      setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      auto* connection = new Connection{one, {}, {}};
      epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = connection}};
      epoll_ctl(epoll_, EPOLL_CTL_ADD, one, &event);
    }
  }

  void close(Connection* connection) {
    ::close(connection->socket);
    delete connection;
  }

  /// False: the connection is over.
  bool serve(Connection& connection, std::uint32_t events) {
    if (!connection.out.empty() && !flush(connection)) return false;
    if (!connection.out.empty() || (events & (EPOLLIN | EPOLLRDHUP)) == 0) return true;
    ssize_t got = recv(connection.socket, buffer_, sizeof buffer_, 0);
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    bool last = (events & EPOLLRDHUP) != 0;
    std::string_view bytes(buffer_, static_cast<std::size_t>(got));
    if (connection.in.empty() && bytes.ends_with("\r\n\r\n"sv))
      return answer(connection, parse(bytes)) && !last;
    connection.in.append(bytes);
    if (connection.in.size() > kLongestHead) return false;
    if (!connection.in.ends_with("\r\n\r\n")) return !last;
    std::string whole = std::exchange(connection.in, {});
    return answer(connection, parse(whole)) && !last;
  }

  bool answer(Connection& connection, Request const& request) {
    path_.assign(request.path);
    Page const* page = pages_.find(path_);
    if (page == nullptr) return false;
    iovec pieces[kPieces];
    std::size_t count = 0;
    auto put = [&](std::string_view piece) {
      pieces[count++] = {const_cast<char*>(piece.data()), piece.size()};
    };
    bool unchanged = request.tag == page->tag;
    put(unchanged ? "HTTP/1.1 304 Not Modified\r\nDate: "sv : "HTTP/1.1 200 OK\r\nDate: "sv);
    put(date_);
    if (unchanged) {
      put(page->not_modified);
    } else {
      Form const& form = request.gzip ? *page->gzip : *page->identity;
      put(form.rest_of_head);
      put(form.before);
      put(form.fillings[filling_for(request.cookie)]);
      put(form.after);
    }
    return send(connection, pieces, count) && !request.close;
  }

  bool send(Connection& connection, iovec* pieces, std::size_t count) {
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = count;
    ssize_t sent = sendmsg(connection.socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN) return false;
    auto done = static_cast<std::size_t>(std::max<ssize_t>(sent, 0));
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t whole = std::min(done, pieces[i].iov_len);
      connection.out.append(static_cast<char*>(pieces[i].iov_base) + whole,
                            pieces[i].iov_len - whole);
      done -= whole;
    }
    return true;
  }

  bool flush(Connection& connection) {
    ssize_t sent = ::send(connection.socket, connection.out.data(), connection.out.size(),
                          MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return errno == EAGAIN;
    connection.out.erase(0, static_cast<std::size_t>(sent));
    return true;
  }

  Pages const& pages_;
  int epoll_, listening_;
  std::time_t second_ = 0;
  char date_[32] = {};
  char buffer_[kLongestHead];
  std::string path_;
};

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::fputs("bound PORT HEAD_FILE FOLDER\n", stderr);
    return 2;
  }
  Pages pages(text_of(words[2]), words[3]);
  Server server(static_cast<std::uint16_t>(std::atoi(words[1])), pages);
  server.run();
}
