// What is asked of the provider, and what becomes of it when the provider or the way there fails.

#include "provider/test_provider.h"
#include "tests/support/certificate.h"

namespace allmende::provider {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

PaymentId const kSome = PaymentId::parse("pi_1").value();

TEST_F(ProviderTest, opens_a_page_on_which_the_order_is_paid) {
  auto opened = provider->open_checkout(attempt(), order(1'050));
  ASSERT_EQ(told(opened), "done");
  Checkout const& checkout = *done(opened);
  EXPECT_THAT(checkout.address, StartsWith("https://"));
  EXPECT_EQ(checkout.reference, reference("attempt-7"));
  EXPECT_EQ(checkout.amount, Amount::euros(Money::cents(1'050)));
  EXPECT_EQ(checkout.state, Checkout::State::open);
  EXPECT_FALSE(checkout.is_paid);

  stand_in.pay(checkout.id);
  auto seen = provider->checkout(checkout.id);
  ASSERT_EQ(told(seen), "done");
  EXPECT_TRUE(done(seen)->is_paid);
  auto payment = provider->payment(*done(seen)->payment);
  ASSERT_EQ(told(payment), "done");
  EXPECT_EQ(done(payment)->state, Payment::State::succeeded);
  EXPECT_EQ(done(payment)->received, 1'050);
  EXPECT_EQ(done(payment)->refunded, 0);
  EXPECT_EQ(done(payment)->reference, reference("attempt-7"));
}

TEST_F(ProviderTest, asks_for_a_payment_every_interval) {
  for (Interval interval : {Interval::monthly, Interval::quarterly, Interval::yearly}) {
    std::string name = fmt::format("agreement-{}", static_cast<int>(interval));
    auto opened = provider->open_checkout(attempt(name), order(500, interval));
    ASSERT_EQ(told(opened), "done");
    stand_in.pay(done(opened)->id);
    auto seen = provider->checkout(done(opened)->id);
    auto subscription = provider->subscription(*done(seen)->subscription);
    ASSERT_EQ(told(subscription), "done");
    EXPECT_EQ(done(subscription)->reference, reference(name));
    EXPECT_EQ(done(subscription)->state, "active");
  }
}

TEST_F(ProviderTest, declines_what_is_no_order_without_asking) {
  auto wrong = [&](auto change) {
    Order it = order();
    change(it);
    auto outcome = provider->open_checkout(attempt(), it);
    return told(outcome);
  };
  EXPECT_EQ(wrong([](Order& it) { it.amount.minor = 0; }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.amount.minor = 100'000'000; }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.amount.currency = "EUR"; }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.label = ""; }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.label = std::string(201, 'x'); }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.success_address = "http://blatt.example/"; }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.cancel_address = "https://blatt.example/\nx"; }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.mail_address = std::string(255, 'x'); }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.language = "de&x"; }), "declined: order");
  EXPECT_EQ(wrong([](Order& it) { it.methods = {"card&x"}; }), "declined: order");
  EXPECT_EQ(told(provider->refund(attempt(), {.payment = kSome, .minor = 0})), "declined: order");
  EXPECT_EQ(stand_in.calls("POST /v1/checkout/sessions"), 0);
}

TEST_F(ProviderTest, tells_the_providers_code_when_it_declines) {
  auto outcome = provider->open_checkout(attempt(), order(10));
  EXPECT_EQ(told(outcome), "declined: amount_too_small");
  EXPECT_EQ(told(provider->payment(PaymentId::parse("pi_nobody").value())), "declined: resource_missing");
}

TEST_F(ProviderTest, F1_an_attempt_that_is_sent_again_after_any_accident_happens_once) {
  for (std::string how : {"500_before", "500_after", "cut_before", "cut_after", "hang", "429", "409", "424", "should_retry",
                          "redirect", "huge", "garbage"}) {
    std::string name = "attempt-" + how;
    auto before = stand_in.count("cs");
    StripeOptions impatient = stand_in.options();
    impatient.patience = 500ms;
    stand_in.fail(how);
    auto first = make(impatient)->open_checkout(attempt(name), order());
    EXPECT_NE(told(first), "done") << how;
    auto second = provider->open_checkout(attempt(name), order());
    auto third = provider->open_checkout(attempt(name), order());
    EXPECT_EQ(stand_in.count("cs"), before + 1) << how;
    EXPECT_EQ(told(second), how == "500_after" ? "unknown: fault there" : "done") << how;  // Stripe repeats stored 500s
    EXPECT_EQ(told(third), told(second)) << how;
    EXPECT_TRUE(!done(second) || done(second)->id == done(third)->id) << how;
  }
}

TEST_F(ProviderTest, F1_says_of_each_accident_what_is_known) {
  auto after = [&](std::string_view how) {
    StripeOptions impatient = stand_in.options();
    impatient.patience = 500ms;
    stand_in.fail(how);
    return told(make(impatient)->open_checkout(attempt(how), order()));
  };
  EXPECT_EQ(after("500_before"), "unknown: fault there");
  EXPECT_EQ(after("500_after"), "unknown: fault there");
  EXPECT_EQ(after("cut_before"), "unknown: no answer");
  EXPECT_EQ(after("cut_after"), "unknown: no answer");
  EXPECT_EQ(after("hang"), "unknown: no answer");
  EXPECT_EQ(after("409"), "unknown: in progress");
  EXPECT_EQ(after("redirect"), "unknown: unreadable");
  EXPECT_EQ(after("huge"), "unknown: unreadable");
  EXPECT_EQ(after("garbage"), "unknown: unreadable");
  EXPECT_EQ(after("424"), "unknown: fault there");
  EXPECT_EQ(after("429"), "later: rate limited");
  EXPECT_EQ(after("should_retry"), "later: asked");
  EXPECT_EQ(stand_in.calls("GET /v1/elsewhere"), 0);
}

TEST_F(ProviderTest, F1_knows_that_nothing_happened_where_nobody_was_reached) {
  StripeOptions nowhere = stand_in.options();
  nowhere.address = "http://127.0.0.1:1";
  EXPECT_EQ(told(make(nowhere)->open_checkout(attempt(), order())), "later: not reached");
  nowhere.address = stand_in.address("https");
  EXPECT_EQ(told(make(nowhere)->open_checkout(attempt(), order())), "later: not reached");  // no TLS there
  EXPECT_EQ(stand_in.count("cs"), 0);
}

TEST_F(ProviderTest, F1_a_key_that_is_not_accepted_says_nothing_of_the_attempt) {
  StripeOptions strange = stand_in.options();
  strange.key = Secret("sk_test_somebody_else");
  EXPECT_EQ(told(make(strange)->open_checkout(attempt(), order())), "later: not permitted");
}

TEST_F(ProviderTest, F1_an_attempt_with_another_order_is_not_another_payment) {
  ASSERT_EQ(told(provider->open_checkout(attempt(), order(1'000))), "done");
  EXPECT_EQ(told(provider->open_checkout(attempt(), order(2'000))), "unknown: key was used");
  EXPECT_EQ(stand_in.count("cs"), 1);
}

TEST_F(ProviderTest, F1_a_declined_order_may_be_followed_by_another_attempt) {
  EXPECT_EQ(told(provider->open_checkout(attempt("a-1"), order(10))), "declined: amount_too_small");
  EXPECT_EQ(told(provider->open_checkout(attempt("a-2"), order(100))), "done");
}

TEST_F(ProviderTest, F2_an_attempt_is_not_sent_when_its_key_may_be_forgotten) {
  ASSERT_EQ(told(provider->open_checkout(attempt(), order())), "done");
  stand_in.pass(20h);
  EXPECT_EQ(told(provider->open_checkout(attempt(), order())), "done");
  stand_in.pass(1s);
  EXPECT_EQ(told(provider->open_checkout(attempt(), order())), "unknown: too old");
  stand_in.pass(5h);
  EXPECT_EQ(told(provider->open_checkout(attempt(), order())), "unknown: too old");
  EXPECT_EQ(told(provider->refund(attempt(), {.payment = kSome, .minor = 1})), "unknown: too old");
  EXPECT_EQ(stand_in.count("cs"), 1);
  EXPECT_EQ(stand_in.calls("POST /v1/checkout/sessions"), 2);
  EXPECT_EQ(stand_in.calls("POST /v1/refunds"), 0);
}

TEST_F(ProviderTest, F2_the_stand_in_makes_a_second_one_where_the_guard_is_missing) {
  ASSERT_EQ(told(provider->open_checkout(attempt(), order())), "done");
  stand_in.pass(25h);
  StripeOptions unguarded = stand_in.options();
  unguarded.clock = [this] { return begun; };
  make(unguarded)->open_checkout({.reference = reference("attempt-7"), .begun = begun}, order());
  Attempt again{.reference = reference("attempt-7"), .begun = stand_in.clock()};
  EXPECT_EQ(told(make(unguarded)->open_checkout(again, order())), "done");
  EXPECT_EQ(stand_in.count("cs"), 2);
}

TEST_F(ProviderTest, F2_what_became_of_an_unknown_attempt_is_found_by_asking) {
  stand_in.fail("cut_after");
  EXPECT_EQ(told(provider->open_checkout(attempt(), order())), "unknown: no answer");
  stand_in.pay(CheckoutId::parse("cs_test_0001").value());
  auto found = provider->find_payments(reference("attempt-7"));
  ASSERT_EQ(told(found), "done");
  EXPECT_THAT(*done(found), IsEmpty());  // not to be seen yet
  stand_in.pass(25h);
  found = provider->find_payments(reference("attempt-7"));
  ASSERT_EQ(told(found), "done");
  ASSERT_EQ(done(found)->size(), 1u);
  EXPECT_EQ(done(found)->front().received, 1'000);
  EXPECT_EQ(done(found)->front().refunded, 0);
  found = provider->find_payments(reference("attempt-8"));
  ASSERT_EQ(told(found), "done");
  EXPECT_THAT(*done(found), IsEmpty());
}

TEST_F(ProviderTest, F2_an_unknown_agreement_is_found_by_asking) {
  stand_in.fail("cut_after");
  EXPECT_EQ(told(provider->open_checkout(attempt(), order(500, Interval::monthly))), "unknown: no answer");
  stand_in.pay(CheckoutId::parse("cs_test_0001").value());
  stand_in.pass(1min);
  auto found = provider->find_subscriptions(reference("attempt-7"));
  ASSERT_EQ(told(found), "done");
  ASSERT_EQ(done(found)->size(), 1u);
  EXPECT_FALSE(done(found)->front().has_ended);
}

TEST_F(ProviderTest, a_checkout_ends_within_a_day_of_its_attempt_whenever_it_was_made) {
  stand_in.pass(20h);
  auto opened = provider->open_checkout(attempt(), order());
  ASSERT_EQ(told(opened), "done");
  stand_in.pass(3h);
  EXPECT_ANY_THROW(stand_in.pay(done(opened)->id));
}

TEST_F(ProviderTest, F16_pays_back_parts_until_nothing_is_left) {
  Payment payment = paid(1'000);
  auto some = provider->refund(attempt("back-1"), {.payment = payment.id, .minor = 300});
  ASSERT_EQ(told(some), "done");
  EXPECT_EQ(done(some)->amount.minor, 300);
  EXPECT_EQ(done(some)->reference, reference("back-1"));
  EXPECT_EQ(told(provider->refund(attempt("back-1"), {.payment = payment.id, .minor = 300})), "done");  // the same one
  EXPECT_EQ(done(provider->payment(payment.id))->refunded, 300);
  auto another = [&](std::string_view name, std::int64_t minor) {
    return told(provider->refund(attempt(name), {.payment = payment.id, .minor = minor}));
  };
  EXPECT_EQ(another("back-2", 701), "declined: amount_too_large");
  EXPECT_EQ(another("back-3", 700), "done");
  EXPECT_EQ(another("back-4", 1), "declined: charge_already_refunded");
  EXPECT_EQ(done(provider->payment(payment.id))->refunded, 1'000);
}

TEST_F(ProviderTest, F1_an_unknown_refund_is_found_among_the_payments) {
  Payment payment = paid(1'000);
  stand_in.fail("cut_after");
  EXPECT_EQ(told(provider->refund(attempt("back-1"), {.payment = payment.id, .minor = 300})), "unknown: no answer");
  auto refunds = provider->refunds_of(payment.id);
  ASSERT_EQ(told(refunds), "done");
  ASSERT_EQ(done(refunds)->size(), 1u);
  EXPECT_EQ(done(refunds)->front().reference, reference("back-1"));
  EXPECT_EQ(done(refunds)->front().state, Refund::State::succeeded);
}

TEST_F(ProviderTest, ends_a_subscription_however_often_it_is_asked_to) {
  auto opened = provider->open_checkout(attempt(), order(500, Interval::monthly));
  stand_in.pay(done(opened)->id);
  auto seen = provider->checkout(done(opened)->id);
  SubscriptionId id = *done(seen)->subscription;
  for (int i = 0; i < 2; ++i) {
    auto ended = provider->end_subscription(id);
    ASSERT_EQ(told(ended), "done");
    EXPECT_TRUE(done(ended)->has_ended);
  }
  EXPECT_EQ(told(provider->end_subscription(SubscriptionId::parse("sub_nobody").value())), "declined: resource_missing");
}

TEST_F(ProviderTest, tells_which_payment_an_invoice_brought) {
  auto opened = provider->open_checkout(attempt(), order(500, Interval::monthly));
  stand_in.pay(done(opened)->id);
  auto invoice = provider->invoice(InvoiceId::parse("in_test_0001").value());
  ASSERT_EQ(told(invoice), "done");
  EXPECT_TRUE(done(invoice)->is_paid);
  EXPECT_EQ(done(invoice)->reference, reference("attempt-7"));
  EXPECT_THAT(done(invoice)->payments, ElementsAre(PaymentId::parse("pi_test_0001").value()));
}

TEST_F(ProviderTest, tells_nobody_its_key) {
  StripeOptions strange = stand_in.options();
  strange.key = Secret("sk_test_geheim");
  strange.address = "http://127.0.0.1:1";
  auto outcome = make(strange)->open_checkout(attempt(), order());
  auto const* later = std::get_if<Later>(&outcome);
  ASSERT_NE(later, nullptr);
  EXPECT_THAT(later->what, Not(HasSubstr("geheim")));
  strange.key = Secret("geheim");
  EXPECT_THAT(stripe(std::move(strange)).error().message, Not(HasSubstr("geheim")));
}

TEST(Connections, tell_nothing_to_a_server_with_a_strangers_certificate) {
  test::Certificate certificate;
  test::Certificate strangers;
  StandIn stand_in(certificate.options());
  StripeOptions options{.mode = StripeOptions::Mode::test, .key = Secret("sk_test_stand_in")};
  options.address = stand_in.address("https");
  Attempt attempt{.reference = reference("attempt-7"), .begun = now()};
  EXPECT_EQ(told(stripe(options).value()->open_checkout(attempt, order())), "later: not reached");
  options.authorities = strangers.file();
  EXPECT_EQ(told(stripe(options).value()->open_checkout(attempt, order())), "later: not reached");
  options.authorities = certificate.file();
  EXPECT_EQ(told(stripe(options).value()->open_checkout(attempt, order())), "done");
}

TEST(StripeOptionsTest, refuses_what_would_send_money_the_wrong_way) {
  auto refused = [](auto change) {
    StripeOptions options{.mode = StripeOptions::Mode::live, .key = Secret("sk_live_x")};
    change(options);
    auto made = stripe(std::move(options));
    return made ? "" : made.error().where;
  };
  EXPECT_EQ(refused([](StripeOptions&) {}), "");
  EXPECT_EQ(refused([](StripeOptions& it) { it.key = Secret("rk_live_x"); }), "");
  EXPECT_EQ(refused([](StripeOptions& it) { it.key = Secret("sk_test_x"); }), "key");
  EXPECT_EQ(refused([](StripeOptions& it) { it.mode = StripeOptions::Mode::test; }), "key");
  EXPECT_EQ(refused([](StripeOptions& it) { it.key = Secret("sk_live_x\r\nX: y"); }), "key");
  EXPECT_EQ(refused([](StripeOptions& it) { it.event_secrets.emplace_back("x"); }), "event_secrets");
  for (std::string address : {"http://api.stripe.com", "https://", "https://a/b", "https://a@b", "ftp://a", "https://a:",
                              "https://a:x", "http://127.0.0.1.example"}) {
    EXPECT_EQ(refused([&](StripeOptions& it) { it.address = address; }), "address") << address;
  }
  EXPECT_EQ(refused([](StripeOptions& it) { it.patience = 0ms; }), "patience");
}

TEST(Names, are_letters_digits_hyphens_and_underscores) {
  for (std::string text : {"", "a b", "a'b", "a/b", "ä", "a\n"}) EXPECT_FALSE(Reference::parse(text)) << text;
  EXPECT_TRUE(Reference::parse(std::string(64, 'x')));
  EXPECT_FALSE(Reference::parse(std::string(65, 'x')));
  EXPECT_FALSE(PaymentId::parse("../charges"));
  EXPECT_FALSE(PaymentId::parse(std::string(256, 'x')));
}

TEST(Amounts, are_our_money_only_in_euros) {
  EXPECT_EQ(Amount::euros(Money::cents(5)).money().value(), Money::cents(5));
  EXPECT_EQ((Amount{.minor = 5, .currency = "usd"}).money().error().code, Code::invalid);
}

}  // namespace
}  // namespace allmende::provider
