// Loops, workers and a publisher at one press, all at once. What the sanitizers see is half of it.

#include <random>
#include <thread>

#include "press/test_support.h"

namespace allmende::press::testing {
namespace {

constexpr std::size_t kLoops = 2;
constexpr std::size_t kRoom = 512 << 10;
constexpr int kThings = 8;
constexpr std::chrono::milliseconds kTime{1500};

/// Stands for the database: what it holds is read and written as a whole.
class World {
 public:
  struct State {
    int version;
    database::Sequence as_of;
  };
  State read(std::size_t thing) {
    std::lock_guard lock(mutex_);
    return {versions_[thing], database::Sequence(sequence_)};
  }
  database::Change publish(std::size_t thing) {
    std::lock_guard lock(mutex_);
    ++versions_[thing];
    return change(++sequence_, "thing", std::to_string(thing));
  }

 private:
  std::mutex mutex_;
  std::array<int, kThings> versions_ = {};
  std::int64_t sequence_ = 0;
};

class Stress {
 public:
  Stress() : press_({.bytes = kRoom}) {
    handler_ = press_.route("page", {}, [this](http::Request const& request) { return make(request); });
    press_.prepare(kLoops);
  }

  void run() {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < kLoops; ++i) threads.emplace_back([this, i] { loop(i); });
    for (unsigned i = 0; i < 2; ++i) threads.emplace_back([this, i] { work(i); });
    threads.emplace_back([this] { publish(); });
    std::this_thread::sleep_for(kTime);
    ending_ = true;
  }

  std::atomic<int> quick_ = 0, ordinary_ = 0, older_ = 0, torn_ = 0;
  std::atomic<std::size_t> most_bytes_ = 0;
  Press press_;

 private:
  Result<Sheet> make(http::Request const& request) {
    std::string const& path = request.path();
    if (!path.starts_with("/thing/")) return sheet(long_page(2000));
    auto thing = static_cast<std::size_t>(path.back() - '0');
    auto [version, as_of] = world_.read(thing);
    if (version % 11 == 10) return refuse(Code::not_found, std::to_string(version));
    // The version at both ends: a page that is not whole would not have the same.
    auto body = html::html<"<i>{}</i>{}<u>{}</u>">(version, long_page(500, {1}), version);
    Sheet made = sheet(body, {{"thing", std::to_string(thing)}});
    made.as_of = as_of;
    return made;
  }

  static int number_behind(std::string_view text, std::string_view mark) {
    std::size_t begin = text.find(mark);
    if (begin == std::string_view::npos) return -1;
    return std::atoi(std::string(text.substr(begin + mark.size(), 10)).c_str());
  }

  void saw(std::size_t thing, int version, int seen_before) {
    if (version < seen_before) ++older_;
    int newest = newest_seen_[thing];
    while (newest < version && !newest_seen_[thing].compare_exchange_weak(newest, version)) {
    }
  }

  void loop(std::size_t number) {
    std::minstd_rand random(static_cast<unsigned>(number + 1));
    http::QuickAnswer answer;
    while (!ending_) {
      for (int i = 0; i < 20; ++i) {  // as many as one look at the sockets brings
        auto thing = random() % kThings;
        int seen_before = newest_seen_[thing];
        answer.begin(true);
        std::string address = "/thing/" + std::to_string(thing);
        if (!press_.answer({.target = address, .accept_encoding = "", .if_none_match = "", .cookie = ""},
                           number, answer)) continue;
        std::string text;
        for (std::string_view piece : answer.pieces()) text += piece;
        int version = number_behind(text, "<i>");
        if (number_behind(text, "<u>") != version) ++torn_;
        saw(thing, version, seen_before);
        ++quick_;
      }
      press_.release(number);
    }
  }

  void work(unsigned number) {
    std::minstd_rand random(100 + number);
    for (unsigned i = 0; !ending_; ++i) {
      auto thing = random() % kThings;
      bool crawls = i % 8 == 0;
      ask(crawls ? "/archive/" + std::to_string(random() % 5000) : "/thing/" + std::to_string(thing),
          thing, crawls);
      if (i % 16 == 0) {
        most_bytes_ = std::max(most_bytes_.load(), press_.figures().bytes);
      }
    }
  }

  void ask(std::string const& address, std::size_t thing, bool crawls) {
    auto request = http::Request::make(http::Method::get, address);
    int seen_before = newest_seen_[thing];
    handler_(std::make_shared<http::Request const>(*request),
             http::Reply([=, this](Result<http::Response> response, std::exception_ptr) {
               ++ordinary_;
               if (crawls) return;
               int version = response ? number_behind(response->body().view(), "<i>")
                                      : std::atoi(response.error().message.c_str());
               saw(thing, version, seen_before);
             }));
  }

  void publish() {
    std::minstd_rand random(7);
    for (int i = 0; !ending_; ++i) {
      press_.drop(world_.publish(random() % kThings));
      if (i % 30 == 0) press_.set_fillings(1, {html::html<"<b>{}</b>">(i)});
      std::this_thread::sleep_for(std::chrono::microseconds(300));
    }
  }

  World world_;
  std::array<std::atomic<int>, kThings> newest_seen_ = {};
  std::atomic<bool> ending_ = false;
  http::DeferredHandler handler_;
};

TEST(PressStress, many_threads_get_whole_pages_and_none_that_is_older_than_what_was_seen) {
  Stress stress;
  stress.run();
  EXPECT_EQ(stress.older_, 0);
  EXPECT_EQ(stress.torn_, 0);
  EXPECT_LE(stress.most_bytes_, kRoom);
  EXPECT_GT(stress.quick_, 100);
  EXPECT_GT(stress.ordinary_, 100);
  EXPECT_GT(stress.press_.figures().evicted, 0u);
}

}  // namespace
}  // namespace allmende::press::testing
