#include "people/role.h"

namespace allmende::people {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::author: return "author";
    case Role::editor: return "editor";
    case Role::duty_editor: return "duty-editor";
    case Role::picture_desk: return "picture-desk";
    case Role::till: return "till";
    case Role::cooperative_office: return "cooperative-office";
    case Role::administrator: return "administrator";
  }
  report_bug("every role has a name");
}

Result<Role> parse_role(std::string_view name) {
  std::string known;
  for (Role role : kRoles) {
    if (name_of(role) == name) return role;
    known += (known.empty() ? "" : ", ") + std::string(name_of(role));
  }
  return refuse(Code::invalid, "\"" + std::string(name) + "\" is no role; there are " + known);
}

Result<Roles> Roles::parse(std::string_view words) {
  Roles roles;
  while (!words.empty()) {
    std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    if (!word.empty()) roles = roles.with(TRY(parse_role(word)));
  }
  return roles;
}

std::string Roles::words() const {
  std::string words;
  for (Role role : kRoles) {
    if (has(role)) words += (words.empty() ? "" : " ") + std::string(name_of(role));
  }
  return words;
}

}  // namespace allmende::people
