#pragma once
// A value that does not print: no stream, no formatter, no comparison that leaks by its time.

#include <string>
#include <string_view>
#include <utility>

namespace allmende {

class Secret {
 public:
  explicit Secret(std::string value) : value_(std::move(value)) {}

  /// The value itself. Call it where it is used, never to log or show it.
  std::string const& reveal() const { return value_; }
  bool empty() const { return value_.empty(); }

  /// Whether `guess` is the secret, in a time that depends only on the guess's length.
  bool matches(std::string_view guess) const {
    unsigned char difference = value_.size() == guess.size() ? 0 : 1;
    for (std::size_t i = 0; i < guess.size(); ++i) {
      char mine = value_.empty() ? '\0' : value_[i % value_.size()];
      difference = static_cast<unsigned char>(difference | (mine ^ guess[i]));
    }
    return difference == 0;
  }

 private:
  std::string value_;
};

}  // namespace allmende
