#pragma once
// Status lines with the Date that goes with them, written once a second. Private to this room.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/status.h"

namespace allmende::http {

class QuickPrefixes {
 public:
  void set_second(std::int64_t since_1970, std::string_view date);

  /// "HTTP/1.1 200 OK\r\nDate: …\r\n". Bug for a status that no answer from memory has.
  std::string_view of(Status status) const;
  /// The second, for the log: "2026-11-21T06:30:00Z".
  std::string_view second() const { return second_; }

 private:
  static constexpr std::array kStatuses = {Status::ok, Status::not_modified,
                                           Status::moved_permanently, Status::not_found,
                                           Status::gone};
  std::array<std::string, kStatuses.size()> prefixes_;
  std::string second_;
};

}  // namespace allmende::http
