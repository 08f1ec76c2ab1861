// Random histories of a press, compared with what a press may do.
//
// Each address shows one thing, and its page says in which version. Whoever is given a version, by
// whatever way, must not be able to have an older one afterwards, nor anyone else.
// ALLMENDE_HISTORIES says how many histories (default 60).

#include <cstdlib>
#include <random>

#include "press/test_support.h"

namespace allmende::press::testing {
namespace {

constexpr std::size_t kRoom = 64 << 10;
constexpr int kThings = 6;
constexpr std::string_view kCodings[] = {"", "gzip", "br"};

class History {
 public:
  explicit History(unsigned seed) : random_(seed), running_(kRoom) {
    running_.maker = [this](http::Request const& request) { return make(request); };
    running_.open();
    running_.press.set_fillings(1, {html::html<"<b>eins</b>">()});
  }

  void step() {
    int thing = below(kThings);
    switch (below(14)) {
      case 0: case 1: case 2: case 3: read_quickly(thing); break;
      case 4: case 5: case 6: read(thing); break;
      case 7: publish(thing); break;
      case 8: pass(1 + below(400)); break;
      case 9: pass(1 + below(3000)); break;
      case 10: crawl(); break;
      case 11: publish_by_time(thing); break;
      case 12: change_fillings(); break;
      case 13: is_refused_[at(thing)] = !is_refused_[at(thing)]; publish(thing); break;
    }
    ASSERT_LE(running_.press.figures().bytes, kRoom);
  }

 private:
  static std::size_t at(int thing) { return static_cast<std::size_t>(thing); }
  int below(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }
  static std::string address(int thing) { return "/thing/" + std::to_string(thing); }

  Result<Sheet> make(http::Request const& request) {
    std::string path = request.path();
    if (!path.starts_with("/thing/")) return sheet(long_page(3000));
    int thing = path.back() - '0';
    if (!is_nested_ && below(4) == 0) meanwhile(thing);
    int version = versions_[at(thing)];
    bool refused = is_refused_[at(thing)];
    database::Sequence as_of = running_.sequence;
    Instant seen_at = running_.now;
    if (!is_nested_ && below(4) == 0) meanwhile(thing);
    if (below(20) == 0) throw std::runtime_error("no database");
    if (refused && version % 2 == 0) return refuse(Code::not_found, std::to_string(version));
    Sheet made = sheet(html::html<"<i>{}</i>{}">(version, long_page(static_cast<std::size_t>(below(4000)), {1})),
                       {{"thing", std::to_string(thing)}});
    if (refused) made.response.set_status(http::Status::unavailable);
    made.as_of = as_of;
    made.seen_at = seen_at;
    if (below(5) == 0) made.valid_until = Instant::from_microseconds(running_.now.microseconds() + 500'000);
    return made;
  }

  /// While the page is being made, the world goes on.
  void meanwhile(int thing) {
    is_nested_ = true;
    switch (below(4)) {
      case 0: publish(thing); break;
      case 1: read_quickly(thing); break;
      case 2: pass(below(1500)); break;
      case 3: read((thing + 1) % kThings); break;
    }
    is_nested_ = false;
  }

  static int version_in(std::string_view body) {
    std::size_t begin = body.find("<i>");
    if (begin == std::string_view::npos) return -1;
    return std::atoi(std::string(body.substr(begin + 3, 10)).c_str());
  }

  static std::string plain(std::string const& body, std::string_view encoding) {
    return encoding == "gzip" ? gunzipped(body) : encoding == "br" ? unbrotlied(body) : body;
  }

  void saw(int thing, int version, int seen_before, std::string_view how) {
    ASSERT_GE(version, seen_before) << how << ": an older version of " << address(thing);
    ASSERT_LE(version, versions_[at(thing)]) << how;
    seen_[at(thing)] = std::max(seen_[at(thing)], version);
  }

  void read_quickly(int thing) {
    int seen_before = seen_[at(thing)];
    auto answer = running_.quick(address(thing), kCodings[below(3)]);
    if (!answer) return;
    int version = version_in(plain(answer->body, answer->header("Content-Encoding")));
    saw(thing, version, seen_before, "from memory");
    if (version == versions_[at(thing)]) return;
    auto outdated_for = running_.now.microseconds() - outdated_at_[at(thing)][version + 1];
    ASSERT_LE(outdated_for, std::chrono::microseconds(Press::kLongestStale).count()) << "too old";
  }

  void read(int thing) {
    if (is_in_making_[at(thing)]) return;  // one thread: it would wait for itself
    is_in_making_[at(thing)] = true;
    int seen_before = seen_[at(thing)];
    try {
      auto response = running_.ask(address(thing));
      int version = response ? version_in(response->body().view())
                             : std::atoi(response.error().message.c_str());
      saw(thing, version, seen_before, response ? "from its maker" : "as a refusal");
    } catch (std::runtime_error const&) {
      // Told of no version at all.
    }
    is_in_making_[at(thing)] = false;
  }

  void publish(int thing) {
    ++versions_[at(thing)];
    outdated_at_[at(thing)][versions_[at(thing)]] = running_.now.microseconds();
    running_.commit(change(running_.sequence.value() + 1, "thing", std::to_string(thing)));
  }

  /// What was to appear has: no row in the log.
  void publish_by_time(int thing) {
    pass(1);
    ++versions_[at(thing)];
    outdated_at_[at(thing)][versions_[at(thing)]] = running_.now.microseconds();
    auto appeared = change(0, "thing", std::to_string(thing));
    appeared.at = running_.now;
    running_.press.drop_by_time(appeared);
  }

  void pass(int milliseconds) {
    running_.now = Instant::from_microseconds(running_.now.microseconds() + milliseconds * 1000);
  }

  void crawl() {
    for (int i = 0; i < 10; ++i) (void)running_.ask("/archive/" + std::to_string(crawled_++ % 500));
  }

  void change_fillings() {
    std::vector<html::Html> pieces;
    for (int i = below(3); i > 0; --i) pieces.push_back(html::html<"<b>{}</b>">(below(1000)));
    running_.press.set_fillings(1, pieces);
  }

  std::mt19937 random_;
  std::array<int, kThings> versions_ = {}, seen_ = {};
  std::array<bool, kThings> is_refused_ = {}, is_in_making_ = {};
  std::array<std::map<int, std::int64_t>, kThings> outdated_at_;
  bool is_nested_ = false;
  int crawled_ = 0;
  Running running_;
};

TEST(PressModel, nobody_gets_an_older_page_after_anyone_has_seen_a_newer_one) {
  char const* more = std::getenv("ALLMENDE_HISTORIES");
  unsigned histories = more != nullptr ? static_cast<unsigned>(std::atoi(more)) : 60;
  for (unsigned seed = 1; seed <= histories; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    History history(seed);
    for (int i = 0; i < 150 && !::testing::Test::HasFatalFailure(); ++i) history.step();
    if (::testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace allmende::press::testing
