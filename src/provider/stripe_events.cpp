#include "provider/stripe_events.h"

#include <array>

#include "provider/stripe_objects.h"

namespace allmende::provider {

namespace {

using News = decltype(Event::news);

/// What an event is about, and what it was before, as far as the event says.
struct About {
  json::Place object;
  std::optional<json::Place> before;
};

template <CheckoutEvent::What kWhat>
Result<News> checkout(About const& about) {
  auto what = TRY(checkout_of(about.object));
  return News(CheckoutEvent{kWhat, std::move(what)});
}

template <InvoiceEvent::What kWhat>
Result<News> invoice(About const& about) {
  auto what = TRY(invoice_of(about.object));
  return News(InvoiceEvent{kWhat, std::move(what)});
}

template <DisputeEvent::What kWhat>
Result<News> dispute(About const& about) {
  auto what = TRY(dispute_of(about.object));
  return News(DisputeEvent{kWhat, std::move(what)});
}

Result<News> payment(About const& about) { return News(PaymentEvent{TRY(payment_of(about.object))}); }
Result<News> refund(About const& about) { return News(RefundEvent{TRY(refund_of(about.object))}); }
Result<News> subscription(About const& about) { return News(SubscriptionEvent{TRY(subscription_of(about.object))}); }
Result<News> mandate(About const& about) { return News(TRY(mandate_of(about.object))); }

Result<News> refunded(About const& about) {
  std::optional<std::int64_t> before;
  if (about.before) {
    json::Reader reader = TRY(about.before->object());
    before = TRY(reader.optional_integer("amount_refunded", 0, 99'999'999'999));
  }
  return News(TRY(refunded_of(about.object, before)));
}

struct Kind {
  std::string_view type;  ///< with a dot at its end: all that begin so
  Result<News> (*read)(About const&);
};

constexpr auto kKinds = std::to_array<Kind>({
    {"checkout.session.completed", checkout<CheckoutEvent::What::completed>},
    {"checkout.session.async_payment_succeeded", checkout<CheckoutEvent::What::paid_later>},
    {"checkout.session.async_payment_failed", checkout<CheckoutEvent::What::failed_later>},
    {"checkout.session.expired", checkout<CheckoutEvent::What::expired>},
    {"payment_intent.", payment},
    {"invoice.paid", invoice<InvoiceEvent::What::paid>},
    {"invoice.payment_failed", invoice<InvoiceEvent::What::failed>},
    {"charge.refunded", refunded},
    {"refund.", refund},
    {"charge.dispute.created", dispute<DisputeEvent::What::opened>},
    {"charge.dispute.closed", dispute<DisputeEvent::What::closed>},
    {"charge.dispute.", dispute<DisputeEvent::What::changed>},
    {"customer.subscription.deleted", subscription},
    {"customer.subscription.updated", subscription},
    {"mandate.updated", mandate},
});

Result<News> news_of(std::string_view type, About const& about) {
  for (Kind const& kind : kKinds) {
    bool is_it = kind.type.ends_with('.') ? type.starts_with(kind.type) : type == kind.type;
    if (is_it) return kind.read(about);
  }
  return News(OtherEvent{});
}

/// An invoice bears its subscription's reference, everything else its own.
Result<std::optional<Reference>> reference_in(News const& news, json::Place const& object) {
  if (auto const* invoice = std::get_if<InvoiceEvent>(&news)) return invoice->invoice.reference;
  json::Reader reader = TRY(object.object());
  return reference_of(reader);
}

}  // namespace

Result<Event> stripe_event(std::string_view body, StripeOptions::Mode mode) {
  if (body.size() > Provider::kLongestEvent) return refuse(Code::limit, "an event has at most a megabyte");
  json::Value value = TRY(read_stripe(body));
  json::Reader reader = TRY(json::Place(value).object());
  bool is_live = TRY(reader.boolean_or("livemode", false));
  bool are_live = mode == StripeOptions::Mode::live;
  if (is_live != are_live) {
    return refuse(Code::forbidden, are_live ? "a test event in the live mode" : "a live event in the test mode");
  }
  auto id = TRY(reader.required("id", EventId::parse));
  auto type = TRY(reader.required_string("type", 100));
  auto seconds = TRY(reader.required_integer("created", 0, 253'402'300'799));
  json::Reader data = TRY(reader.required_object("data"));
  json::Place object = TRY(data.required("object"));
  About about{.object = std::move(object), .before = data.optional("previous_attributes")};
  News news = TRY(news_of(type, about));
  auto reference = TRY(reference_in(news, about.object));
  return Event{.id = std::move(id), .type = std::move(type), .created = Instant::from_microseconds(seconds * 1'000'000),
               .reference = std::move(reference), .news = std::move(news)};
}

}  // namespace allmende::provider
