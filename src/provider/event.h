#pragma once
// What a provider tells by itself: at least once, in no order, perhaps days late. Part of the door.

#include <string>
#include <variant>

#include "provider/payment.h"

namespace allmende::provider {

struct CheckoutEvent {
  /// `completed` says that the payer is through, not that money came: see Checkout::is_paid.
  enum class What { completed, paid_later, failed_later, expired };
  What what;
  Checkout checkout;
};

struct PaymentEvent {
  Payment payment;
};

struct InvoiceEvent {
  enum class What { paid, failed };
  What what;
  Invoice invoice;
};

/// Money went back: how much altogether, and by this step.
struct RefundedEvent {
  std::optional<PaymentId> payment;
  Amount altogether;
  std::int64_t now = 0;  ///< 0 when the provider does not say
};

/// One refund was made, or has changed; it may fail days later.
struct RefundEvent {
  Refund refund;
};

struct DisputeEvent {
  enum class What { opened, changed, closed };
  What what;
  Dispute dispute;
};

struct SubscriptionEvent {
  Subscription subscription;
};

/// A payer's permission to debit them. Whose it was, `payment_method` leads to.
struct MandateEvent {
  MandateId mandate;
  bool is_active = false;
};

/// Of a kind that this room does not know.
struct OtherEvent {};

struct Event {
  EventId id;
  std::string type;                    ///< in the provider's words
  Instant created;
  std::optional<Reference> reference;  ///< what it is about, in our own name, where the event says it
  std::variant<OtherEvent, CheckoutEvent, PaymentEvent, InvoiceEvent, RefundedEvent, RefundEvent, DisputeEvent,
               SubscriptionEvent, MandateEvent>
      news;
};

}  // namespace allmende::provider
