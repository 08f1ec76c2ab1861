// Random histories of one payment: whatever payers, banks and we do, and in whatever order and how often it is told,
// what is put together from events is what the provider says when it is asked (F12, F16).

#include <random>

#include "provider/test_provider.h"

namespace allmende::provider {
namespace {

class History {
 public:
  History(StandIn const& stand_in, Provider const& provider, unsigned seed)
      : stand_in_(stand_in), provider_(provider), random_(seed), name_(fmt::format("history-{}", seed)) {}

  PaymentId pay() {
    Attempt attempt{.reference = reference(name_), .begun = stand_in_.clock()};
    auto opened = provider_.open_checkout(attempt, order(1'000));
    CheckoutId checkout = done(opened)->id;
    for (int i = below(3); i > 0; --i) stand_in_.pay(checkout, "declined");
    bool is_delayed = below(2) == 0;
    stand_in_.pay(checkout, is_delayed ? "delayed" : "card");
    if (is_delayed) stand_in_.settle(checkout, false);
    return *done(provider_.checkout(checkout))->payment;
  }

  void go_on(PaymentId const& payment) {
    std::string amount = std::to_string(1 + below(400));
    std::string about = fmt::format(R"({{"payment": "{}", "amount": {}}})", payment.text(), amount);
    switch (below(3)) {
      case 0: {
        Attempt attempt{.reference = reference(fmt::format("{}-{}", name_, ++refunds_)), .begun = stand_in_.clock()};
        auto refunded = provider_.refund(attempt, {.payment = payment, .minor = std::stoll(amount)});
        (void)refunded;  // may be too much
        break;
      }
      case 1: disputes_.push_back(std::string(stand_in_.ask("dispute", about).at("id").as_string())); break;
      default:
        if (disputes_.empty()) break;
        stand_in_.ask("close", fmt::format(R"({{"dispute": "{}", "status": "{}"}})", disputes_.back(), below(2) == 0 ? "won" : "lost"));
        disputes_.pop_back();
    }
  }

  int below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

 private:
  StandIn const& stand_in_;
  Provider const& provider_;
  std::mt19937 random_;
  std::string name_;
  std::vector<std::string> disputes_;
  int refunds_ = 0;
};

TEST_F(ProviderTest, F12_F16_random_histories_told_in_any_order_come_to_what_the_provider_says) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    History history(stand_in, *provider, seed);
    PaymentId payment = history.pay();
    for (int i = history.below(8); i > 0; --i) history.go_on(payment);

    Standing standing;
    for (Event const& event : events(static_cast<int>(seed), 1 + history.below(3))) standing.join(payment, event);
    auto said = provider->payment(payment);
    auto disputes = provider->disputes_of(payment);
    ASSERT_EQ(told(said), "done");
    ASSERT_EQ(told(disputes), "done");
    EXPECT_EQ(standing.state, done(said)->state) << seed;
    EXPECT_EQ(standing.received, done(said)->received) << seed;
    EXPECT_EQ(standing.refunded, done(said)->refunded) << seed;
    std::int64_t disputed = 0;
    for (Dispute const& dispute : *done(disputes)) {
      if (dispute.state != Dispute::State::won) disputed += dispute.amount.minor;
    }
    EXPECT_EQ(standing.disputed(), disputed) << seed;
    EXPECT_EQ(standing.disputes.size(), done(disputes)->size()) << seed;
  }
}

}  // namespace
}  // namespace allmende::provider
