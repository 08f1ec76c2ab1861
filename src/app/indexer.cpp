#include "app/indexer.h"

#include <pthread.h>
#include <sched.h>

#include <charconv>

#include "manuscripts/manuscripts.h"

namespace allmende::app {

namespace {

/// So often what was read of a large archive is committed.
constexpr int kAtOnce = 2000;
constexpr std::chrono::seconds kPoll{1};

bool has_staff(database::Database& database) {
  auto tx = database.read();
  return !people::persons(tx).empty();
}

index::Document document_of(newsroom::Article const& article) {
  std::string text = article.kicker + "\n" + article.deck + "\n";
  for (auto const& author : article.authors) text += author.name + "\n";
  for (auto const& topic : article.topics) text += topic + "\n";
  text += newsroom::plain_text(article.body);
  return {article.number.value(), article.headline, std::move(text)};
}

}  // namespace

Indexer::Indexer(database::Database& database, std::filesystem::path folder, Clock clock, http::LogSink log)
    : database_(database),
      clock_(std::move(clock)),
      log_(std::move(log)),
      folder_(std::move(folder)),
      thread_([this](std::stop_token stop) { work(std::move(stop)); }) {}

Indexer::~Indexer() {
  thread_.request_stop();
  thread_.join();
  std::lock_guard lock(watching_);
  watcher_.reset();
}

std::vector<newsroom::ArticleNumber> Indexer::find(std::string_view words, int limit) const {
  std::vector<newsroom::ArticleNumber> found;
  for (std::int64_t number : index::find(folder_, words, limit)) found.emplace_back(number);
  return found;
}

void Indexer::work(std::stop_token stop) {
  sched_param none{};
  pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);  // readers come first
  try {
    bool can_begin = wait_until(stop, [this] { return has_staff(database_); }) &&
                     wait_until(stop, [this] { return (index_ = index::Index::open(folder_)).has_value(); });
    if (!can_begin || !read_everything(stop)) return;
    std::lock_guard lock(watching_);
    watcher_.emplace(database_, database::ChangeWatcher::Options{
                                    .from = database::Sequence(index_->position()),
                                    .on_change = [this](database::Change const& change) { take(change); },
                                    .on_fault = [this](std::string_view what) { report(what); }});
  } catch (std::exception const& fault) {
    report(fault.what());
  }
}

bool Indexer::wait_until(std::stop_token const& stop, std::function<bool()> const& is_so) {
  std::unique_lock lock(watching_);
  while (!stop.stop_requested()) {
    if (is_so()) return true;
    ends_.wait_for(lock, stop, kPoll, [] { return false; });
  }
  return false;
}

/// False when it ends before.
bool Indexer::read_everything(std::stop_token const& stop) {
  auto tx = std::make_optional(database_.read());
  auto from = tx->last_change().value();
  bool is_of_this_database = index_->position() > 0 && index_->position() <= from;
  if (is_of_this_database) return true;
  auto numbers = newsroom::all_numbers(*tx);
  tx.reset();
  index_->clear();
  int read = 0;
  for (newsroom::ArticleNumber number : numbers) {
    if (stop.stop_requested()) return false;
    put(number);
    if (++read % kAtOnce == 0) index_->commit(0);
  }
  index_->commit(std::max<std::int64_t>(from, 1));
  return true;
}

void Indexer::take(database::Change const& change) {
  if (change.what == "article" || change.what == manuscripts::kManuscript) {
    std::int64_t number = 0;
    std::from_chars(change.which.data(), change.which.data() + change.which.size(), number);
    if (number > 0) put(newsroom::ArticleNumber(number));
  }
  index_->commit(change.sequence.value());
}

void Indexer::put(newsroom::ArticleNumber number) {
  auto tx = database_.read();
  auto text = manuscripts::text(tx, people::Actor::command_line(), number);
  if (!text) {
    index_->remove(number.value());
    return;
  }
  if (auto article = manuscripts::article_of(number, *text)) index_->put(document_of(*article));
}

void Indexer::report(std::string_view what) const {
  if (log_) log_(fmt::format("event=index time={} what=\"{}\"", clock_().rfc3339(), what));
}

}  // namespace allmende::app
