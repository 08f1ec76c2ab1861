// What the provider tells by itself, as values; and how they come to the same in any order.

#include <algorithm>
#include <numeric>

#include "provider/test_provider.h"

namespace allmende::provider {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

template <class T>
std::vector<T> only(std::vector<Event> const& events) {
  std::vector<T> found;
  for (Event const& event : events) {
    if (auto const* news = std::get_if<T>(&event.news)) found.push_back(*news);
  }
  return found;
}

std::vector<std::string> types(std::vector<Event> const& events) {
  std::vector<std::string> types;
  for (Event const& event : events) types.push_back(event.type);
  return types;
}

TEST_F(ProviderTest, F14_a_checkout_that_is_complete_may_not_be_paid_for_days) {
  auto opened = provider->open_checkout(attempt(), order());
  stand_in.pay(done(opened)->id, "delayed");
  auto told_at_once = only<CheckoutEvent>(events());
  ASSERT_EQ(told_at_once.size(), 1u);
  EXPECT_EQ(told_at_once[0].what, CheckoutEvent::What::completed);
  EXPECT_EQ(told_at_once[0].checkout.state, Checkout::State::complete);
  EXPECT_FALSE(told_at_once[0].checkout.is_paid);
  EXPECT_EQ(done(provider->payment(*told_at_once[0].checkout.payment))->state, Payment::State::processing);

  stand_in.pass(14 * 24h);
  stand_in.settle(done(opened)->id, false);
  auto told_later = only<CheckoutEvent>(events());
  ASSERT_EQ(told_later.size(), 1u);
  EXPECT_EQ(told_later[0].what, CheckoutEvent::What::paid_later);
  EXPECT_TRUE(told_later[0].checkout.is_paid);
}

TEST_F(ProviderTest, F14_a_delayed_payment_may_fail_in_the_end) {
  auto opened = provider->open_checkout(attempt(), order());
  stand_in.pay(done(opened)->id, "delayed");
  stand_in.settle(done(opened)->id, true);
  auto all = events();
  bool has_failed = false;
  for (CheckoutEvent const& event : only<CheckoutEvent>(all)) {
    EXPECT_FALSE(event.checkout.is_paid);
    has_failed = has_failed || event.what == CheckoutEvent::What::failed_later;
  }
  EXPECT_TRUE(has_failed);
  EXPECT_EQ(done(provider->checkout(done(opened)->id))->is_paid, false);
}

TEST_F(ProviderTest, a_page_on_which_nobody_paid_is_told_to_be_over) {
  auto opened = provider->open_checkout(attempt(), order());
  stand_in.pass(kCheckoutLife);
  auto over = only<CheckoutEvent>(events());
  ASSERT_EQ(over.size(), 1u);
  EXPECT_EQ(over[0].what, CheckoutEvent::What::expired);
  EXPECT_EQ(over[0].checkout.id, done(opened)->id);
  EXPECT_EQ(over[0].checkout.state, Checkout::State::expired);
  EXPECT_FALSE(over[0].checkout.is_paid);
}

TEST_F(ProviderTest, every_event_of_an_order_bears_its_reference) {
  paid();
  auto all = events();
  EXPECT_THAT(types(all), UnorderedElementsAre("payment_intent.succeeded", "checkout.session.completed"));
  for (Event const& event : all) EXPECT_EQ(event.reference, reference("attempt-7")) << event.type;
}

TEST_F(ProviderTest, every_interval_is_told_with_the_agreements_reference) {
  auto opened = provider->open_checkout(attempt("agreement-3"), order(500, Interval::monthly));
  stand_in.pay(done(opened)->id);
  stand_in.ask("renew", R"({"subscription": "sub_test_0001"})");
  stand_in.ask("renew", R"({"subscription": "sub_test_0001", "fails": true})");
  stand_in.ask("end", R"({"subscription": "sub_test_0001"})");
  auto all = events();
  int paid = 0, failed = 0;
  for (Event const& event : all) {
    if (!std::holds_alternative<InvoiceEvent>(event.news)) continue;
    EXPECT_EQ(event.reference, reference("agreement-3"));
    Invoice const& invoice = std::get<InvoiceEvent>(event.news).invoice;
    EXPECT_EQ(invoice.subscription, SubscriptionId::parse("sub_test_0001").value());
    EXPECT_EQ(invoice.due.minor, 500);
    bool is_paid = std::get<InvoiceEvent>(event.news).what == InvoiceEvent::What::paid;
    EXPECT_EQ(invoice.is_paid, is_paid);
    EXPECT_EQ(invoice.paid.minor, is_paid ? 500 : 0);
    (is_paid ? paid : failed)++;
  }
  EXPECT_EQ(paid, 2);
  EXPECT_EQ(failed, 1);
  auto ended = only<SubscriptionEvent>(all);
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_TRUE(ended[0].subscription.has_ended);
}

TEST_F(ProviderTest, F16_three_of_ten_are_refunded_and_seven_disputed) {
  Payment payment = paid(1'000);
  ASSERT_EQ(told(provider->refund(attempt("back-1"), {.payment = payment.id, .minor = 300})), "done");
  stand_in.ask("dispute", fmt::format(R"({{"payment": "{}", "amount": 700}})", payment.id.text()));
  auto all = events();
  auto refunded = only<RefundedEvent>(all);
  ASSERT_EQ(refunded.size(), 1u);
  EXPECT_EQ(refunded[0].payment, payment.id);
  EXPECT_EQ(refunded[0].altogether.minor, 300);
  EXPECT_EQ(refunded[0].now, 300);
  auto disputes = only<DisputeEvent>(all);
  ASSERT_EQ(disputes.size(), 1u);
  EXPECT_EQ(disputes[0].what, DisputeEvent::What::opened);
  EXPECT_EQ(disputes[0].dispute.payment, payment.id);
  EXPECT_EQ(disputes[0].dispute.amount.minor, 700);
  EXPECT_EQ(disputes[0].dispute.reason, "fraudulent");

  Standing standing;
  for (Event const& event : all) standing.join(payment.id, event);
  EXPECT_EQ(standing.received - standing.refunded - standing.disputed(), 0);

  stand_in.ask("close", R"({"dispute": "dp_test_0001", "status": "won"})");
  for (Event const& event : events()) standing.join(payment.id, event);
  EXPECT_EQ(standing.disputed(), 0);
  auto known = provider->disputes_of(payment.id);
  ASSERT_EQ(told(known), "done");
  ASSERT_EQ(done(known)->size(), 1u);
  EXPECT_EQ(done(known)->front().state, Dispute::State::won);
}

TEST_F(ProviderTest, F16_each_refund_says_what_it_added) {
  Payment payment = paid(1'000);
  for (int amount : {100, 250}) {
    stand_in.ask("refund", fmt::format(R"({{"payment": "{}", "amount": {}}})", payment.id.text(), amount));
  }
  auto refunded = only<RefundedEvent>(events());
  std::ranges::sort(refunded, {}, [](RefundedEvent const& event) { return event.altogether.minor; });
  ASSERT_EQ(refunded.size(), 2u);
  EXPECT_EQ(refunded[1].altogether.minor, 350);
  EXPECT_EQ(refunded[1].now, 250);
}

TEST_F(ProviderTest, F12_all_orders_of_all_events_come_to_the_same_standing) {
  auto opened = provider->open_checkout(attempt(), order(1'000));
  stand_in.pay(done(opened)->id, "declined");
  stand_in.pay(done(opened)->id);
  PaymentId payment = *done(provider->checkout(done(opened)->id))->payment;
  stand_in.ask("refund", fmt::format(R"({{"payment": "{}", "amount": 100}})", payment.text()));
  stand_in.ask("dispute", fmt::format(R"({{"payment": "{}", "amount": 700}})", payment.text()));
  stand_in.ask("close", R"({"dispute": "dp_test_0001", "status": "lost"})");
  auto all = events();
  ASSERT_EQ(all.size(), 7u);

  std::vector<std::size_t> places(all.size());
  std::iota(places.begin(), places.end(), 0u);
  do {
    Standing standing;
    for (std::size_t place : places) standing.join(payment, all[place]);
    ASSERT_EQ(standing.state, Payment::State::succeeded);
    ASSERT_EQ(standing.received, 1'000);
    ASSERT_EQ(standing.refunded, 100);
    ASSERT_EQ(standing.disputed(), 700);
    ASSERT_EQ(standing.disputes.begin()->second.state, Dispute::State::lost);
    ASSERT_FALSE(standing.must_ask);
  } while (std::ranges::next_permutation(places).found);
}

TEST_F(ProviderTest, F12_copies_and_strangers_events_change_no_standing) {
  Payment payment = paid(1'000);
  paid(2'000, "attempt-8");
  Standing standing;
  for (Event const& event : events(7, 3)) standing.join(payment.id, event);
  EXPECT_EQ(standing.received, 1'000);
}

/// An event with this object, as Stripe writes it.
Result<Event> event_with(Provider const& provider, std::string_view type, std::string_view object) {
  return provider.event_of(fmt::format(
      R"({{"id": "evt_1", "type": "{}", "created": 1764313200, "livemode": false, "pending_webhooks": null, "data": {{"object": {}}}}})",
      type, object));
}

TEST_F(ProviderTest, an_event_of_an_unknown_kind_is_a_value_too) {
  auto event = event_with(*provider, "tomorrow.comes", R"({"anything": [1, 2], "metadata": {"reference": "attempt-7"}})");
  ASSERT_TRUE(event);
  EXPECT_TRUE(std::holds_alternative<OtherEvent>(event->news));
  EXPECT_EQ(event->reference, reference("attempt-7"));
  EXPECT_EQ(event->created, at("2025-11-28T07:00:00Z"));
}

TEST_F(ProviderTest, an_event_of_a_known_kind_that_cannot_be_read_is_refused_with_its_place) {
  auto refused = [&](std::string_view type, std::string_view object) {
    auto event = event_with(*provider, type, object);
    return event ? "read" : event.error().where;
  };
  EXPECT_EQ(refused("invoice.paid", R"({"id": "in_1", "currency": "eur", "amount_due": 5, "amount_paid": "5"})"), "data.object.amount_paid");
  EXPECT_EQ(refused("charge.dispute.created", R"({"id": "dp_1", "currency": "eur", "amount": -5, "status": "lost"})"), "data.object.amount");
  EXPECT_EQ(refused("payment_intent.succeeded", R"({"id": "pi/1"})"), "data.object.id");
  EXPECT_EQ(refused("payment_intent.succeeded", R"("pi_1")"), "data.object");
  EXPECT_FALSE(provider->event_of("[]"));
  EXPECT_FALSE(provider->event_of(std::string(Provider::kLongestEvent + 1, ' ')));
}

TEST_F(ProviderTest, an_invoice_is_read_as_Stripe_wrote_it_before_2025_too) {
  auto event = event_with(*provider, "invoice.paid", R"({"id": "in_1", "currency": "eur", "amount_due": 5, "amount_paid": 5, "status": "paid",
      "subscription": "sub_1", "subscription_details": {"metadata": {"reference": "agreement-3"}}})");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->reference, reference("agreement-3"));
  EXPECT_EQ(std::get<InvoiceEvent>(event->news).invoice.subscription, SubscriptionId::parse("sub_1").value());
}

TEST_F(ProviderTest, a_refund_that_fails_afterwards_asks_for_a_look) {
  auto event = event_with(*provider, "refund.failed", R"({"id": "re_1", "currency": "eur", "amount": 5, "status": "failed", "payment_intent": "pi_1"})");
  ASSERT_TRUE(event);
  Standing standing;
  standing.join(PaymentId::parse("pi_1").value(), *event);
  EXPECT_TRUE(standing.must_ask);
}

TEST_F(ProviderTest, a_mandate_says_whether_it_still_holds) {
  auto event = event_with(*provider, "mandate.updated", R"({"id": "mandate_1", "status": "inactive", "payment_method": "pm_1"})");
  ASSERT_TRUE(event);
  EXPECT_FALSE(std::get<MandateEvent>(event->news).is_active);
}

TEST_F(ProviderTest, metadata_that_is_not_ours_is_no_reference) {
  auto event = event_with(*provider, "payment_intent.created",
                          R"({"id": "pi_1", "currency": "usd", "amount": 5, "status": "requires_action", "metadata": {"reference": "not ours!"}})");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->reference, std::nullopt);
  EXPECT_FALSE(std::get<PaymentEvent>(event->news).payment.amount.money());
}

}  // namespace
}  // namespace allmende::provider
