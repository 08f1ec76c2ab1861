#pragma once
// How a payment stands after events that came in any order. Part of the door.

#include <map>

#include "provider/event.h"

namespace allmende::provider {

/// What events say of one payment, put together. Joining them in any order, some of them several times, comes to the
/// same (F12): every part only ever grows.
struct Standing {
  Payment::State state = Payment::State::open;  ///< a failed payment that is tried again stays failed until it succeeds
  std::int64_t received = 0;
  std::int64_t refunded = 0;  ///< altogether
  std::map<DisputeId, Dispute> disputes = {};
  /// Something fell back, which events alone do not settle: ask Provider::payment and ::disputes_of.
  bool must_ask = false;

  /// What the event says of the payment; what it says of others counts nothing.
  void join(PaymentId const& payment, Event const& event);
  /// What lost disputes took, and open ones hold.
  std::int64_t disputed() const;
};

bool operator==(Standing const& a, Standing const& b);

}  // namespace allmende::provider
