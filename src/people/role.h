#pragma once
// What a person at the paper does, and so may do. Part of the door.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/base.h"

namespace allmende::people {

enum class Role { author, editor, duty_editor, picture_desk, till, cooperative_office, administrator };

inline constexpr std::array kRoles = {Role::author,       Role::editor, Role::duty_editor,
                                      Role::picture_desk, Role::till,   Role::cooperative_office,
                                      Role::administrator};

/// "author", "duty-editor", "cooperative-office".
std::string_view name_of(Role role);
Result<Role> parse_role(std::string_view name);

/// A person may hold several, or none: they may then sign in and see only their own account.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(std::initializer_list<Role> roles) {
    for (Role role : roles) bits_ |= bit(role);
  }
  /// "author editor"; "" for none. Refuses: invalid for a word that is no role.
  static Result<Roles> parse(std::string_view words);
  std::string words() const;

  constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  constexpr bool has_any(Roles others) const { return (bits_ & others.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr Roles with(Role role) const {
    Roles more = *this;
    more.bits_ |= bit(role);
    return more;
  }
  constexpr bool operator==(Roles const&) const = default;

 private:
  static constexpr std::uint32_t bit(Role role) { return 1u << static_cast<unsigned>(role); }
  std::uint32_t bits_ = 0;
};

}  // namespace allmende::people
