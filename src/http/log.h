#pragma once
// The lines of the log and the thread that hands them to the sink. Private to this room.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/time.h"
#include "http/log_lane.h"
#include "http/method.h"
#include "http/options.h"
#include "http/status.h"

namespace allmende::http {

/// What is known of a request when its answer is gone. There is no place for an address, on
/// purpose.
struct AccessRecord {
  Instant time;
  std::string_view request_id;
  std::string_view method;
  /// Decoded, without the query, which may hold words that are nobody's business.
  std::string_view path;
  std::string_view route;
  /// None when the connection broke before there was an answer.
  std::optional<Status> status = {};
  std::size_t bytes = 0;
  std::chrono::microseconds took{0};
  /// "sent"; "cut" when the connection broke or was too slow.
  std::string_view end = "sent";
};

/// "event=request time=… id=… method=GET path=/a%20b route=hello status=200 bytes=12 ms=0.3
/// end=sent". status=0: the connection broke before there was an answer. No part can hold a space,
/// a quote or a control character: they are percent-encoded.
std::string access_line(AccessRecord const& record);

/// "event=failure time=… id=… what=…", `what` percent-encoded in the same way but for its spaces,
/// in quotes.
std::string failure_line(Instant time, std::string_view request_id, std::string_view what);

/// "event=certificate time=… end=refused what=…": what happened to the server itself; without `what`
/// when there is nothing to say.
std::string notice_line(Instant time, std::string_view event, std::string_view end,
                        std::string_view what);

/// Takes lines from the loops without letting them wait for the sink. Lines beyond `kMost` waiting
/// ones are dropped, and their number is written as soon as there is room.
class LogWriter {
 public:
  static constexpr std::size_t kMost = 100'000;

  /// `lanes`: loops that write by write_from().
  explicit LogWriter(LogSink sink, std::size_t lanes = 0);
  /// Writes what is waiting.
  ~LogWriter();

  bool is_on() const { return sink_ != nullptr; }
  void write(std::string line);
  /// The same from loop `lane`'s own thread, with no lock and no allocation; `line` ends in a line
  /// break. It is written within kLanePause.
  void write_from(std::size_t lane, std::string_view line) { lanes_[lane]->put(line); }

  static constexpr std::chrono::milliseconds kLanePause{20};

 private:
  void work();
  void write_lanes();
  void wait(std::unique_lock<std::mutex>& lock);

  LogSink sink_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> waiting_;
  std::size_t dropped_ = 0;
  bool ending_ = false;
  std::vector<std::unique_ptr<LogLane>> lanes_;
  std::thread thread_;
};

}  // namespace allmende::http
