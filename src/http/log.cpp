#include "http/log.h"

#include <fmt/format.h>

#include "http/coding.h"

namespace allmende::http {

namespace {

std::string dash_if_empty(std::string_view text) { return text.empty() ? "-" : encode_path(text); }

std::string words_of(std::string_view what) {
  std::string words;
  while (!what.empty()) {
    std::size_t end = std::min(what.find(' '), what.size());
    words += encode_path(what.substr(0, end));
    if (end < what.size()) words += ' ';
    what.remove_prefix(std::min(end + 1, what.size()));
  }
  return words;
}

}  // namespace

std::string access_line(AccessRecord const& record) {
  return fmt::format(
      "event=request time={} id={} method={} path={} route={} status={} bytes={} "
      "ms={:.1f} end={}",
      record.time.rfc3339(), dash_if_empty(record.request_id), dash_if_empty(record.method),
      dash_if_empty(record.path), dash_if_empty(record.route),
      record.status ? number_of(*record.status) : 0, record.bytes,
      static_cast<double>(record.took.count()) / 1000, record.end);
}

std::string failure_line(Instant time, std::string_view request_id, std::string_view what) {
  return fmt::format("event=failure time={} id={} what=\"{}\"", time.rfc3339(),
                     dash_if_empty(request_id), words_of(what));
}

std::string notice_line(Instant time, std::string_view event, std::string_view end,
                        std::string_view what) {
  std::string line = fmt::format("event={} time={} end={}", event, time.rfc3339(), end);
  if (!what.empty()) line += fmt::format(" what=\"{}\"", words_of(what));
  return line;
}

LogWriter::LogWriter(LogSink sink, std::size_t lanes) : sink_(std::move(sink)) {
  if (!is_on()) return;
  for (std::size_t i = 0; i < lanes; ++i) lanes_.push_back(std::make_unique<LogLane>());
  thread_ = std::thread([this] { work(); });
}

LogWriter::~LogWriter() {
  if (!is_on()) return;
  {
    std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void LogWriter::write(std::string line) {
  if (!is_on()) return;
  bool was_empty = false;
  {
    std::lock_guard lock(mutex_);
    if (waiting_.size() == kMost) {
      ++dropped_;
      return;
    }
    was_empty = waiting_.empty();
    waiting_.push_back(std::move(line));
  }
  if (was_empty) changed_.notify_one();
}

void LogWriter::work() {
  std::vector<std::string> lines;
  for (bool ending = false; !ending;) {
    std::size_t dropped = 0;
    {
      std::unique_lock lock(mutex_);
      wait(lock);
      lines.swap(waiting_);
      dropped = std::exchange(dropped_, 0);
      ending = ending_;
    }
    for (std::string const& line : lines) sink_(line);
    write_lanes();
    if (dropped > 0) sink_(fmt::format("event=log dropped={}", dropped));
    lines.clear();
  }
}

void LogWriter::wait(std::unique_lock<std::mutex>& lock) {
  auto has_work = [this] { return ending_ || !waiting_.empty(); };
  // Loops do not wake this thread: that would be a system call for a line.
  if (lanes_.empty()) changed_.wait(lock, has_work);
  else changed_.wait_for(lock, kLanePause, has_work);
}

void LogWriter::write_lanes() {
  for (auto const& lane : lanes_) {
    lane->take(sink_);
    if (std::uint64_t dropped = lane->take_dropped(); dropped > 0) {
      sink_(fmt::format("event=log dropped={}", dropped));
    }
  }
}

}  // namespace allmende::http
