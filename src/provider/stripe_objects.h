#pragma once
// Stripe's objects as values. Private to this room.
//
// Each refuses: invalid when a member that is needed is absent or of another type. Members that are not needed are
// not looked at: Stripe adds some without notice.

#include "json/json.h"
#include "provider/event.h"

namespace allmende::provider {

/// JSON from Stripe. It writes null for what is absent; here these members are gone.
/// Refuses: as json::parse.
Result<json::Value> read_stripe(std::string_view text);

Result<Checkout> checkout_of(json::Place const& place);
Result<Payment> payment_of(json::Place const& place);
Result<Refund> refund_of(json::Place const& place);
Result<Dispute> dispute_of(json::Place const& place);
Result<Subscription> subscription_of(json::Place const& place);
Result<Invoice> invoice_of(json::Place const& place);
Result<MandateEvent> mandate_of(json::Place const& place);
/// A charge, in an event that money went back from it; `before`: what had gone back before it.
Result<RefundedEvent> refunded_of(json::Place const& place, std::optional<std::int64_t> before);

/// The reference in the object's metadata; none where there is no metadata, or not ours.
Result<std::optional<Reference>> reference_of(json::Reader& object);

/// The list in the member "data", as Stripe answers lists and searches.
template <class Read>
auto list_of(json::Place const& place, Read read) {
  constexpr std::size_t kMost = 100;
  return [&]() -> Result<std::vector<typename std::invoke_result_t<Read, json::Place const&>::value_type>> {
    json::Reader reader = TRY(place.object());
    return TRY(reader.list("data", kMost, read));
  }();
}

}  // namespace allmende::provider
