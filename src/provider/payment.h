#pragma once
// What is paid by way of a provider: what we want, and what the provider says of it. Part of the door.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "provider/reference.h"

namespace allmende::provider {

/// Money as providers count it: the smallest unit of any currency.
struct Amount {
  std::int64_t minor = 0;
  std::string currency = "eur";  ///< ISO 4217 in small letters

  static Amount euros(Money money) { return {.minor = money.cents()}; }
  /// Refuses: invalid for another currency.
  Result<Money> money() const;
  bool operator==(Amount const&) const = default;
};

/// One attempt at something that moves money. Its row is committed before the first call.
struct Attempt {
  /// A provider forgets keys after 24 hours; clocks differ, and a call takes its time. Older attempts are not sent.
  static constexpr std::chrono::hours kLongest{20};

  Reference reference;
  Instant begun;  ///< when its row was made; the same at every call
};

enum class Interval { once, monthly, quarterly, yearly };

/// What somebody is asked to pay, on the provider's own page.
struct Order {
  Amount amount;                         ///< of each payment; 1 to 99 999 999
  Interval interval = Interval::once;
  std::string label;                     ///< what the payer reads there for what it is; 1 to 200 bytes
  std::string success_address;           ///< where the payer is sent afterwards, https; no proof of anything
  std::string cancel_address;            ///< where "back" leads
  std::string mail_address = {};         ///< filled in for the payer; empty: they are asked
  std::string language = {};             ///< "de"; empty: the browser's
  std::vector<std::string> methods = {}; ///< "card", "sepa_debit"; empty: as set in the provider's pages
};

/// The provider's page for one order.
struct Checkout {
  enum class State { open, complete, expired };

  CheckoutId id;
  std::optional<Reference> reference = {};
  State state = State::open;
  bool is_paid = false;                            ///< complete alone is not paid: methods that take days (F14)
  std::string address = {};                        ///< of the page; empty when it is over
  std::optional<PaymentId> payment = {};           ///< once somebody has begun to pay; of Interval::once
  std::optional<SubscriptionId> subscription = {}; ///< of the other intervals
  Amount amount = {};
};

struct Payment {
  /// In the order of Standing: what stands further down outlasts what stands above.
  enum class State { open, processing, failed, canceled, succeeded };

  PaymentId id;
  std::optional<Reference> reference = {};  ///< none for a subscription's: its Invoice leads there
  State state = State::open;
  Amount amount = {};
  std::int64_t received = 0;                ///< as below in the currency of `amount`
  std::optional<std::int64_t> refunded = {}; ///< altogether; told by Provider::payment, not by events
  std::string failure = {};                 ///< the provider's code of the last failure
};

struct RefundOrder {
  PaymentId payment;
  std::int64_t minor = 0;  ///< a part or all; at least 1
};

struct Refund {
  enum class State { pending, succeeded, failed };

  RefundId id;
  std::optional<Reference> reference = {};  ///< none when it was made in the provider's pages
  std::optional<PaymentId> payment = {};
  State state = State::pending;
  Amount amount = {};
};

/// A payer has their bank take money back.
struct Dispute {
  /// In the order of Standing. `inquiry`: only asked, no money moved.
  enum class State { inquiry, open, closed, won, lost };

  DisputeId id;
  std::optional<PaymentId> payment = {};
  State state = State::open;
  Amount amount = {};       ///< may be a part (F16)
  std::string reason = {};  ///< the provider's word
};

/// The agreement that brings a payment every interval, until it ends.
struct Subscription {
  SubscriptionId id;
  std::optional<Reference> reference = {};
  std::string state = {};  ///< the provider's word: "active", "past_due", "canceled"
  bool has_ended = false;  ///< nothing more comes of it
};

/// One interval's payment of a subscription.
struct Invoice {
  InvoiceId id;
  std::optional<SubscriptionId> subscription = {};
  std::optional<Reference> reference = {};  ///< the subscription's
  bool is_paid = false;
  Amount due = {}, paid = {};
  std::vector<PaymentId> payments = {};     ///< told by Provider::invoice, not by events
};

}  // namespace allmende::provider
