#pragma once
// What Stripe is asked, as forms: application/x-www-form-urlencoded with brackets. Private to this room.

#include <string>
#include <string_view>

#include "provider/payment.h"

namespace allmende::provider {

/// "name=value&…", each percent-encoded.
class Form {
 public:
  Form& add(std::string_view name, std::string_view value);
  Form& add(std::string_view name, std::int64_t value) { return add(name, std::string_view(std::to_string(value))); }
  std::string const& text() const { return text_; }

 private:
  std::string text_;
};

/// The metadata's key under which our reference stands.
inline constexpr std::string_view kReferenceKey = "reference";

/// Refuses: invalid for an order that is none.
Result<void> check(Order const& order);

Form checkout_form(Attempt const& attempt, Order const& order);
Form refund_form(Attempt const& attempt, RefundOrder const& order);

}  // namespace allmende::provider
