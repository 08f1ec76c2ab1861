#pragma once
// Stripe's events as values. Private to this room.

#include "provider/provider.h"

namespace allmende::provider {

/// Refuses: as Provider::event_of.
Result<Event> stripe_event(std::string_view body, StripeOptions::Mode mode);

}  // namespace allmende::provider
