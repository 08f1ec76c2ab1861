#include "provider/stripe_form.h"

#include <algorithm>

#include "provider/provider.h"

namespace allmende::provider {

namespace {

void append_encoded(std::string& out, std::string_view text) {
  for (char c : text) {
    bool is_plain = is_name(std::string_view(&c, 1), 1) || c == '.' || c == '~';
    if (is_plain) out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
}

bool is_address(std::string_view address) {
  bool is_clean = std::ranges::all_of(address, [](char c) { return c > 0x20 && c < 0x7f; });
  return address.starts_with("https://") && address.size() > 8 && address.size() <= 2'000 && is_clean;
}

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

Result<void> require(bool is_good, std::string place, std::string sentence) {
  if (is_good) return {};
  return refuse(Code::invalid, std::move(sentence), std::move(place));
}

/// Stripe's words for every how many months.
struct Recurring {
  std::string_view unit;
  int count;
};

Recurring recurring(Interval interval) {
  switch (interval) {
    case Interval::once: break;
    case Interval::monthly: return {"month", 1};
    case Interval::quarterly: return {"month", 3};
    case Interval::yearly: return {"year", 1};
  }
  report_bug("only what comes again has an interval");
}

}  // namespace

Form& Form::add(std::string_view name, std::string_view value) {
  if (!text_.empty()) text_ += '&';
  append_encoded(text_, name);
  text_ += '=';
  append_encoded(text_, value);
  return *this;
}

Result<void> check(Order const& order) {
  auto is_method = [](std::string const& method) { return is_name(method, 40); };
  bool is_label = !order.label.empty() && order.label.size() <= 200 && is_utf8(order.label);
  bool are_methods = order.methods.size() <= 20 && std::ranges::all_of(order.methods, is_method);
  TRY(require(order.amount.minor >= 1 && order.amount.minor <= 99'999'999, "amount", "an amount is 0.01 to 999 999.99"));
  TRY(require(is_currency(order.amount.currency), "currency", "a currency has three small letters"));
  TRY(require(is_label, "label", "a label has 1 to 200 bytes"));
  TRY(require(is_address(order.success_address), "success_address", "an address begins with https://"));
  TRY(require(is_address(order.cancel_address), "cancel_address", "an address begins with https://"));
  TRY(require(order.mail_address.size() <= 254, "mail_address", "a mail address has at most 254 bytes"));
  TRY(require(order.language.empty() || is_name(order.language, 10), "language", "a language is \"de\""));
  return require(are_methods, "methods", "a method is \"card\"");
}

Form checkout_form(Attempt const& attempt, Order const& order) {
  bool is_once = order.interval == Interval::once;
  // The same at every call of the attempt, or its key would not fit any more.
  auto expires = std::chrono::floor<std::chrono::seconds>(attempt.begun.time_point()) + kCheckoutLife;
  Form form;
  form.add("mode", is_once ? "payment" : "subscription")
      .add("line_items[0][quantity]", 1)
      .add("line_items[0][price_data][currency]", order.amount.currency)
      .add("line_items[0][price_data][unit_amount]", order.amount.minor)
      .add("line_items[0][price_data][product_data][name]", order.label);
  if (!is_once) {
    Recurring every = recurring(order.interval);
    form.add("line_items[0][price_data][recurring][interval]", every.unit)
        .add("line_items[0][price_data][recurring][interval_count]", every.count);
  }
  form.add("client_reference_id", attempt.reference.text())
      .add(fmt::format("metadata[{}]", kReferenceKey), attempt.reference.text())
      .add(fmt::format("{}[metadata][{}]", is_once ? "payment_intent_data" : "subscription_data", kReferenceKey),
           attempt.reference.text())
      .add("success_url", order.success_address)
      .add("cancel_url", order.cancel_address)
      .add("expires_at", expires.time_since_epoch().count());
  if (!order.mail_address.empty()) form.add("customer_email", order.mail_address);
  if (!order.language.empty()) form.add("locale", order.language);
  for (std::size_t i = 0; i < order.methods.size(); ++i) {
    form.add(fmt::format("payment_method_types[{}]", i), order.methods[i]);
  }
  return form;
}

Form refund_form(Attempt const& attempt, RefundOrder const& order) {
  Form form;
  form.add("payment_intent", order.payment.text())
      .add("amount", order.minor)
      .add(fmt::format("metadata[{}]", kReferenceKey), attempt.reference.text());
  return form;
}

}  // namespace allmende::provider
