#pragma once
// Who a message is from and to. Part of the door.

#include <compare>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::mail {

/// An address that every server takes: ASCII, at most 254 bytes.
class Address {
 public:
  /// "ada@hafenblatt.example". A domain with other letters is converted (IDNA 2008 by UTS 46): "ada@blätter.example"
  /// becomes "ada@xn--bltter-cua.example".
  /// Refuses: invalid for what is no address, or has other letters than ASCII before its @ (they need a server that
  /// speaks SMTPUTF8, and few do), or quotation marks there; limit when it is too long.
  static Result<Address> parse(std::string_view text);

  std::string const& text() const { return text_; }
  std::string_view domain() const { return std::string_view(text_).substr(text_.rfind('@') + 1); }
  auto operator<=>(Address const&) const = default;

 private:
  explicit Address(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// An address with the name that is shown beside it; the name may be empty.
struct Mailbox {
  std::string name;
  Address address;

  /// "Hafenblatt <redaktion@hafenblatt.example>", or the address alone.
  /// Refuses: as Address; invalid for a name with a control character or that is no UTF-8; limit above 200 bytes.
  static Result<Mailbox> parse(std::string_view text);
  /// Of a name and an address that stand apart. Refuses the same.
  static Result<Mailbox> of(std::string_view name, std::string_view address);
  bool operator==(Mailbox const&) const = default;
};

}  // namespace allmende::mail
