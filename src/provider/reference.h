#pragma once
// Names: ours, that the provider keeps for us, and the provider's own. Part of the door.

#include <compare>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::provider {

/// Our own name for what is paid, or paid back: made and stored before the first call. It goes with everything that
/// the provider makes of it (its "metadata"), so that events and searches lead back to us.
class Reference {
 public:
  static constexpr std::size_t kLongest = 64;
  /// Letters, digits, "-" and "_", 1 to 64. Refuses: invalid for anything else.
  static Result<Reference> parse(std::string_view text);

  std::string const& text() const { return text_; }
  auto operator<=>(Reference const&) const = default;

 private:
  explicit Reference(std::string_view text) : text_(text) {}
  std::string text_;
};

/// A name that the provider gave to one of its things.
template <class Tag>
class Handle {
 public:
  /// Letters, digits, "-" and "_", 1 to 255: it is written into addresses. Refuses: invalid for anything else.
  static Result<Handle> parse(std::string_view text);

  std::string const& text() const { return text_; }
  auto operator<=>(Handle const&) const = default;

 private:
  explicit Handle(std::string_view text) : text_(text) {}
  std::string text_;
};

/// Whether it is `most` at most of the letters that names have.
bool is_name(std::string_view text, std::size_t most);

template <class Tag>
Result<Handle<Tag>> Handle<Tag>::parse(std::string_view text) {
  if (is_name(text, 255)) return Handle(text);
  return refuse(Code::invalid, "this is not a provider's name for something");
}

using CheckoutId = Handle<struct CheckoutTag>;
using PaymentId = Handle<struct PaymentTag>;
using RefundId = Handle<struct RefundTag>;
using DisputeId = Handle<struct DisputeTag>;
using SubscriptionId = Handle<struct SubscriptionTag>;
using InvoiceId = Handle<struct InvoiceTag>;
using MandateId = Handle<struct MandateTag>;
using EventId = Handle<struct EventTag>;

}  // namespace allmende::provider
