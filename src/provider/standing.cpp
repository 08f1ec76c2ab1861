#include "provider/standing.h"

#include <algorithm>

namespace allmende::provider {

namespace {

/// Joins one event's news; `payment` is whom it must be about.
struct Joining {
  Standing& standing;
  PaymentId const& payment;

  void operator()(PaymentEvent const& event) const {
    if (event.payment.id != payment) return;
    standing.state = std::max(standing.state, event.payment.state);
    standing.received = std::max(standing.received, event.payment.received);
  }
  void operator()(RefundedEvent const& event) const {
    if (event.payment != payment) return;
    standing.refunded = std::max(standing.refunded, event.altogether.minor);
  }
  void operator()(RefundEvent const& event) const {
    if (event.refund.payment != payment) return;
    standing.must_ask = standing.must_ask || event.refund.state == Refund::State::failed;
  }
  void operator()(DisputeEvent const& event) const {
    if (event.dispute.payment != payment) return;
    auto [known, is_new] = standing.disputes.emplace(event.dispute.id, event.dispute);
    if (!is_new && rank(known->second) < rank(event.dispute)) known->second = event.dispute;
  }
  void operator()(auto const&) const {}

  static std::pair<Dispute::State, std::int64_t> rank(Dispute const& dispute) {
    return {dispute.state, dispute.amount.minor};
  }
};

auto parts(Dispute const& dispute) { return std::tie(dispute.id, dispute.state, dispute.amount.minor); }

}  // namespace

void Standing::join(PaymentId const& payment, Event const& event) { std::visit(Joining{*this, payment}, event.news); }

std::int64_t Standing::disputed() const {
  std::int64_t sum = 0;
  for (auto const& [id, dispute] : disputes) {
    if (dispute.state == Dispute::State::open || dispute.state == Dispute::State::lost) sum += dispute.amount.minor;
  }
  return sum;
}

bool operator==(Standing const& a, Standing const& b) {
  auto same = [](auto const& one, auto const& other) { return parts(one.second) == parts(other.second); };
  auto plain = [](Standing const& it) { return std::tie(it.state, it.received, it.refunded, it.must_ask); };
  return plain(a) == plain(b) &&
         std::ranges::equal(a.disputes, b.disputes, same);
}

}  // namespace allmende::provider
