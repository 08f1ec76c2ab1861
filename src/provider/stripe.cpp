// Stripe behind the door: which call asks what, and what its answers mean.

#include <array>

#include "provider/https.h"
#include "provider/provider.h"
#include "provider/stripe_events.h"
#include "provider/stripe_form.h"
#include "provider/stripe_objects.h"
#include "provider/stripe_signature.h"

namespace allmende::provider {

namespace {

/// Stripe's account of an error; empty texts where it gives none.
struct Trouble {
  std::string type, code, message;
};

Result<Trouble> trouble_of(std::string_view body) {
  json::Value value = TRY(read_stripe(body));
  json::Reader reader = TRY(json::Place(value).object());
  json::Reader error = TRY(reader.required_object("error"));
  Trouble trouble;
  trouble.type = TRY(error.string_or_empty("type", 255));
  trouble.code = TRY(error.string_or_empty("code", 255));
  trouble.message = TRY(error.string_or_empty("message", 10'000));
  auto declined = TRY(error.string_or_empty("decline_code", 255));
  if (!declined.empty()) trouble.code = std::move(declined);
  return trouble;
}

/// What an answer says that is not what was asked for (docs.stripe.com/error-low-level).
template <class T>
Outcome<T> refusal_of(Answer const& answer) {
  using enum Unknown::Why;
  int status = answer.status;
  constexpr int kSomebodyBehindFailed = 424;
  if (status >= 500 || status == kSomebodyBehindFailed) return Unknown{fault_there, fmt::format("answered {}", status)};
  Result<Trouble> trouble = trouble_of(answer.body);
  if (status < 400 || !trouble) return Unknown{unreadable, fmt::format("answered {} with something else", status)};
  if (status == 401 || status == 403) return Later{Later::Why::not_permitted, trouble->message};
  if (status == 429) return Later{Later::Why::rate_limited, trouble->message};
  if (status == 409) return Unknown{in_progress, trouble->message};
  if (trouble->type == "idempotency_error") return Unknown{key_was_used, trouble->message};
  if (answer.should_retry.value_or(false)) return Later{Later::Why::asked, trouble->message};
  return Declined{.code = trouble->code.empty() ? trouble->type : trouble->code, .message = trouble->message};
}

template <class T, class Read>
Outcome<T> outcome_of(Answer const& answer, Read read) {
  using How = Answer::How;
  if (answer.how == How::not_sent) return Later{Later::Why::not_reached, answer.trouble};
  if (answer.how == How::cut) return Unknown{Unknown::Why::no_answer, answer.trouble};
  if (answer.how == How::too_large) return Unknown{Unknown::Why::unreadable, "the answer is too large"};
  if (answer.status != 200) return refusal_of<T>(answer);
  auto value = read_stripe(answer.body);
  if (!value) return Unknown{Unknown::Why::unreadable, value.error().message};
  Result<T> what = read(json::Place(*value));
  if (!what) return Unknown{Unknown::Why::unreadable, fmt::format("{}: {}", what.error().where, what.error().message)};
  return *std::move(what);
}

class Stripe : public Provider {
 public:
  explicit Stripe(StripeOptions options)
      : options_(std::move(options)), host_{options_.address, options_.authorities, options_.patience} {}

  std::string_view name() const override { return "stripe"; }

  Outcome<Checkout> open_checkout(Attempt const& attempt, Order const& order) const override {
    if (auto good = check(order); !good) {
      return Declined{.code = "order", .message = fmt::format("{}: {}", good.error().where, good.error().message)};
    }
    return post<Checkout>(attempt, "checkout", "/v1/checkout/sessions", checkout_form(attempt, order), checkout_of);
  }

  Outcome<Refund> refund(Attempt const& attempt, RefundOrder const& order) const override {
    if (order.minor < 1) return Declined{.code = "order", .message = "nothing would be paid back"};
    return post<Refund>(attempt, "refund", "/v1/refunds", refund_form(attempt, order), refund_of);
  }

  Outcome<Subscription> end_subscription(SubscriptionId const& id) const override {
    auto ended = call<Subscription>({.method = "DELETE", .path = "/v1/subscriptions/" + id.text()}, subscription_of);
    auto const* declined = std::get_if<Declined>(&ended);
    bool may_have_ended = declined && declined->code == "resource_missing";
    return may_have_ended ? subscription(id) : ended;
  }

  Outcome<Checkout> checkout(CheckoutId const& id) const override {
    return get<Checkout>("/v1/checkout/sessions/" + id.text(), checkout_of);
  }
  Outcome<Payment> payment(PaymentId const& id) const override {
    return get<Payment>("/v1/payment_intents/" + id.text() + "?expand%5B0%5D=latest_charge", payment_of);
  }
  Outcome<Subscription> subscription(SubscriptionId const& id) const override {
    return get<Subscription>("/v1/subscriptions/" + id.text(), subscription_of);
  }
  Outcome<Invoice> invoice(InvoiceId const& id) const override {
    return get<Invoice>("/v1/invoices/" + id.text() + "?expand%5B0%5D=payments", invoice_of);
  }

  Outcome<std::vector<Payment>> find_payments(Reference const& reference) const override {
    return search<Payment>("/v1/payment_intents/search", reference, "data.latest_charge", payment_of);
  }
  Outcome<std::vector<Subscription>> find_subscriptions(Reference const& reference) const override {
    return search<Subscription>("/v1/subscriptions/search", reference, {}, subscription_of);
  }
  Outcome<std::vector<Refund>> refunds_of(PaymentId const& payment) const override {
    return get_list<Refund>("/v1/refunds", all_of(payment), refund_of);
  }
  Outcome<std::vector<Dispute>> disputes_of(PaymentId const& payment) const override {
    return get_list<Dispute>("/v1/disputes", all_of(payment), dispute_of);
  }

  Result<Event> read_event(std::string_view signature, std::string_view body, Instant now) const override {
    if (body.size() > kLongestEvent) return refuse(Code::limit, "an event has at most a megabyte");
    TRY(check_signature(signature, body, options_.event_secrets, now));
    return event_of(body);
  }
  Result<Event> event_of(std::string_view body) const override { return stripe_event(body, options_.mode); }

 private:
  static Form all_of(PaymentId const& payment) {
    return Form().add("limit", 100).add("payment_intent", payment.text());
  }

  template <class T, class Read>
  Outcome<T> call(Call call, Read read) const {
    call.headers.push_back(fmt::format("Stripe-Version: {}", StripeOptions::kVersion));
    return outcome_of<T>(send(host_, call, options_.key), read);
  }

  template <class T, class Read>
  Outcome<T> get(std::string path, Read read) const {
    return call<T>({.path = std::move(path)}, read);
  }

  template <class T, class Read>
  Outcome<std::vector<T>> get_list(std::string_view path, Form const& query, Read read) const {
    return get<std::vector<T>>(fmt::format("{}?{}", path, query.text()),
                               [read](json::Place const& place) { return list_of(place, read); });
  }

  template <class T, class Read>
  Outcome<std::vector<T>> search(std::string_view path, Reference const& reference, std::string_view expand,
                                 Read read) const {
    Form query;
    query.add("limit", 100).add("query", fmt::format("metadata['{}']:'{}'", kReferenceKey, reference.text()));
    if (!expand.empty()) query.add("expand[0]", expand);
    return get_list<T>(path, query, read);
  }

  /// The only way to move money: with the attempt's key, and not when that may have been forgotten.
  template <class T, class Read>
  Outcome<T> post(Attempt const& attempt, std::string_view verb, std::string path, Form const& form, Read read) const {
    if (options_.clock().time_point() - attempt.begun.time_point() > Attempt::kLongest) {
      return Unknown{Unknown::Why::too_old, "the attempt began too long ago to be sent"};
    }
    Call it{.method = "POST", .path = std::move(path), .body = form.text()};
    it.headers.push_back(fmt::format("Idempotency-Key: {}-{}", verb, attempt.reference.text()));
    return call<T>(std::move(it), read);
  }

  StripeOptions options_;
  Host host_;
};

bool is_secret(Secret const& secret, std::string_view beginning) {
  std::string_view text = secret.reveal();
  return text.starts_with(beginning) && is_name(text, 255);
}

}  // namespace

Result<std::unique_ptr<Provider>> stripe(StripeOptions options) {
  bool is_live = options.mode == StripeOptions::Mode::live;
  auto beginnings = is_live ? std::array{"sk_live_", "rk_live_"} : std::array{"sk_test_", "rk_test_"};
  if (!is_secret(options.key, beginnings[0]) && !is_secret(options.key, beginnings[1])) {
    auto sentence = fmt::format("the key for this mode begins with {} or {}", beginnings[0], beginnings[1]);
    return refuse(Code::invalid, std::move(sentence), "key");
  }
  for (Secret const& secret : options.event_secrets) {
    if (is_secret(secret, "whsec_")) continue;
    return refuse(Code::invalid, "a secret for events begins with whsec_", "event_secrets");
  }
  if (!is_host_address(options.address)) return refuse(Code::invalid, "an address is \"https://host\"", "address");
  if (options.patience.count() <= 0) return refuse(Code::invalid, "patience is more than nothing", "patience");
  return std::make_unique<Stripe>(std::move(options));
}

Result<Money> Amount::money() const {
  if (currency == "eur") return Money::cents(minor);
  return refuse(Code::invalid, fmt::format("{} is not our currency", currency), "currency");
}

}  // namespace allmende::provider
