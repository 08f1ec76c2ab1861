#pragma once
// What becomes of a call to a provider. Part of the door.

#include <string>
#include <variant>

namespace allmende::provider {

/// The provider says no to this, and nothing happened. The same attempt will not succeed any more: whoever wants
/// to go on makes a new one.
struct Declined {
  std::string code;     ///< the provider's own ("card_declined"); empty where it has none
  std::string message;  ///< the provider's, English; for the log and the office
};

/// This call did nothing, and the very same one may be made again. It says nothing about an earlier call.
struct Later {
  enum class Why {
    not_reached,   ///< no connection was made, nothing was sent
    rate_limited,  ///< too many calls: wait, longer each time
    not_permitted, ///< our key is not (or no longer) accepted: somebody must put it right
    asked,         ///< the provider says itself that the call may be repeated
  };
  Why why;
  std::string what = {};  ///< for the log
};

/// Perhaps it happened, perhaps not. Never answered by a new attempt, only by the same one with its key, or, when
/// that is too old, by asking (money.md F1, F2).
struct Unknown {
  enum class Why {
    no_answer,       ///< sent, and the connection broke, or patience ended
    fault_there,     ///< the provider's 5xx; its memory of keys repeats it, so asking is better than repeating
    unreadable,      ///< an answer, but not one of the provider's: too large, no JSON, another place
    in_progress,     ///< another call with the same key is going on
    key_was_used,    ///< the key stands for a call with other parameters; what became of that one is not said
    too_old,         ///< not sent: the provider may have forgotten the key (Attempt::kLongest)
  };
  Why why;
  std::string what = {};  ///< for the log
};

/// How a call to change something, or to ask, came out.
template <class T>
using Outcome = std::variant<T, Declined, Later, Unknown>;

/// What was done, or null.
template <class T>
T const* done(Outcome<T> const& outcome) {
  return std::get_if<T>(&outcome);
}

}  // namespace allmende::provider
