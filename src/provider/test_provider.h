#pragma once
// The stand-in for a provider, tests/support/payment_provider.py, and what tests ask of it.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <thread>

#include "json/json.h"
#include "provider/https.h"
#include "provider/provider.h"
#include "tests/support/python_server.h"
#include "tests/support/scratch_database.h"

namespace allmende::provider {

using namespace std::chrono_literals;

inline Instant at(std::string_view text) { return Instant::parse(text).value(); }
inline Instant later(Instant instant, std::chrono::microseconds span) {
  return Instant::from_microseconds(instant.microseconds() + span.count());
}
inline Reference reference(std::string_view text) { return Reference::parse(text).value(); }

inline Order order(std::int64_t minor = 1'000, Interval interval = Interval::once) {
  return {.amount = {.minor = minor},
          .interval = interval,
          .label = "Grüße & Möwen",
          .success_address = "https://blatt.example/danke",
          .cancel_address = "https://blatt.example/beitrag",
          .mail_address = "ada@blatt.example",
          .language = "de"};
}

/// One event as it arrives.
struct Delivery {
  std::string signature, body;
};

class StandIn {
 public:
  explicit StandIn(std::vector<std::string> options = {}) : server_(words(std::move(options))) {}

  std::string address(std::string_view scheme = "http") const {
    return fmt::format("{}://127.0.0.1:{}", scheme, server_.port());
  }
  StripeOptions options() {
    StripeOptions options{.mode = StripeOptions::Mode::test, .key = Secret("sk_test_stand_in")};
    options.event_secrets.emplace_back("whsec_stand_in");
    options.patience = 10s;
    options.address = address();
    options.clock = [this] { return clock(); };
    return options;
  }

  /// POST /test/<what> with the members, as they are written in JSON.
  json::Value ask(std::string const& what, std::string const& members = "{}") const {
    Host host{.address = address(), .authorities = {}, .patience = 20s};
    Call call{.method = "POST", .path = "/test/" + what, .body = members};
    Answer answer = send(host, call, Secret("sk_test_stand_in"));
    if (answer.status != 200) throw std::runtime_error(fmt::format("{}: {} {}", what, answer.status, answer.body));
    return json::parse(answer.body).value();
  }
  void fail(std::string_view how, int times = 1) const { ask("fail", fmt::format(R"({{"how": "{}", "times": {}}})", how, times)); }

  Instant clock() const { return Instant::from_microseconds(ask("clock").at("now").as_int64() * 1'000'000); }
  void pass(std::chrono::seconds span) const { ask("clock", fmt::format(R"({{"advance": {}}})", span.count())); }

  void pay(CheckoutId const& checkout, std::string_view how = "card") const {
    ask("pay", fmt::format(R"({{"session": "{}", "how": "{}"}})", checkout.text(), how));
  }
  void settle(CheckoutId const& checkout, bool fails) const {
    ask("settle", fmt::format(R"({{"session": "{}", "fails": {}}})", checkout.text(), fails));
  }

  std::int64_t count(std::string_view kind) const { return ask("counts").at(kind).as_int64(); }
  /// How many calls there were with this method and path.
  std::ptrdiff_t calls(std::string_view call) const {
    auto counts = ask("counts");
    auto is_it = [&](json::Value const& one) { return one.as_string() == call; };
    return std::ranges::count_if(counts.at("requests").as_array(), is_it);
  }

  std::vector<Delivery> deliver(int seed = 0, int copies = 1) const {
    std::vector<Delivery> deliveries;
    auto answer = ask("deliver", fmt::format(R"({{"seed": {}, "copies": {}}})", seed, copies));
    for (auto const& one : answer.at("deliveries").as_array()) {
      deliveries.push_back({std::string(one.at("signature").as_string()), std::string(one.at("body").as_string())});
    }
    return deliveries;
  }

 private:
  static std::vector<std::string> words(std::vector<std::string> options) {
    options.insert(options.begin(), ALLMENDE_SOURCE "/tests/support/payment_provider.py");
    return options;
  }

  test::PythonServer server_;
};

/// A stand-in and the provider that talks to it.
class ProviderTest : public testing::Test {
 protected:
  std::unique_ptr<Provider> make(StripeOptions options) const { return stripe(std::move(options)).value(); }
  Attempt attempt(std::string_view name = "attempt-7") const { return {.reference = reference(name), .begun = begun}; }

  /// An order that was paid, and its payment.
  Payment paid(std::int64_t minor = 1'000, std::string_view name = "attempt-7") {
    auto opened = provider->open_checkout(attempt(name), order(minor));
    stand_in.pay(done(opened)->id);
    auto checkout = provider->checkout(done(opened)->id);
    return *done(provider->payment(*done(checkout)->payment));
  }
  std::vector<Event> events(int seed = 0, int copies = 1) {
    std::vector<Event> events;
    Instant now = stand_in.clock();
    for (auto const& one : stand_in.deliver(seed, copies)) {
      events.push_back(provider->read_event(one.signature, one.body, now).value());
    }
    return events;
  }

  StandIn stand_in;
  std::unique_ptr<Provider> provider = make(stand_in.options());
  Instant begun = stand_in.clock();
};

/// "done", "declined: code", "later: why" or "unknown: why".
template <class T>
std::string told(Outcome<T> const& outcome) {
  static constexpr std::string_view kLater[] = {"not reached", "rate limited", "not permitted", "asked"};
  static constexpr std::string_view kUnknown[] = {"no answer",   "fault there",  "unreadable",
                                                  "in progress", "key was used", "too old"};
  if (auto const* declined = std::get_if<Declined>(&outcome)) return "declined: " + declined->code;
  if (auto const* it = std::get_if<Later>(&outcome)) return fmt::format("later: {}", kLater[static_cast<int>(it->why)]);
  if (auto const* it = std::get_if<Unknown>(&outcome)) return fmt::format("unknown: {}", kUnknown[static_cast<int>(it->why)]);
  return "done";
}

}  // namespace allmende::provider
