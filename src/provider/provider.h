#pragma once
// THE DOOR of provider: payments that somebody else takes, by card and whatever else they offer, on their own pages.
//
// Words: a *provider* takes money from a *payer* and owes it to us; an *order* is what we ask for, a *checkout* the
// provider's page for one order; what comes of it is a *payment*, or a *subscription*, each interval of which is an
// *invoice* with a payment. A *refund* is ours, a *dispute* the payer's bank's. An *attempt* carries our *reference*.
//
// Invariants
//  1. No call that moves money is sent without a key, and the key is made of the attempt's reference; so however
//     often an attempt is sent, it happens once (F1). After Attempt::kLongest it is not sent any more (F2).
//  2. A checkout ends kCheckoutLife after its attempt began, whenever it was made. So who finds no payment for a
//     reference after that, and after kSearchDelay more, knows that there is none and will be none.
//  3. What became of a call is a value (outcome.h). There is no retrying inside: whoever calls has stored the attempt
//     and decides.
//  4. An event is believed only with its signature over the bytes that came, of a secret of ours, at most kTolerance
//     old, and of our own mode: no test money in the books (F15).
//  5. No key or secret is in a message, an address or a log line. Nothing is sent but over TLS with a certificate
//     that is checked (save to this machine itself, for tests), nobody is followed elsewhere, no answer fills memory.
//
// Threads: a Provider may be used from any number of threads; a call waits for the network, never inside a
// transaction.
//
// Stores: events (inbox.h), their bodies as they came. These may hold a payer's name and mail address, never a card's
// number; inbox::forget empties them.

#include <memory>
#include <string_view>
#include <vector>

#include "database/database.h"
#include "provider/event.h"
#include "provider/inbox.h"
#include "provider/outcome.h"
#include "provider/payment.h"
#include "provider/standing.h"

namespace allmende::provider {

/// Since the attempt began; shorter than a provider's own 24 hours by what clocks may differ.
inline constexpr std::chrono::hours kCheckoutLife{23};
/// How much later a search may see something; the provider says a minute, longer when it has trouble.
inline constexpr std::chrono::hours kSearchDelay{1};
inline constexpr std::chrono::seconds kTolerance{300};

class Provider {
 public:
  virtual ~Provider() = default;
  /// "stripe": whose events are whose.
  virtual std::string_view name() const = 0;

  /// Makes the page on which the order is paid. Repeated with the same attempt it is the same page.
  /// An order that is none (see Order) is Declined with code "order".
  virtual Outcome<Checkout> open_checkout(Attempt const& attempt, Order const& order) const = 0;
  /// Pays back. More than what is left is Declined. Repeated with the same attempt it is the same refund.
  virtual Outcome<Refund> refund(Attempt const& attempt, RefundOrder const& order) const = 0;
  /// Ends it at once: no further payment. One that has ended already is answered as it is.
  virtual Outcome<Subscription> end_subscription(SubscriptionId const& id) const = 0;

  virtual Outcome<Checkout> checkout(CheckoutId const& id) const = 0;
  virtual Outcome<Payment> payment(PaymentId const& id) const = 0;
  virtual Outcome<Subscription> subscription(SubscriptionId const& id) const = 0;
  virtual Outcome<Invoice> invoice(InvoiceId const& id) const = 0;

  /// What came of an attempt at an order, by our reference (F2). Late by up to kSearchDelay: nothing found is
  /// "nothing yet". A checkout that nobody has begun to pay is not found.
  virtual Outcome<std::vector<Payment>> find_payments(Reference const& reference) const = 0;
  virtual Outcome<std::vector<Subscription>> find_subscriptions(Reference const& reference) const = 0;
  /// Seen at once. The latest hundred; an attempt at a refund is found here by its reference.
  virtual Outcome<std::vector<Refund>> refunds_of(PaymentId const& payment) const = 0;
  virtual Outcome<std::vector<Dispute>> disputes_of(PaymentId const& payment) const = 0;

  /// Reads what was sent to our address for events. `signature` is the header that bears it, `body` the bytes as
  /// they came (of at most kLongestEvent: limit otherwise).
  /// Refuses: forbidden when the signature is missing, unreadable, another's, or older or newer than kTolerance, and
  /// for an event of the other mode; invalid when a known kind of event cannot be read. Unknown kinds are OtherEvent.
  /// The same event twice within the tolerance is good twice: the inbox tells.
  virtual Result<Event> read_event(std::string_view signature, std::string_view body, Instant now) const = 0;
  /// The same for a body from the inbox, which was believed when it came.
  virtual Result<Event> event_of(std::string_view body) const = 0;
  static constexpr std::size_t kLongestEvent = 1 << 20;
};

/// Stripe.
///
/// Read in November 2026, at docs.stripe.com, and built upon:
///   /api/idempotent_requests, /error-low-level  keys of at most 255 letters, kept 24 hours; 500s are repeated; rate
///                                               limits come first; Stripe-Should-Retry
///   /search, /api/pagination/search             under a minute late, and not for what was just written
///   /metadata                                   at most 50, of 40 and 500 letters
///   /checkout/fulfillment                       paid, unpaid, async_payment_*; the landing page proves nothing
///   /changelog/basil/2025-03-31                 an invoice's `parent`
///   /changelog/2022-11-15                       a charge in an event does not list its refunds
/// and the parameters of a checkout as stripe-node 20.1 declares them, signatures as stripe-ruby and -node check them.
///
/// Never tried against the real Stripe: everything. There was no account to try it with; it was tried against
/// tests/support/payment_provider.py alone. To be tried first with one: the parameters of open_checkout in both modes,
/// expires_at (kCheckoutLife), the words of the search, `payments` of an invoice, and the shape of invoice.paid when the
/// endpoint for events is given kVersion.
struct StripeOptions {
  enum class Mode { test, live };

  Mode mode = Mode::test;
  Secret key;                              ///< "sk_test_…", "rk_live_…"
  std::vector<Secret> event_secrets = {};  ///< "whsec_…"; two while one takes the other's place
  std::chrono::milliseconds patience{20'000};  ///< for one call
  std::string address = "https://api.stripe.com";
  std::string authorities = {};            ///< a file of certificates in place of the system's; for tests
  Clock clock = now;                       ///< by which an attempt is too old

  /// Sent with each call. In Stripe's pages the endpoint for events must be given the same.
  static constexpr std::string_view kVersion = "2025-08-27.basil";
};

/// Refuses: invalid for a key that is none or of the other mode, a secret that is none, an address without https
/// (http only on 127.0.0.1), no patience.
Result<std::unique_ptr<Provider>> stripe(StripeOptions options);

std::vector<database::Migration> migrations();

}  // namespace allmende::provider
