#pragma once
// How a function says no.
//
// Refusal   the person can be told and the program is fine: returned in a Result<T>.
// Fault     disk, SQL, network, data that disagrees: thrown, caught once at the edge.
// Bug       a broken invariant: thrown by VERIFY, loud, never caught inside a room.

#include <expected>
#include <source_location>
#include <stdexcept>
#include <string>
#include <utility>

namespace allmende {

/// Why a request was refused. The edge (http, the command line) has one table from this to its own codes.
enum class Code { invalid, not_found, gone, forbidden, conflict, limit };

/// What a person is told. `where` names the place in their input ("allmende.toml:12", "line 3, title");
/// `message` says what is wrong and what to do. Both may be shown to anyone.
struct Refusal {
  Code code = Code::invalid;
  std::string message;
  std::string where = {};

  bool operator==(Refusal const&) const = default;
};

/// A value or a Refusal. Cannot be dropped without a warning.
template <class T>
class [[nodiscard]] Result : public std::expected<T, Refusal> {
 public:
  using std::expected<T, Refusal>::expected;
};

/// Shorthand for `return refuse(Code::invalid, "…");` in a function that returns a Result.
[[nodiscard]] inline std::unexpected<Refusal> refuse(Code code, std::string message,
                                                     std::string where = {}) {
  return std::unexpected<Refusal>(Refusal{code, std::move(message), std::move(where)});
}

/// A failure of the world around us. `what()` is for the log only, never for readers.
class Fault : public std::runtime_error {
 public:
  enum class Retry { never, may_help };

  explicit Fault(std::string const& message, Retry retry = Retry::never,
                 std::source_location where = std::source_location::current())
      : std::runtime_error(message), retry_(retry), where_(where) {}

  bool retryable() const { return retry_ == Retry::may_help; }
  std::source_location const& location() const { return where_; }

 private:
  Retry retry_;
  std::source_location where_;
};

/// A broken invariant: our mistake, not the person's and not the world's.
class Bug : public std::logic_error {
 public:
  explicit Bug(std::string const& message) : std::logic_error(message) {}
};

[[noreturn]] void report_bug(char const* condition,
                             std::source_location where = std::source_location::current());

}  // namespace allmende

/// States an invariant. Throws Bug when it does not hold; stays in release builds.
#define VERIFY(condition) \
  do {                    \
    if (!(condition)) {   \
      ::allmende::report_bug(#condition); \
    }                     \
  } while (false)

/// Yields the value of a Result, or returns its Refusal from the enclosing function.
/// Not inside an initialiser's braces behind another element: g++ 12 does not destroy what was made before
/// (a leak). tools/check_rooms finds these; it cannot see an aggregate that is made in parentheses.
#define TRY(expression)                                                            \
  __extension__({                                                                  \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wshadow\"")  \
    auto&& try_result = (expression);                                              \
    _Pragma("GCC diagnostic pop")                                                  \
    if (!try_result.has_value()) {                                                 \
      return std::unexpected<::allmende::Refusal>(std::move(try_result).error());  \
    }                                                                              \
    *std::move(try_result);                                                        \
  })
