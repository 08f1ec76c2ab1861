#include "provider/stripe_objects.h"

#include "provider/stripe_form.h"

namespace allmende::provider {

namespace {

constexpr std::size_t kWord = 255;
constexpr std::int64_t kMostMinor = 99'999'999'999;

void drop_nulls(json::Value& value) {
  if (auto* array = value.if_array()) {
    for (json::Value& element : *array) drop_nulls(element);
  }
  auto* object = value.if_object();
  if (!object) return;
  for (auto member = object->begin(); member != object->end();) {
    drop_nulls(member->value());
    member = member->value().is_null() ? object->stable_erase(member) : std::next(member);
  }
}

Result<std::int64_t> minor_in(json::Reader& reader, std::string_view key) {
  return reader.required_integer(key, 0, kMostMinor);
}

/// A name that stands there as text, or in full as an object.
template <class Name>
Result<std::optional<Name>> name_in(json::Reader& reader, std::string_view key) {
  std::optional<json::Place> place = reader.optional(key);
  if (!place) return std::nullopt;
  if (place->is_string()) return TRY(place->as(Name::parse, kWord));
  json::Reader whole = TRY(place->object());
  return TRY(whole.required("id", Name::parse));
}

Result<Amount> amount_in(json::Reader& reader, std::string_view key) {
  Amount amount;
  amount.minor = TRY(minor_in(reader, key));
  amount.currency = TRY(reader.required_string("currency", 3));
  return amount;
}

/// The code of the failure under `key`; empty when there was none.
Result<std::string> failure_in(json::Reader& reader, std::string_view key) {
  auto failure = TRY(reader.optional_object(key));
  if (!failure) return std::string();
  auto code = TRY(failure->string_or_empty("code", kWord));
  return code.empty() ? "failed" : code;
}

Payment::State payment_state(std::string_view status, bool has_failed) {
  if (status == "succeeded") return Payment::State::succeeded;
  if (status == "canceled") return Payment::State::canceled;
  if (status == "processing") return Payment::State::processing;
  return has_failed ? Payment::State::failed : Payment::State::open;
}

Dispute::State dispute_state(std::string_view status) {
  if (status == "won") return Dispute::State::won;
  if (status == "lost") return Dispute::State::lost;
  if (status == "warning_closed" || status == "prevented") return Dispute::State::closed;
  return status.starts_with("warning_") ? Dispute::State::inquiry : Dispute::State::open;
}

Refund::State refund_state(std::string_view status) {
  if (status == "succeeded") return Refund::State::succeeded;
  return status == "failed" || status == "canceled" ? Refund::State::failed : Refund::State::pending;
}

Checkout::State checkout_state(std::string_view status) {
  if (status == "complete") return Checkout::State::complete;
  return status == "expired" ? Checkout::State::expired : Checkout::State::open;
}

/// What an invoice says of its subscription: in `parent` since 2025-03-31, beside it before.
Result<void> read_subscription(json::Reader& reader, Invoice& invoice) {
  auto parent = TRY(reader.optional_object("parent"));
  auto details = TRY((parent ? *parent : reader).optional_object("subscription_details"));
  if (!parent) invoice.subscription = TRY(name_in<SubscriptionId>(reader, "subscription"));
  if (!details) return {};
  invoice.reference = TRY(reference_of(*details));
  if (parent) invoice.subscription = TRY(name_in<SubscriptionId>(*details, "subscription"));
  return {};
}

Result<std::optional<PaymentId>> payment_of_part(json::Place const& place) {
  json::Reader part = TRY(place.object());
  json::Reader payment = TRY(part.required_object("payment"));
  return TRY(name_in<PaymentId>(payment, "payment_intent"));
}

}  // namespace

Result<json::Value> read_stripe(std::string_view text) {
  json::Value value = TRY(json::parse(text));
  drop_nulls(value);
  return value;
}

Result<std::optional<Reference>> reference_of(json::Reader& object) {
  auto metadata = TRY(object.optional_object("metadata"));
  if (!metadata) return std::nullopt;
  auto text = TRY(metadata->optional_string(kReferenceKey, 500));
  if (!text) return std::nullopt;
  auto reference = Reference::parse(*text);
  return reference ? std::optional(*reference) : std::nullopt;
}

Result<Checkout> checkout_of(json::Place const& place) {
  json::Reader reader = TRY(place.object());
  Checkout checkout{TRY(reader.required("id", CheckoutId::parse))};
  checkout.reference = TRY(reference_of(reader));
  checkout.state = checkout_state(TRY(reader.string_or_empty("status", kWord)));
  checkout.is_paid = TRY(reader.required_string("payment_status", kWord)) == "paid";
  checkout.address = TRY(reader.string_or_empty("url", 4'096));
  checkout.payment = TRY(name_in<PaymentId>(reader, "payment_intent"));
  checkout.subscription = TRY(name_in<SubscriptionId>(reader, "subscription"));
  checkout.amount = TRY(amount_in(reader, "amount_total"));
  return checkout;
}

Result<Payment> payment_of(json::Place const& place) {
  json::Reader reader = TRY(place.object());
  Payment payment{TRY(reader.required("id", PaymentId::parse))};
  payment.reference = TRY(reference_of(reader));
  payment.failure = TRY(failure_in(reader, "last_payment_error"));
  payment.state = payment_state(TRY(reader.required_string("status", kWord)), !payment.failure.empty());
  payment.amount = TRY(amount_in(reader, "amount"));
  payment.received = TRY(reader.optional_integer("amount_received", 0, kMostMinor)).value_or(0);
  auto charge = reader.optional("latest_charge");
  if (charge && charge->is_object()) {
    json::Reader whole = TRY(charge->object());
    payment.refunded = TRY(minor_in(whole, "amount_refunded"));
  }
  return payment;
}

Result<Refund> refund_of(json::Place const& place) {
  json::Reader reader = TRY(place.object());
  Refund refund{TRY(reader.required("id", RefundId::parse))};
  refund.reference = TRY(reference_of(reader));
  refund.payment = TRY(name_in<PaymentId>(reader, "payment_intent"));
  refund.state = refund_state(TRY(reader.string_or_empty("status", kWord)));
  refund.amount = TRY(amount_in(reader, "amount"));
  return refund;
}

Result<Dispute> dispute_of(json::Place const& place) {
  json::Reader reader = TRY(place.object());
  Dispute dispute{TRY(reader.required("id", DisputeId::parse))};
  dispute.payment = TRY(name_in<PaymentId>(reader, "payment_intent"));
  dispute.state = dispute_state(TRY(reader.required_string("status", kWord)));
  dispute.amount = TRY(amount_in(reader, "amount"));
  dispute.reason = TRY(reader.string_or_empty("reason", kWord));
  return dispute;
}

Result<Subscription> subscription_of(json::Place const& place) {
  json::Reader reader = TRY(place.object());
  Subscription subscription{TRY(reader.required("id", SubscriptionId::parse))};
  subscription.reference = TRY(reference_of(reader));
  subscription.state = TRY(reader.required_string("status", kWord));
  subscription.has_ended = subscription.state == "canceled" || subscription.state == "incomplete_expired";
  return subscription;
}

Result<Invoice> invoice_of(json::Place const& place) {
  json::Reader reader = TRY(place.object());
  Invoice invoice{TRY(reader.required("id", InvoiceId::parse))};
  TRY(read_subscription(reader, invoice));
  invoice.is_paid = TRY(reader.string_or_empty("status", kWord)) == "paid";
  invoice.due = TRY(amount_in(reader, "amount_due"));
  invoice.paid = TRY(amount_in(reader, "amount_paid"));
  if (auto payments = reader.optional("payments")) {
    for (auto& payment : TRY(list_of(*payments, payment_of_part))) {
      if (payment) invoice.payments.push_back(*std::move(payment));
    }
  }
  return invoice;
}

Result<MandateEvent> mandate_of(json::Place const& place) {
  json::Reader reader = TRY(place.object());
  MandateEvent mandate{TRY(reader.required("id", MandateId::parse))};
  mandate.is_active = TRY(reader.required_string("status", kWord)) == "active";
  return mandate;
}

Result<RefundedEvent> refunded_of(json::Place const& place, std::optional<std::int64_t> before) {
  json::Reader reader = TRY(place.object());
  RefundedEvent refunded;
  refunded.payment = TRY(name_in<PaymentId>(reader, "payment_intent"));
  refunded.altogether = TRY(amount_in(reader, "amount_refunded"));
  if (before) refunded.now = refunded.altogether.minor - *before;
  return refunded;
}

}  // namespace allmende::provider
