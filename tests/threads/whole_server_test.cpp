// The whole program in one process, with everything going on at once: readers on several loops, a newsroom
// that publishes, the follower in between, the operator looking. The thread sanitizer watches (preset tsan);
// what is asserted here holds without it too.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "app/create.h"
#include "app/serve.h"
#include "http/test_support.h"

namespace allmende {
namespace {

using http::testing::Answer;
using http::testing::Client;
using newsroom::Article;

constexpr int kArticles = 12;

std::chrono::milliseconds test_time() {
  char const* seconds = std::getenv("ALLMENDE_LOAD_SECONDS");
  return std::chrono::seconds(seconds != nullptr ? std::atoi(seconds) : 3);
}

Article article_of(int number, int version) {
  std::string text = fmt::format("Fassung {} steht hier. ", version);
  for (int i = 0; i < 40; ++i) text += "Die Flut kam und ging. ";
  return {.number = newsroom::ArticleNumber(1000 + number),
          .slug = Slug::parse("die-flut").value(),
          .state = newsroom::State::published,
          .language = Language::german(),
          .headline = fmt::format("Die Flut {}", number),
          .section = Slug::parse("hafen").value(),
          .topics = {fmt::format("Thema {}", number % 3)},
          .body = {{{"b1", newsroom::Paragraph{{{.text = text}}}}}},
          .published = Instant::parse("2026-11-20T05:00:00Z").value()};
}

class WholeServer : public ::testing::Test {
 protected:
  WholeServer() {
    app::Config config;
    config.server.loops = 2;
    config.server.workers = 2;
    config.server.connections_per_source = 10'000;
    config.press.megabytes = 8;
    VERIFY(app::create_paper(folder_, config).has_value());
    app::ServeOptions options{.port = 0, .operator_port = 0};
    options.log = [this](std::string_view line) {
      if (line.starts_with("event=failure") || line.starts_with("event=follow")) note(line);
    };
    auto started = app::Service::start(folder_, std::move(options));
    if (!started) throw std::runtime_error(started.error().message);
    service_.emplace(*std::move(started));
    {
      auto tx = service_->paper().database().write();
      newsroom::put_section(tx, {Slug::parse("hafen").value(), "Hafen", "", 1});
      tx.commit();
    }
    for (int number = 0; number < kArticles; ++number) publish(number);
    thread_ = std::thread([this] { service_->run(); });
  }
  ~WholeServer() override {
    service_->stop();
    thread_.join();
    service_.reset();
    std::filesystem::remove_all(folder_);
  }

  void publish(int number) {
    auto tx = service_->paper().database().write();
    VERIFY(newsroom::put_article(tx, article_of(number, versions_[at(number)] + 1)).has_value());
    tx.commit();
    ++versions_[at(number)];
  }

  static std::size_t at(int number) { return static_cast<std::size_t>(number); }
  static std::string address(int number) { return fmt::format("/artikel/{}.die-flut", 1000 + number); }
  static int version_in(std::string_view body) {
    constexpr std::string_view kMark = "Fassung ";
    std::size_t begin = body.find(kMark);
    return begin == std::string_view::npos
               ? -1 : std::atoi(std::string(body.substr(begin + kMark.size(), 9)).c_str());
  }

  /// Reads whatever, again and again; of an article never an older version than before.
  void read(unsigned number) {
    std::minstd_rand random(number);
    constexpr std::string_view kOthers[] = {"/", "/ressort/hafen", "/feed.xml", "/nirgends", "/sitemap.xml"};
    std::array<int, kArticles> seen = {};
    while (!ending_) {
      Client client(service_->port());
      for (int i = 0; i < 200 && !ending_; ++i) {
        int article = static_cast<int>(random() % kArticles);
        bool reads_article = random() % 4 != 0;
        auto target = reads_article ? address(article) : std::string(kOthers[random() % std::size(kOthers)]);
        std::string_view coding = random() % 2 == 0 ? "" : "Accept-Encoding: br, gzip\r\n";
        Answer answer = client.get(target, reads_article ? "" : coding).answer();
        ++answers_;
        if (answer.status != 200 && !(answer.status == 404 && target == "/nirgends")) ++failed_;
        if (!reads_article) continue;
        int version = version_in(answer.body);
        if (version < seen[at(article)]) ++older_;
        seen[at(article)] = std::max(seen[at(article)], version);
      }
    }
  }

  /// Publishes, and waits until readers get it.
  void edit() {
    std::minstd_rand random(99);
    Client client(service_->port());
    while (!ending_) {
      int number = static_cast<int>(random() % kArticles);
      publish(number);
      ++published_;
      auto begin = std::chrono::steady_clock::now();
      while (version_in(Client(service_->port()).get(address(number)).answer().body) < versions_[at(number)]) {
        if (std::chrono::steady_clock::now() - begin > std::chrono::seconds(20)) return note("never published");
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
      slowest_ = std::max(slowest_.load(), static_cast<int>(took.count()));
    }
  }

  void look_at_operators_page() {
    while (!ending_) {
      Client(service_->operator_port()).get("/metrics").answer();
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }

  void note(std::string_view line) {
    std::lock_guard lock(mutex_);
    notes_.emplace_back(line);
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / fmt::format("allmende-whole-{}", getpid());
  std::array<int, kArticles> versions_ = {};
  std::optional<app::Service> service_;
  std::thread thread_;
  std::atomic<bool> ending_ = false;
  std::atomic<int> answers_ = 0, failed_ = 0, older_ = 0, published_ = 0, slowest_ = 0;
  std::mutex mutex_;
  std::vector<std::string> notes_;
};

TEST_F(WholeServer, serves_whole_and_never_older_pages_while_the_paper_is_published) {
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < 4; ++i) threads.emplace_back([this, i] { read(i + 1); });
    threads.emplace_back([this] { edit(); });
    threads.emplace_back([this] { look_at_operators_page(); });
    std::this_thread::sleep_for(test_time());
    ending_ = true;
  }
  std::cout << fmt::format("{} answers, {} publications, the slowest seen after {} ms\n", answers_.load(),
                           published_.load(), slowest_.load());
  EXPECT_EQ(failed_, 0);
  EXPECT_EQ(older_, 0);
  EXPECT_GT(answers_, 50);
  EXPECT_GT(published_, 3);
  EXPECT_THAT(notes_, ::testing::IsEmpty());
}

}  // namespace
}  // namespace allmende
